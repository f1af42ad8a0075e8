"""Reads and validates who acts: the coded subject and process of each sentence, in `data/coding`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import Field

from reading.data.coding import FOLDER as CODING
from reading.data.coding import UNKNOWN, Codes, Sentence, check_codes, check_sentences
from reading.data.consensus import CodedItems, Decision
from reading.data.passes import Coder, Version, pass_row, read_passes
from reading.data.samples import FOLDER as SAMPLES
from reading.data.samples import list_folders
from reading.files.errors import ReadingError, attempt, raise_any
from reading.files.models import Id, NonEmptyStr, StrictModel, find_unknown
from reading.files.read import read_model, read_yaml
from reading.files.yaml import KeyPath

RULE = "agency.yml"

FEATURES = ("subject", "process")
"""What is coded of each sentence."""

SENTENCE = ["paragraph", "sentence"]

Uses = Iterable[tuple[KeyPath, str, Collection[str]]]
"""Places in a file, the names there, and the names that may stand there: see `find_unknown`."""

SPEECH_SUBJECTS = ("own-state", "own-and-others", "other-actor", "no-actor", "signpost")
"""The codes of subjects in speeches, where the speaking state takes the place of the document's actors."""


class Code(StrictModel):
    """A code of a subject or a process: what readers call it, and when it is given."""

    label: NonEmptyStr
    definition: NonEmptyStr


class Contrasts(StrictModel):
    """What is asked of every sentence: the codes that count as yes.

    named: the actors of the lexicon that are the subject, or speak for it
    order: two actors of the lexicon; asked is whether the first is named first where they are joined
    """

    subject: Id
    named: tuple[Id, ...]
    process: tuple[Id, ...]
    order: tuple[Id, Id]


class OtherCode(StrictModel):
    """Another code of a sentence. What is not given stays."""

    paragraph: str
    sentence: int
    subject: Id | None = None
    process: Id | None = None
    voice: Id | None = None


class Doubt(StrictModel):
    """Another rule by which some sentences have other codes."""

    id: Id
    says: NonEmptyStr
    codes: tuple[OtherCode, ...] = Field(min_length=1)


class CodingRule(StrictModel):
    """What the rules of who acts and of who speaks have alike. Only coders read `item` and `cases`."""

    version: Version
    item: Any
    cases: Any
    doubts: tuple[Doubt, ...] = ()

    def check_uses(self, path: Path, codes: Codes, sentences: Sequence[Sentence], asked: Uses = ()) -> None:
        """Raise `ReadingErrors` where the rule names a code or a sentence that there is none of.

        asked: what it names outside its doubts
        """
        known, used = [f"{paragraph}#{number}" for paragraph, number in sentences], list(asked)
        for number, doubt in enumerate(self.doubts):
            for at, code in enumerate(doubt.codes):
                place = ("doubts", number, "codes", at)
                given = code.model_dump(exclude={*SENTENCE}, exclude_none=True)
                used += ((place, value, codes.get(feature, ())) for feature, value in given.items())
                used.append((place, f"{code.paragraph}#{code.sentence}", known))
        raise_any(list(find_unknown(path, read_yaml(path), used, UNKNOWN)))


class AgencyRule(CodingRule):
    """The rule by which subjects and processes are coded, and what is asked of the codes.

    Only coders read `speeches`.
    """

    speeches: NonEmptyStr
    subjects: dict[Id, Code]
    processes: dict[Id, Code]
    contrasts: Contrasts

    @property
    def codes(self) -> dict[str, dict[str, Code]]:
        """The codes of each feature, by id."""
        return {"subject": self.subjects, "process": self.processes}


_SPEECH_ROW = pass_row(text=str, sentence=int, names=bool, subject=str, process=str)


class AgencyDecision(Decision):
    """The code of a feature of a sentence that holds."""

    feature: str
    code: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Agency(CodedItems):
    """Who acts, as each coder coded it, and as it was decided.

    rule: None where nobody coded it
    passes: frames [paragraph, sentence, subject, process]
    speeches: by coder, a frame [text, sentence, names, subject, process] of the sentences of samples; `names`
        says whether the sentence names the state that speaks
    """

    item_columns = (*SENTENCE, "feature")
    prefix, decisions_file = "agency-", "agency-consensus.yml"
    row = pass_row(paragraph=str, sentence=int, subject=str, process=str)
    decision = AgencyDecision
    features = FEATURES

    rule: AgencyRule | None = None
    speeches: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, subject, process: what the book goes by."""
        wide = super().consensus.pivot(index=SENTENCE, columns="feature", values="code")
        return wide.reindex(columns=list(FEATURES)).reset_index().rename_axis(columns=None)


def load(root: Path, sentences: Sequence[Sentence], actors: Collection[str]) -> Agency:
    """Read who acts in the document of the book at `root`. Without a rule for it there are no passes.

    sentences: those of the document, in its order
    actors: the ids of the lexicon's actors

    Raises `ReadingErrors` with all mistakes of the rule, or else of the passes, or of the decisions.
    """
    folder = root / CODING
    rule = read_rule(root)
    if rule is None:
        return Agency()
    asked = rule.contrasts.model_dump() | {"subject": [rule.contrasts.subject]}
    known = {**rule.codes, "named": actors, "order": actors}
    used = [(("contrasts", key), name, known[key]) for key, names in asked.items() for name in names]
    rule.check_uses(folder / RULE, rule.codes, sentences, used)

    def check(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        yield from check_sentences(path, rows, sentences, may_end_early=False)
        yield from check_codes(path, rows, rule.codes)

    def check_speeches(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        return check_codes(path, rows, {"subject": SPEECH_SUBJECTS, "process": rule.processes})

    errors: list[ReadingError] = []
    speeches: dict[str, list[pd.DataFrame]] = {}
    for sample in list_folders(root / SAMPLES):
        passes = partial(read_passes, sample, Agency.prefix, _SPEECH_ROW, rule.version, check_speeches)
        for coder, rows in attempt(errors, passes, ({}, {}))[0].items():
            speeches.setdefault(coder, []).append(rows)
    pooled = {coder: pd.concat(frames, ignore_index=True) for coder, frames in speeches.items()}
    parts: dict[str, Any] = {"rule": rule, "speeches": pooled}
    read = attempt(errors, lambda: Agency.read(folder, rule.version, check, **parts), Agency())
    raise_any(errors)
    return read


def read_rule(root: Path) -> AgencyRule | None:
    """The rule of the book at `root`; None where it has none. Raises `ReadingErrors`."""
    path = root / CODING / RULE
    return read_model(path, AgencyRule) if path.exists() else None
