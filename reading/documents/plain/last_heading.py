"""Leaves out headings at the end of a plain text, whose text was a table or a list that is left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reading.documents.plain.headings import LABEL, LONGEST_LABELLED, is_opening
from reading.documents.plain.lines import clear, has_words
from reading.files.convert import describe_empty_sections
from reading.files.read import Line
from reading.text.sentences import normalize


def strip_last_headings(
    lines: Sequence[Line], contents: Collection[str] = ()
) -> tuple[list[Line], list[str]]:
    """Leave out the last lines where they have a label, a name such as *Glossary*, or stand in `contents`.

    contents: the headings that a list of contents names

    Returns the lines, and a line about each heading. Other short lines at the end may be signatures.

    >>> text = ["They wait.", "", "Appendix A: Ships", "", "Glossary", ""]
    >>> strip_last_headings([Line(0, line) for line in text])[1]
    ["the section 'Appendix A: Ships', which has no text", "the section 'Glossary', which has no text"]
    """
    kept, names = list(lines), list[str]()
    for place in range(len(kept) - 1, 0, -1):
        text = normalize(kept[place].text)
        if not has_words(text):
            continue
        label = LABEL.match(text)
        is_label = label is not None and (label.end() == len(text) or bool(label["mark"]))
        is_named = is_label or is_opening(text) or text in contents
        if has_words(kept[place - 1].text) or not is_named or len(text.split()) > LONGEST_LABELLED:
            break
        kept[place] = clear(kept[place])
        names.append(text)
    return kept, describe_empty_sections(names[::-1])
