"""Says on each page that shows a coded number who coded it, in the first section with such a number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from reading.data.book import Book
from reading.data.passes import Coder
from reading.site.pages.node_html import chart_node, number_node
from reading.site.published import published_book
from reading.tables.figures import Figures
from reading.tables.locations import CODING
from reading.tables.theme_counts import goes_by_terms

METHOD, LABEL = "about/method", "who-coded"
"""The page that says how the document was coded, and the label of its section on that."""

PARTS = {"coding": "themes", "voices": "views"}
"""What is coded in each part of a book."""

CLASSES = {"theme": "coding"}
"""The classes of entries of the codebook that show codes."""


def setup(app: Sphinx) -> None:
    """Add the line when a page is about to be written."""
    app.connect("doctree-resolved", say_coders)


def say_coders(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Add the line to a page. On a page without coded numbers, do nothing."""
    # The landing page says it in its own words.
    if page in (METHOD, app.config.root_doc):
        return
    book = published_book(app).book
    figures = published_book(app).figures
    shown = [(part, node) for node in doctree.findall(nodes.Element) for part in _find_parts(node, figures)]
    parts = {part for part, _ in shown}
    sentence = describe_coders(book, parts)
    if not sentence:
        return
    first = next(node for part, node in shown if getattr(book, part).coders or _is_by_terms(book, part))
    line = nodes.paragraph("", f"{sentence} ", classes=["who-coded"])
    kinds = {coder.kind for part in parts for coder in getattr(book, part).coders.values()}
    if CODING in app.env.found_docs and page != CODING and "person" not in kinds:
        address = app.builder.get_relative_uri(page, CODING)
        link = nodes.reference("", "code it yourself", internal=True, refuri=address)
        by_terms = any(_is_by_terms(book, part) for part in parts)
        lead = "You can " if by_terms else "No person has checked these codes yet: "
        line += [nodes.Text(lead), link, nodes.Text(". ")]
    if METHOD in app.env.found_docs:
        line += _link_method(app, page)
    section: Any = first
    while section is not doctree and (
        not isinstance(section, nodes.section) or "theme" in section["classes"]
    ):
        section = section.parent
    place = section.first_child_matching_class(nodes.title) + 1
    # The first paragraph of a page is its description, and says what the page is about.
    opens = place < len(section) and isinstance(section[place], nodes.paragraph)
    section.insert(place + opens, line)


def describe_coders(book: Book, parts: Collection[str]) -> str:
    """Who coded the parts of a book, in a sentence or two. Empty where nobody has coded any of them.

    Of themes that only terms find, it says so. `parts` are keys of `PARTS`.
    """
    coded: dict[str, list[str]] = {}
    by_terms = [part for part in parts if _is_by_terms(book, part)]
    for part, what in PARTS.items():
        if part in parts and part not in by_terms and getattr(book, part).coders:
            coded.setdefault(name_coders(getattr(book, part).coders), []).append(f"the {what}")
    named = {coders: [*what[:-2], " and ".join(what[-2:])] for coders, what in coded.items()}
    lines = [f"{coders} coded {', '.join(what)}." for coders, what in named.items()]
    kinds = [{coder.kind for coder in getattr(book, part).coders.values()} for part in parts]
    # Where a model and people coded, the book counts the codes of the model.
    both = {"model", "person"} in kinds
    terms = [_describe_terms(book)] if by_terms else []
    model = ["The numbers go by the model where it coded."] if both and not terms else []
    return " ".join([*terms, *lines, *model])


def name_coders(coders: Mapping[str, Coder]) -> str:
    """Who made the passes of a book, in words, such as "A language model and a person". Empty if nobody did.

    Runs of models count as one model, since the passes do not say which model they are of.
    """
    people = len({coder.name for coder in coders.values() if coder.kind == "person"})
    names = ["a language model"] if any(coder.kind == "model" for coder in coders.values()) else []
    names += ["a person" if people == 1 else "people"] if people else []
    text = " and ".join(names)
    return f"{text[:1].upper()}{text[1:]}"


def _is_by_terms(book: Book, part: str) -> bool:
    """Whether the themes are those that the terms of the codebook find."""
    return part == "coding" and goes_by_terms(book)


def _describe_terms(book: Book) -> str:
    number, coded = len(book.document.sentences), max(map(len, book.coding.passes.values()), default=0)
    so_far = f", {coded} of {number} so far" if coded else ""
    lead = "A sentence has a theme where one of the terms of the codebook stands"
    return f"{lead}, until all sentences are coded{so_far}."


def _find_parts(node: nodes.Element, figures: Figures) -> Iterator[str]:
    """The parts of a book whose codes a node shows."""
    if isinstance(node, number_node):
        yield from (part for part in PARTS if part in figures.needs(node["name"]))
    elif isinstance(node, chart_node):
        yield from filter(None, [node["spec"]["usermeta"]["codes"]])
    elif isinstance(node, nodes.section | nodes.container):
        yield from (CLASSES[name] for name in node["classes"] if name in CLASSES)


def _link_method(app: Sphinx, page: str) -> nodes.reference:
    """A link to the section of the method page, or to the page where no section has the label."""
    document, anchor = app.env.get_domain("std").anonlabels.get(LABEL, (METHOD, ""))  # type: ignore[attr-defined]
    address = app.builder.get_relative_uri(page, document) + (f"#{anchor}" if anchor else "")
    return nodes.reference("", "How, and how far that can be trusted", internal=True, refuri=address)
