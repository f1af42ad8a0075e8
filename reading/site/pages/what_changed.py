"""The directive `{what-changed}`: which published numbers each version of the book moved.

The versions are those of the changelog. The figures of a version come from `data/releases`, and those of what
is not released yet from the book. All changed values of a version can be saved as a table.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from reading.compare.changes import FigureChange, FigureChanges, compare_figures, group_by_kind
from reading.data import changelog
from reading.data.changelog import UNRELEASED, Section
from reading.figures.published import Registry, list_releases, read_published_figures
from reading.formatting import pluralize
from reading.site.book import published_book
from reading.site.builder import write_page_files
from reading.site.drawings import templates
from reading.site.drawings.spreadsheet import write_csv
from reading.site.drawings.svg import path_to_root
from reading.site.pages.nodes import skip_node
from reading.site.pages.shown import show_all

FOLDER = "data/changes"
"""The folder of the tables of changed values on the site."""

COLUMNS = ("name", "before", "after", "unit", "definition")


class changes_file_node(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """A file to save, with its `name` on the site and its `text`. A page does not show it."""


def setup(app: Sphinx) -> None:
    """Add the directive, and the node that writes its files."""
    app.add_directive("what-changed", WhatChangedDirective)
    app.add_node(changes_file_node, html=(_visit, None), latex=(skip_node, None), text=(skip_node, None))


class WhatChangedDirective(SphinxDirective):
    """Shows the versions. The check of the book makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make a section for each version, the newest first."""
        show_all(self.env)
        root = Path(self.env.app.srcdir)
        releases = list_releases(root)
        for path in (root / changelog.PATH, *releases.values()):
            self.env.note_dependency(str(path))
        numbers = {version: read_published_figures(path) for version, path in releases.items()}
        numbers[UNRELEASED] = published_book(self.env.app).figures
        return list(self._make_sections(changelog.read_sections(root), numbers))

    def _make_sections(
        self, versions: Sequence[Section], numbers: Mapping[str, Registry]
    ) -> Iterator[nodes.section]:
        for place, version in enumerate(versions):
            earlier = next((older.name for older in versions[place + 1 :] if older.name in numbers), "")
            parts = list(self._describe_numbers(numbers, earlier, version.name))
            if parts or version.text.strip():
                title, label = _name_version(version), nodes.make_id(f"version-{version.name}")
                parts += self._fold_text(version.text)
                yield nodes.section("", nodes.title("", title), *parts, ids=[label])

    def _describe_numbers(
        self, numbers: Mapping[str, Registry], earlier: str, version: str
    ) -> Iterator[nodes.Node]:
        """What a version did to the numbers of an earlier one; nothing where there is nothing to tell."""
        if version not in numbers:
            return
        if not earlier:
            yield nodes.paragraph("", f"Its {len(numbers[version]):,} numbers are the first on record.")
            return
        changes = compare_figures(numbers[earlier], numbers[version])
        if version != UNRELEASED or changes.all:
            yield from self._describe_changes(changes, earlier, version)

    def _describe_changes(self, changes: FigureChanges, earlier: str, version: str) -> Iterator[nodes.Node]:
        line = nodes.paragraph("", _summarize(changes, earlier))
        yield line
        if changes.changed or changes.removed:
            name = f"{FOLDER}/{version.lower()}.csv"
            address = f"{path_to_root(self.env.docname)}{name}"
            line += nodes.Text(" ")
            line += nodes.reference("", "Every value before and after", refuri=address, internal=True)
            line += nodes.Text(" is in a table to save (CSV).")
            yield changes_file_node(name=name, text=_tabulate(changes))
        before, after = f"Version {earlier}", "Now" if version == UNRELEASED else f"Version {version}"
        if changes.flipped:
            rows = [[change.latest.definition, *change.texts] for change in changes.flipped]
            yield _make_table("Verdicts and claims that turned", ["What is said", before, after], rows)
        flipped = set(changes.flipped)
        if others := [change for change in changes.changed if change not in flipped]:
            columns = ["About", "Unit", "How many", "The largest change", before, after]
            yield _make_table("Numbers with another value, by what they count", columns, _list_kinds(others))
        if changes.removed:
            columns = ["About", "Unit", "How many", "For example", before]
            rows = [row[:-1] for row in _list_kinds(changes.removed)]
            yield _make_table("Numbers that are gone, by what they counted", columns, rows, folded=True)

    def _fold_text(self, text: str) -> Iterator[nodes.Node]:
        """The section of the changelog, which a reader can open."""
        if not text.strip():
            return
        markdown = MarkdownIt("commonmark", {"html": False})
        tokens = markdown.parse(text)
        for token in tokens:
            token.children = list(self._resolve_links(token.children or ()))
        lines = sum(token.type == "list_item_open" and token.level == 1 for token in tokens)
        yield nodes.raw("", '<details class="folded changelog"><summary>', format="html")
        yield nodes.Text(f"What changed, in {pluralize(lines, 'line')} of the changelog")
        yield nodes.raw("", "</summary>", format="html")
        yield nodes.raw("", markdown.renderer.render(tokens, markdown.options, {}), format="html")
        yield nodes.raw("", "</details>", format="html")

    def _resolve_links(self, parts: Iterable[Token]) -> Iterator[Token]:
        """Lead links to pages of the book there, and leave those to its other files out."""
        within = True
        for part in parts:
            if part.type == "link_open":
                target = str(part.attrs["href"])
                page = posixpath.splitext(target)[0]
                within = bool(urlsplit(target).scheme) or page in self.env.found_docs
                if page in self.env.found_docs:
                    part.attrs["href"] = self.env.app.builder.get_relative_uri(self.env.docname, page)
            if within or part.type not in ("link_open", "link_close"):
                yield part


def _name_version(version: Section) -> str:
    if version.name == UNRELEASED:
        return "Not released yet"
    return f"Version {version.name}" + (f", {version.day}" if version.day else "")


def _summarize(changes: FigureChanges, earlier: str) -> str:
    same = len(changes.earlier) - len(changes.changed) - len(changes.removed)
    turned = f"{len(changes.flipped):,}" if changes.flipped else "none"
    return (
        f"Numbers of version {earlier} with the same value: {same:,}; with another value: "
        f"{len(changes.changed):,}; gone: {len(changes.removed):,}; new since then: {len(changes.added):,}. "
        f"Verdicts and claims that turned: {turned}."
    )


def _list_kinds(changes: Sequence[FigureChange]) -> list[list[Any]]:
    """A row for each kind of figures, with the largest change."""
    return [
        [about, unit, len(group), group[0].latest.definition, *group[0].texts]
        for (about, unit), group in group_by_kind(changes).items()
    ]


def _tabulate(changes: FigureChanges) -> str:
    """All changed and removed figures as CSV, sorted by name; values are not rounded."""
    rows = [
        (
            change.name,
            *("" if figure is None else figure.value for figure in (change.before, change.after)),
            change.latest.unit,
            change.latest.definition,
        )
        for change in sorted([*changes.changed, *changes.removed], key=lambda change: change.name)
    ]
    return write_csv([COLUMNS, *rows])


def _make_table(
    caption: str, columns: list[str], rows: list[list[Any]], *, folded: bool = False
) -> nodes.raw:
    table = {"caption": caption, "folded": folded, "columns": columns, "rows": rows}
    return nodes.raw("", templates.render("table.html", table=table), format="html")


def _visit(writer: HTML5Translator, node: changes_file_node) -> None:
    builder = writer.builder
    Path(builder.outdir, FOLDER).mkdir(parents=True, exist_ok=True)
    write_page_files(builder, builder.current_docname, {node["name"]: node["text"]})
    raise nodes.SkipNode
