"""Reads and validates whose view each sentence gives, and what its modal verbs say, in `data/coding`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from reading.data.coding import FOLDER, UNKNOWN, Sentence, check_codes, check_places, check_sentences
from reading.data.consensus import CodedItems, Decision
from reading.data.passes import Coder, Version, pass_row
from reading.files.errors import ReadingError, raise_any
from reading.files.models import Id, NonEmptyStr, StrictModel, find_unknown, validate_tree
from reading.files.read import read_yaml

RULE = "voices.yml"

SENTENCE = ["paragraph", "sentence"]

OF_MODALS = ("type", "subject", "agent")
"""What is coded of each modal verb: its type, its own subject, and who is named to do what it says."""


class Code(StrictModel):
    """A view: what readers call it, and when it is given."""

    label: NonEmptyStr
    definition: NonEmptyStr


class VoiceCodes(StrictModel, extra="ignore"):
    """Whose view a sentence may give."""

    codes: dict[Id, Code]


class ModalCodes(StrictModel, extra="ignore"):
    """The types of modal verbs, and their subjects."""

    types: dict[Id, NonEmptyStr]
    subjects: dict[Id, NonEmptyStr]


class Asked(StrictModel):
    """What is asked of every sentence.

    view: the code of the view that is counted
    names: the actors of the lexicon that are this state, or speak for it
    """

    view: Id
    names: tuple[Id, ...]


class VoiceRule(StrictModel):
    """The rule as the coders had it, and after it what the book asks.

    Only coders read `item`, `cases` and `unsure`.

    own: the codes of sentences that give nobody's view but the author's
    """

    version: Version
    item: Any
    cases: Any
    unsure: dict[str, NonEmptyStr]
    voice: VoiceCodes
    modals: ModalCodes
    own: tuple[Id, ...]
    asked: Asked


class VoiceDecision(Decision):
    """The view that a sentence gives."""

    voice: str


class ModalDecision(Decision):
    """The code of a feature of a modal verb."""

    modal: int
    feature: str
    code: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Modals(CodedItems):
    """What each coder says of the modal verbs of a sentence, which are numbered from 1.

    passes: frames [paragraph, sentence, modal, verb, type, subject, agent]
    """

    item_columns = (*SENTENCE, "modal", "feature")
    prefix, decisions_file = "modals-", "modals-consensus.yml"
    row = pass_row(paragraph=str, sentence=int, modal=int, verb=str, **dict.fromkeys(OF_MODALS, str))
    decision = ModalDecision
    features = OF_MODALS


@dataclass(frozen=True, eq=False, kw_only=True)
class Voices(CodedItems):
    """Whose view each sentence gives, as each coder coded it, and as it was decided.

    rule: None where nobody coded it
    passes: frames [paragraph, sentence, voice]
    """

    item_columns = tuple(SENTENCE)
    prefix, decisions_file = "voices-", "voices-consensus.yml"
    row = pass_row(paragraph=str, sentence=int, voice=str)
    decision = VoiceDecision

    rule: VoiceRule | None = None
    modals: Modals = field(default_factory=Modals)


def load(root: Path, sentences: Sequence[Sentence], actors: Collection[str]) -> Voices:
    """Read whose view each sentence gives in the book at `root`. Without a rule there are no passes.

    sentences: those of the document, in its order
    actors: the ids of the lexicon's actors

    Raises `ReadingErrors` with all mistakes of the rule, or else of the passes.
    """
    folder = root / FOLDER
    if not (folder / RULE).exists():
        return Voices()
    path = folder / RULE
    tree = read_yaml(path)
    rule = validate_tree(path, tree, VoiceRule)
    voice_codes, subjects = {"voice": rule.voice.codes}, rule.modals.subjects
    modal_codes = {"type": rule.modals.types, "subject": subjects, "agent": [*subjects, "unnamed", "nobody"]}
    view = (("asked", "view"), rule.asked.view, rule.voice.codes)
    names = [(("asked", "names"), name, actors) for name in rule.asked.names]
    raise_any(list(find_unknown(path, tree, [view, *names], UNKNOWN)))

    def check(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        yield from check_sentences(path, rows, sentences, may_end_early=False)
        yield from check_codes(path, rows, voice_codes)

    def check_modals(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        yield from check_codes(path, rows, modal_codes)
        yield from check_places(path, rows, sentences)

    modals = Modals.read(folder, rule.version, check_modals)
    return Voices.read(folder, rule.version, check, rule=rule, modals=modals)
