"""Collects what the coding page shows: what can be coded, by which rules, and the passes to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.data.coding import FOLDER
from reading.data.passes import Coder
from reading.data.samples import FOLDER as SAMPLES
from reading.data.samples import UNIT as SAMPLE_UNIT
from reading.data.samples import Sample
from reading.measures.incidence import SENTENCE

PAGE = "coding"
"""The page on which readers code sentences, relative to the book's folder and without suffix."""

Data = dict[str, Any]

THEMES, STANCES = "themes", "stances"
"""The ids of the tasks on the document. The id of a task on a sample is the name of the sample."""


def list_tasks(book: Book) -> list[Data]:
    """What can be coded, as JSON holds it: themes and stances of the document, and themes of each sample.

    - id, label, size: the name of the task, in words too, and its number of sentences
    - file, folder: how the name of a pass begins, and the folder it belongs in
    - unit: the columns that identify a sentence in a pass
    - version: the version of the rules
    - codes: of each theme its `id`, `label`, and when a sentence carries it
    - pairs: whether stances are coded; then there are `actors`, `stances` and the `rule`
    - sample: whether the sentences are those of a sample
    """
    tasks = []
    sentences = len(book.document.sentences)
    if book.coding.codebook.themes:
        themes = {"version": book.coding.codebook.version, "codes": _list_themes(book)}
        tasks.append(_task(THEMES, "Themes of the document", sentences, FOLDER.as_posix(), **themes))
        if (rule := book.stances.rule) is not None:
            labels = {actor.id: actor.name for actor in book.lexicon.actors}
            stances = {
                "file": "stances",
                "pairs": True,
                "version": rule.version,
                "actors": [{"id": actor, "label": labels.get(actor, actor)} for actor in rule.actors],
                "stances": dict(rule.stances),
                "rule": rule.model_dump(include={"unit", "basis", "names", "cases"}),
            }
            label = "Stances of actors in the document"
            tasks.append(_task(STANCES, label, sentences, FOLDER.as_posix(), **stances))
        for sample in book.samples.values():
            folder = (SAMPLES / sample.name).as_posix()
            label = f"Themes of other texts: {sample.name}"
            options = {"unit": SAMPLE_UNIT, "sample": True, **themes}
            tasks.append(_task(sample.name, label, len(sample.sentences), folder, **options))
    return tasks


def _task(name: str, label: str, size: int, folder: str, **options: Any) -> Data:
    common = {"id": name, "label": label, "size": size, "folder": folder, "file": "pass", "unit": SENTENCE}
    return {**common, **options}


def _list_themes(book: Book) -> list[Data]:
    """The themes of the codebook, without their terms, which would lead the coder."""
    themes = book.coding.codebook.themes
    return [{"id": theme, **coded.model_dump(exclude={"terms"})} for theme, coded in themes.items()]


def list_passes(book: Book) -> dict[str, list[Data]]:
    """The passes of each task: `coder`, `kind` and `date`, and `codes`, which has the codes of each sentence.

    The codes of a sentence that a coder left out are None. A stance is written as actor, target and stance,
    with spaces between.
    """
    sentences = book.document.sentences[SENTENCE]
    passes = {THEMES: _themes_by(book.coding.passes, book.coding.coders, sentences)}
    if book.stances.passes:
        passes[STANCES] = [
            {**_describe(book.stances.coders[name]), "codes": _stances_of(rows, sentences)}
            for name, rows in book.stances.passes.items()
        ]
    for sample in book.samples.values():
        passes[sample.name] = _themes_by(sample.passes, sample.coders, sample.sentences[SAMPLE_UNIT])
    return passes


def _describe(coder: Coder) -> Data:
    return {"coder": coder.name, "kind": coder.kind, "date": coder.date}


def _themes_by(
    passes: Mapping[str, pd.DataFrame], coders: Mapping[str, Coder], sentences: pd.DataFrame
) -> list[Data]:
    by_pass = {
        name: {(row[0], row[1]): list(row[2]) for row in rows.itertuples(index=False, name=None)}
        for name, rows in passes.items()
    }
    keys = _list_keys(sentences)
    return [
        {**_describe(coders[name]), "codes": [codes.get(key) for key in keys]}
        for name, codes in by_pass.items()
    ]


def _stances_of(rows: pd.DataFrame, sentences: pd.DataFrame) -> list[list[str]]:
    codes: dict[Any, list[str]] = {key: [] for key in _list_keys(sentences)}
    for paragraph, sentence, *stance in rows.itertuples(index=False, name=None):
        codes[paragraph, sentence].append(" ".join(stance))
    return list(codes.values())


def _list_keys(sentences: pd.DataFrame) -> Iterable[Any]:
    return list(sentences.itertuples(index=False, name=None))


def list_sample_sentences(sample: Sample) -> list[list[Any]]:
    """The sentences of a sample: the name of the text, the number in it, and the words."""
    return sample.sentences[[*SAMPLE_UNIT, "words"]].to_numpy().tolist()
