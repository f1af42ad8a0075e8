"""Checks coded sentences of other texts against the references, and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reading.checks.rules import rule
from reading.data.reference import Reference
from reading.data.samples import DESCRIPTION, FOLDER, SENTENCES, Sample
from reading.files.errors import ReadingError, suggest, suggest_or_list
from reading.files.read import read_yaml
from reading.files.yaml import line_of


@rule("sample")
def check_samples(
    root: Path, samples: Mapping[str, Sample], references: Mapping[str, Reference], *, readable: bool
) -> Iterator[ReadingError]:
    """Yield an error for each reference or text that does not exist, and for each text of two uses.

    A text whose sentences a lexicon was made from cannot judge it, since sentences of a text are alike.

    Parameters
    ----------
    root : Path
        The book's folder.
    samples : mapping of str to Sample
        The samples, by name.
    references : mapping of str to Reference
        The references, by name.
    readable : bool
        Whether the tables of the references have no mistakes. If not, texts are not looked up in them.
    """
    development = {
        text: sample.name
        for sample in samples.values()
        if not sample.held_out
        for text in sample.sentences["text"]
    }
    for sample in samples.values():
        folder, name = root / FOLDER / sample.name, sample.description.reference
        known = None
        if name not in references:
            line = line_of(read_yaml(folder / DESCRIPTION), ("reference",))
            hint = suggest_or_list(name, list(references)) or "add it to data/reference"
            yield ReadingError(folder / DESCRIPTION, line, f"the book has no reference {name!r}", hint)
        elif readable:
            known = set(references[name].texts["text"])
        # Row i of the frame is the file's line i + 2.
        for row, text in sample.sentences["text"].drop_duplicates().items():
            line = int(str(row)) + 2
            if known is not None and text not in known:
                hint = suggest(text, known) or "its texts are those of texts.csv"
                problem = f"the reference {name!r} has no text {text!r}"
                yield ReadingError(folder / SENTENCES, line, problem, hint)
            if sample.held_out and text in development:
                problem = (
                    f"{text!r} is held out, but {development[text]!r} is for development and has it, too"
                )
                yield ReadingError(folder / SENTENCES, line, problem, "draw sentences of other texts")
