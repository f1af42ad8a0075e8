"""Reads and validates who acts: the coded subject and process of each sentence, in `data/coding`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import pandas as pd
from pydantic import Field

from reading.data.coding import FOLDER as CODING
from reading.data.coding import check_sentences
from reading.data.consensus import Decision, Votes, read_votes
from reading.data.passes import Coded, Coder, Version, pass_row, read_passes
from reading.data.samples import FOLDER as SAMPLES
from reading.files.errors import ReadingError, attempt, raise_any, suggest_or_list
from reading.files.models import Id, NonEmptyStr, StrictModel, find_unknown, validate_tree
from reading.files.read import read_yaml
from reading.files.yaml import KeyPath

RULE, CONSENSUS, PREFIX = "agency.yml", "agency-consensus.yml", "agency-"

FEATURES = ("subject", "process")
"""What is coded of each sentence."""

UNKNOWN = "there is no {!r} to be coded"

SENTENCE = ["paragraph", "sentence"]

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


class Recoded(StrictModel):
    """Another code of a sentence. What is not given stays."""

    paragraph: str
    sentence: int
    subject: Id | None = None
    process: Id | None = None


class Doubt(StrictModel):
    """Another rule by which some sentences have other codes."""

    id: Id
    says: NonEmptyStr
    codes: tuple[Recoded, ...] = Field(min_length=1)


class AgencyRule(StrictModel):
    """The rule by which subjects and processes are coded, and what is asked of the codes."""

    version: Version
    unit: NonEmptyStr
    subjects: dict[Id, Code]
    processes: dict[Id, Code]
    cases: tuple[NonEmptyStr, ...]
    speeches: NonEmptyStr
    contrasts: Contrasts
    doubts: tuple[Doubt, ...] = ()

    def codes(self, feature: str) -> dict[str, Code]:
        """The codes of a feature, by id."""
        return {"subject": self.subjects, "process": self.processes}[feature]


_ROW = pass_row(paragraph=str, sentence=int, subject=str, process=str)

_SPEECH_ROW = pass_row(text=str, sentence=int, names=bool, subject=str, process=str)


class AgencyDecision(Decision):
    """The code of a feature of a sentence that holds."""

    feature: str
    code: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Agency(Coded):
    """Who acts, as each coder coded it, and as it was decided.

    rule: None where nobody coded it
    passes: frames [paragraph, sentence, subject, process]
    speeches: by coder, a frame [text, sentence, names, subject, process] of the sentences of samples; `names`
        says whether the sentence names the state that speaks
    """

    rule: AgencyRule | None = None
    speeches: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def codes(self) -> pd.DataFrame:
        """coder, paragraph, sentence, feature, code: a row for each leading pass, sentence and feature."""
        rows = [
            passed.melt(SENTENCE, list(FEATURES), "feature", "code").assign(coder=coder)
            for coder, passed in self.leading_passes.items()
        ]
        columns = ["coder", *SENTENCE, "feature", "code"]
        return pd.concat([pd.DataFrame(columns=columns), *rows], ignore_index=True)[columns]

    @cached_property
    def votes(self) -> Votes:
        """What each leading pass says of each feature of each sentence."""
        grouped = self.codes.groupby([*SENTENCE, "feature"], sort=False)["code"]
        return Votes({unit: list(codes) for unit, codes in grouped}, self.decisions)

    @property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, subject, process: what the book goes by."""
        rows = [(*unit, code) for unit, code in self.votes.outcome.items()]
        frame = pd.DataFrame(rows, columns=[*SENTENCE, "feature", "code"])
        wide = frame.pivot(index=SENTENCE, columns="feature", values="code").reindex(columns=list(FEATURES))
        return wide.reset_index().rename_axis(columns=None)


NO_AGENCY = Agency()
"""What a book has of it that did not code who acts, or whose codes cannot be read."""


def load(root: Path, sizes: Mapping[str, int] | None, actors: Collection[str] | None) -> Agency:
    """Read who acts in the document of the book at `root`. `NO_AGENCY` where it has no rule for it.

    sizes: the number of sentences of each paragraph, in the document's order; None if not known
    actors: the ids of the lexicon's actors; None if not known

    Raises `ReadingErrors` with all mistakes of all files.
    """
    folder = root / CODING
    if not (folder / RULE).exists():
        return NO_AGENCY
    sentences = None if sizes is None else [(name, n) for name in sizes for n in range(1, sizes[name] + 1)]
    rule = _read_rule(folder / RULE, sentences, actors)
    of_document = {"subject": rule.subjects, "process": rule.processes}
    of_speeches = {"subject": SPEECH_SUBJECTS, "process": rule.processes}

    def check(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        yield from check_sentences(path, rows, sentences, may_end_early=False)
        yield from _check_codes(path, rows, of_document)

    def check_speeches(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        return _check_codes(path, rows, of_speeches)

    errors: list[ReadingError] = []
    read = attempt(errors, lambda: read_passes(folder, PREFIX, _ROW, rule.version, check), ({}, {}))
    speeches: dict[str, list[pd.DataFrame]] = {}
    for sample in sorted(path for path in (root / SAMPLES).glob("[!.]*") if path.is_dir()):
        passes = partial(read_passes, sample, PREFIX, _SPEECH_ROW, rule.version, check_speeches)
        for coder, rows in attempt(errors, passes, ({}, {}))[0].items():
            speeches.setdefault(coder, []).append(rows)
    raise_any(errors)
    pooled = {coder: pd.concat(frames, ignore_index=True) for coder, frames in speeches.items()}
    votes = read_votes(folder / CONSENSUS, AgencyDecision, Agency(*read).votes.given)
    return Agency(*read, votes.decisions, rule=rule, speeches=pooled)


def read_rule(root: Path) -> AgencyRule | None:
    """The rule of the book at `root`; None where it has none. Raises `ReadingErrors`."""
    path = root / CODING / RULE
    return _read_rule(path, None, None) if path.exists() else None


def _read_rule(
    path: Path, sentences: Sequence[tuple[str, int]] | None, actors: Collection[str] | None
) -> AgencyRule:
    tree = read_yaml(path)
    rule = validate_tree(path, tree, AgencyRule)
    asked = rule.contrasts
    used: list[tuple[KeyPath, str, Collection[str]]] = [
        (("contrasts", "subject"), asked.subject, rule.subjects),
        *((("contrasts", "process"), code, rule.processes) for code in asked.process),
    ]
    if actors is not None:
        used += [(("contrasts", "named"), actor, actors) for actor in asked.named]
        used += [(("contrasts", "order"), actor, actors) for actor in asked.order]
    known = {f"{paragraph}#{number}" for paragraph, number in sentences or ()}
    for number, doubt in enumerate(rule.doubts):
        for at, code in enumerate(doubt.codes):
            place = ("doubts", number, "codes", at)
            given = (("subject", code.subject), ("process", code.process))
            used += [(place, value, rule.codes(name)) for name, value in given if value]
            if sentences is not None:
                used.append((place, f"{code.paragraph}#{code.sentence}", known))
    raise_any(list(find_unknown(path, tree, used, UNKNOWN)))
    return rule


def _check_codes(
    path: Path, rows: pd.DataFrame, known: Mapping[str, Collection[str]]
) -> Iterator[ReadingError]:
    """An error for each code that is unknown."""
    for line, row in enumerate(rows.itertuples(index=False), 2):
        for feature, codes in known.items():
            if (code := getattr(row, feature)) not in codes:
                yield ReadingError(path, line, UNKNOWN.format(code), suggest_or_list(code, codes))
