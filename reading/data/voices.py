"""Reads and validates whose view each sentence gives, and what its modal verbs say, in `data/coding`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from reading.data.agency import SENTENCE, UNKNOWN, Code, Doubt, check_codes, list_used
from reading.data.coding import FOLDER, Sentence, check_sentences
from reading.data.consensus import Coded, Decision, Unit
from reading.data.passes import Coder, Version, pass_row
from reading.files.errors import ReadingError, raise_any
from reading.files.models import Id, NonEmptyStr, StrictModel, find_unknown
from reading.files.read import read_model, read_yaml

RULE = "voices.yml"

OF_MODALS = ("type", "subject", "agent")
"""What is coded of each modal verb: its type, its own subject, and who is named to do what it says."""


class VoiceCodes(StrictModel):
    """Whose view a sentence may give, and how that is found."""

    test: NonEmptyStr
    steps: tuple[NonEmptyStr, ...]
    codes: dict[Id, Code]
    who_is_a_state: NonEmptyStr


class ModalCodes(StrictModel, extra="ignore"):
    """The types of modal verbs, and their subjects. What else the rule says of them is for coders."""

    kinds: dict[Id, NonEmptyStr]
    subjects: dict[Id, NonEmptyStr]


class VoiceRule(StrictModel):
    """The rule as the coders had it, and after it what the book asks.

    own: the codes of sentences that give nobody's view but the author's
    """

    version: Version
    unit: dict[str, NonEmptyStr]
    voice: VoiceCodes
    cases: dict[int, NonEmptyStr]
    modals: ModalCodes
    unsure: dict[str, NonEmptyStr]
    own: tuple[Id, ...]
    doubts: tuple[Doubt, ...] = ()


class VoiceDecision(Decision):
    """The view that a sentence gives."""

    voice: str


class ModalDecision(Decision):
    """The code of a feature of a modal verb."""

    modal: int
    feature: str
    code: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Modals(Coded):
    """What each coder says of the modal verbs of a sentence, which are numbered from 1.

    passes: frames [paragraph, sentence, modal, verb, type, subject, agent]
    """

    unit = (*SENTENCE, "modal", "feature")
    row = pass_row(paragraph=str, sentence=int, modal=int, verb=str, **dict.fromkeys(OF_MODALS, str))
    decision = ModalDecision

    def list_values(self, rows: pd.DataFrame) -> dict[Unit, Any]:
        """The code of each feature of each modal verb of a pass."""
        long = rows.melt([*SENTENCE, "modal"], list(OF_MODALS), "feature", "code")
        return super().list_values(long)

    @property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, modal, feature, code: what the book goes by."""
        rows = [(*unit, code) for unit, code in self.outcome.items()]
        return pd.DataFrame(rows, columns=[*self.unit, "code"])


@dataclass(frozen=True, eq=False, kw_only=True)
class Voices(Coded):
    """Whose view each sentence gives, as each coder coded it, and as it was decided.

    rule: None where nobody coded it
    passes: frames [paragraph, sentence, voice]
    """

    unit = tuple(SENTENCE)
    row = pass_row(paragraph=str, sentence=int, voice=str)
    decision = VoiceDecision

    rule: VoiceRule | None = None
    modals: Modals = field(default_factory=Modals)

    @property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, voice: what the book goes by."""
        rows = [(*unit, voice) for unit, voice in self.outcome.items()]
        return pd.DataFrame(rows, columns=[*SENTENCE, "voice"])


def load(root: Path, sentences: Sequence[Sentence]) -> Voices:
    """Read whose view each sentence gives in the book at `root`. Without a rule there are no passes.

    sentences: those of the document, in its order

    Raises `ReadingErrors` with all mistakes of the rule, or else of the passes.
    """
    folder = root / FOLDER
    if not (folder / RULE).exists():
        return Voices()
    rule = read_model(folder / RULE, VoiceRule)
    actors = rule.modals.subjects
    known: Mapping[str, Collection[str]] = {
        "type": rule.modals.kinds,
        "subject": actors,
        "agent": [*actors, "unnamed", "nobody"],
    }

    used = list_used(rule.doubts, {"voice": rule.voice.codes}, sentences)
    raise_any(list(find_unknown(folder / RULE, read_yaml(folder / RULE), used, UNKNOWN)))

    def check(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        yield from check_sentences(path, rows, sentences, may_end_early=False)
        yield from check_codes(path, rows, {"voice": rule.voice.codes})

    def check_modals(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        yield from check_codes(path, rows, known)
        for line, place in enumerate(zip(rows["paragraph"], rows["sentence"], strict=True), 2):
            if place not in sentences:
                yield ReadingError(
                    path, line, "there is no sentence {}#{}".format(*place), "correct its place"
                )

    modals = Modals.read(folder, "modals-", rule.version, check_modals, decisions="modals-consensus.yml")
    decisions = "voices-consensus.yml"
    return Voices.read(folder, "voices-", rule.version, check, decisions=decisions, rule=rule, modals=modals)
