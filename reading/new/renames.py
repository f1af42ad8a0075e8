"""Compares two outlines of one document: which ids, names of figures and pages have changed.

Paragraphs are matched by their words. Sections are matched by their paragraphs.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reading.data.chapters import page_of
from reading.data.document import Outline

Sentences = Mapping[str, Sequence[str]]
"""The sentences of each paragraph, by id, in the document's order."""

_FIGURE = re.compile(r"(?<![\w.-])(section|paragraph)\.([a-z0-9-]+)(?=\.)")
"""The part of a figure's name that names a section or a paragraph."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class GoneError(Exception):
    """A name is used whose paragraph or section the new outline does not have. The text says which."""


@dataclass(frozen=True)
class Renames:
    """What the new outline calls the parts of the old one.

    paragraphs, sections: new ids by old ones; None where the new outline has no such part
    figures: new beginnings of names by old ones, such as `paragraph.ports`; None as before
    pages: new pages of chapters by old ones, where they differ; without suffix
    redirects: where links to a chapter lead that the book no longer has
    """

    paragraphs: Mapping[str, str | None]
    sections: Mapping[str, str | None]
    figures: Mapping[str, str | None]
    pages: Mapping[str, str]
    redirects: Mapping[str, str] = field(default_factory=dict)

    def rename_paragraph(self, identifier: str) -> str:
        """The new id of a paragraph. Another text is returned as it is. Raises `GoneError`."""
        new = self.paragraphs.get(identifier, identifier)
        if new is None:
            raise GoneError(f"the paragraph {identifier!r}")
        return new

    def rename_figures(self, text: str) -> str:
        """A text with the new names of the figures that it holds. Raises `GoneError`."""

        def rename(match: re.Match[str]) -> str:
            new = self.figures.get(match[0], match[0])
            if new is None:
                raise GoneError(f"the {match[1]} of the figures {match[0]}.*")
            return new

        return _FIGURE.sub(rename, text)

    def rename_page(self, name: str) -> str:
        """The new name of a page, with or without its suffix."""
        stem = name.removesuffix(".md")
        return self.pages.get(stem, stem) + name[len(stem) :]

    def rename_link(self, target: str, old: str, new: str) -> str:
        """The target of a link of a page that may have moved, to a page that may have moved.

        target: the target as the page has it
        old, new: the folder of the page before and after, relative to the book's
        """
        path, mark, label = target.partition("#")
        if not path or _SCHEME.match(target):
            return target
        if path.startswith("/"):
            return f"/{self._lead_to(path[1:])}{mark}{label}"
        before = posixpath.normpath(posixpath.join(old, path))
        after = self._lead_to(before)
        # A person may write a path in several ways. Only the shortest one is replaced without need.
        is_shortest = path == posixpath.relpath(before, old or ".")
        if not is_shortest and posixpath.normpath(posixpath.join(new, path)) == after:
            return target
        return posixpath.relpath(after, new or ".") + mark + label

    def _lead_to(self, name: str) -> str:
        stem = name.removesuffix(".md")
        if stem in self.redirects:
            return self.redirects[stem] + name[len(stem) :]
        return self.rename_page(name)

    def rename_all(self, text: str) -> str:
        """A message in which old ids and names are replaced by the new ones, to compare it with others."""
        names = {**self.figures, **self.pages, **self.sections, **self.paragraphs}
        known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        return re.sub(rf"(?<![\w/-])({known})(?![\w/-])", lambda match: names[match[0]] or match[0], text)


def compare(old: Outline, new: Outline, before: Sentences, after: Sentences) -> Renames:
    """Compare two outlines of one document.

    old, new: the outlines
    before, after: the sentences of their paragraphs
    """
    known = {words: identifier for identifier, words in _identify(after)}
    paragraphs = {identifier: known.get(words) for identifier, words in _identify(before)}
    paragraphs |= _match_joined(before, after, paragraphs)
    sections = _match_sections(old, new, paragraphs)
    old_names, new_names = old.short_names(), new.short_names()
    figures = {
        **{
            f"paragraph.{old_names[one]}": other and f"paragraph.{new_names[other]}"
            for one, other in paragraphs.items()
        },
        **{f"section.{one}": other and f"section.{other}" for one, other in sections.items()},
    }
    pages = {page_of(one): page_of(other) for one, other in paragraphs.items() if other and other != one}
    return Renames(paragraphs, sections, figures, pages)


def _identify(sentences: Sentences) -> Iterator[tuple[str, tuple[int, tuple[str, ...]]]]:
    """The id of each paragraph with its words, and how often these stood in the document before."""
    times = Counter[tuple[str, ...]]()
    for identifier, paragraph in sentences.items():
        words = tuple(paragraph)
        yield identifier, (times[words], words)
        times[words] += 1


def _match_joined(
    before: Sentences, after: Sentences, paragraphs: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """Paragraphs that a line has joined or left which is a heading in only one of the outlines.

    Between the same neighbours, both outlines have the same text. A single paragraph there is the same one.
    If it has as many sentences as before, their numbers still stand for the same sentences.
    """
    matched = {new for new in paragraphs.values() if new}
    old_gaps = _split(before, {old for old, new in paragraphs.items() if new})
    for old, new in zip(old_gaps, _split(after, matched), strict=True):
        if len(old) == len(new) == 1 and len(before[old[0]]) == len(after[new[0]]):
            yield old[0], new[0]


def _split(names: Iterable[str], separators: Collection[str]) -> list[list[str]]:
    """The names before, between and after the separators."""
    gaps: list[list[str]] = [[]]
    for name in names:
        if name in separators:
            gaps.append([])
        else:
            gaps[-1].append(name)
    return gaps


def _match_sections(
    old: Outline, new: Outline, paragraphs: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The new id of each section: its own if they share a paragraph, else that which shares most."""
    of_new = {paragraph.id: section.id for section, paragraph in new.paragraphs()}
    shared = Counter(
        (section.id, of_new[identifier])
        for section, paragraph in old.paragraphs()
        if (identifier := paragraphs[paragraph.id])
    )
    pairs = sorted(shared, key=lambda pair: (pair[0] != pair[1], -shared[pair]))
    matched: dict[str, str | None] = {}
    for one, other in pairs:
        if one not in matched and other not in matched.values():
            matched[one] = other
    return {section.id: matched.get(section.id) for section in old.sections}
