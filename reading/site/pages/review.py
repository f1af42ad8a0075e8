"""What people have checked: the line in each chapter, the directive `{reviewers}`, and `{check-form}`.

The form shows the retellings of a chapter and gives the lines of a check. It sends and stores nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from reading.analysis.review import collect_retellings, standing_checks
from reading.data.book import Book
from reading.data.chapters import RETELLING
from reading.data.review import MAX_COMMENT, MAX_NAME, ORCID_ADDRESS, PAGE, PATH, hash_retelling
from reading.evidence import own_copy
from reading.site.book import published_book
from reading.site.builder import write_page_files
from reading.site.drawings import templates
from reading.site.drawings.svg import path_to_root
from reading.site.frame import assets, contribute
from reading.site.pages.evidence import record_all
from reading.site.pages.nodes import skip_node

DATA, SCRIPT, SHEET = "_static/check_form_data.js", "_static/check_form.js", "_static/check_form.css"

_CHECKED = "reading_checked"
"""The metadata of a page that holds what the figures of checks said when it was read."""


def setup(app: Sphinx) -> None:
    """Add the directives, the line of each chapter, and what the page of the form loads."""
    app.add_directive("reviewers", ReviewersDirective)
    app.add_directive("check-form", CheckFormDirective)
    app.add_node(check_form_node, html=(_visit, None), latex=(skip_node, None), text=(skip_node, None))
    app.connect("doctree-resolved", _add_line)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("html-page-context", _add_assets)


def record_checks(env: BuildEnvironment) -> None:
    """Record that the page which Sphinx is reading shows figures of checks."""
    env.metadata[env.docname][_CHECKED] = published_book(env.app).checked


def _find_outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """The pages that show other figures of checks than the book now has."""
    now = published_book(app).checked
    return [name for name in env.found_docs if env.metadata[name].get(_CHECKED, now) != now]


# Chapters ---------------------------------------------------------------------------------------------------


def describe_checks(book: Book, paragraph: str) -> str:
    """What people have checked of the sentences of a paragraph, in a sentence."""
    checks = standing_checks(book)
    checks = checks[(checks["paragraph"] == paragraph) & (checks["verdict"] != "unsure")]
    number = checks["sentence"].nunique()
    if not number:
        return "No person has checked these sentences yet."
    wrong = checks[checks["verdict"] == "wrong"]["sentence"].nunique()
    of_all = len(book.document.sentences.query("paragraph == @paragraph"))
    found = f", {wrong} found wrong" if wrong else ""
    return f"{number} of {of_all} sentences checked by a person{found}; last on {checks['when'].max()}."


def _add_line(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Add the line to the end of the retelling of a chapter."""
    book = published_book(app).book
    paragraph = book.paragraph_on(page)
    if paragraph is None:
        return
    section = next(part for part in doctree.findall(nodes.section) if part[0].astext() == RETELLING)
    line = nodes.paragraph("", f"{describe_checks(book, paragraph)} ", classes=["checked"])
    if PAGE in app.env.found_docs:
        address = f"{app.builder.get_relative_uri(page, PAGE)}#{paragraph}"
        line += nodes.reference("", "Check a sentence", internal=True, refuri=address)
    place = section.first_child_matching_class(nodes.section)
    section.insert(len(section) if place is None else place, line)


# Names of reviewers -----------------------------------------------------------------------------------------


class ReviewersDirective(SphinxDirective):
    """Lists the people who have signed checks."""

    def run(self) -> list[nodes.Node]:
        """Make the list, or a line where nobody has."""
        items = [
            nodes.list_item("", nodes.paragraph("", "", *line))
            for line in _credit_people(published_book(self.env.app).book)
        ]
        return (
            [nodes.bullet_list("", *items)]
            if items
            else [nodes.paragraph("", "No person has signed a check yet.")]
        )


def _credit_people(book: Book) -> Iterator[list[nodes.Node]]:
    """The name of each person as last signed, the ORCID iD with a link, and the number of checks."""
    people: dict[str, list[Any]] = {}
    for check in sorted(book.review, key=lambda check: check.when):
        people.setdefault(check.person, []).append(check)
    for checks in sorted(people.values(), key=lambda checks: checks[-1].who.casefold()):
        last = checks[-1]
        line: list[nodes.Node] = [nodes.Text(last.who)]
        if last.orcid:
            line += [
                nodes.Text(" ("),
                nodes.reference("", f"ORCID {last.orcid}", refuri=f"{ORCID_ADDRESS}{last.orcid}"),
                nodes.Text(")"),
            ]
        number = "one check" if len(checks) == 1 else f"{len(checks)} checks"
        yield [*line, nodes.Text(f": {number}, last on {last.when}")]


# The form ---------------------------------------------------------------------------------------------------


class check_form_node(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The form. `script` is the script with its data, and `paragraphs` are the ids and titles of chapters."""


class CheckFormDirective(SphinxDirective):
    """Shows the form of a check. The check of the book makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the data."""
        app = self.env.app
        book = published_book(app).book
        record_all(self.env, book)
        script = f"window.checkFormData={assets.to_json(list_chapters(book))};\n"
        paragraphs = book.document.paragraphs[["paragraph", "title"]].itertuples(index=False, name=None)
        titles = {paragraph: title for paragraph, title in paragraphs if paragraph in book.chapters}
        return [check_form_node(script=script, paragraphs=titles)]


def list_chapters(book: Book) -> dict[str, list[dict[str, Any]]]:
    """The retelling of each sentence, and the hash of what is seen there, by the paragraph of each chapter.

    Chapters are in the order of the document.
    """
    retellings = collect_retellings(book)
    sizes = book.document.sentences.groupby("paragraph", sort=False).size()
    chapters = {}
    for paragraph, size in sizes[sizes.index.isin(list(book.chapters))].items():
        texts = [retellings.get(str(paragraph), {}).get(number, []) for number in range(1, size + 1)]
        chapters[str(paragraph)] = [{"texts": part, "seen": hash_retelling(part)} for part in texts]
    return chapters


def _visit(writer: HTML5Translator, node: check_form_node) -> None:
    builder = writer.builder
    page = builder.current_docname
    write_page_files(builder, page, {DATA: node["script"]})
    app: Sphinx = builder.app
    book, repository = published_book(app).book, contribute.repository(app)
    pages = {name: builder.get_relative_uri(page, book.page_of(name)) for name in node["paragraphs"]}
    html = templates.render(
        "check_form.html",
        data=path_to_root(page) + assets.versioned(DATA, node["script"].encode()),
        titles=node["paragraphs"],
        pages=pages,
        own_copy=builder.get_relative_uri(page, own_copy.PAGE) if own_copy.PAGE in app.env.found_docs else "",
        issue=repository.issue_url(contribute.CHECK) if repository else "",
        edit=repository.edit_url(PATH.as_posix()) if repository else "",
        ledger=PATH.as_posix(),
        max_name=MAX_NAME,
        max_comment=MAX_COMMENT,
    )
    writer.body.append(html)
    raise nodes.SkipNode


def _add_assets(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the template of the page with the form what it loads."""
    if doctree is not None and any(doctree.findall(check_form_node)):
        context["application"] = assets.find_application(app, SCRIPT, SHEET)
