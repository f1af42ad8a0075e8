"""The options, arguments and texts of directives."""

import pytest
from docutils.parsers.rst.directives import admonitions, body, images, parts, tables
from sphinx.directives import code, other, patches
from sphinx.domains import index, std
from sphinxcontrib.bibtex import directives as bibtex
from sphinxcontrib.bibtex import foot_directives

from reading.checks.directives import OPTIONS, WITH_ARGUMENT, check_directive
from reading.files.markdown import parse_page
from reading.site.pages.timeline import TimelineDirective

CLASSES = {
    "admonition": admonitions.Admonition,
    "topic": body.Topic,
    "sidebar": body.Sidebar,
    "epigraph": body.Epigraph,
    "pull-quote": body.PullQuote,
    "highlights": body.Highlights,
    "contents": parts.Contents,
    "image": images.Image,
    "figure": patches.Figure,
    "table": tables.RSTTable,
    "list-table": tables.ListTable,
    "csv-table": patches.CSVTable,
    "code": patches.Code,
    "code-block": code.CodeBlock,
    "only": other.Only,
    "toctree": other.TocTree,
    "seealso": other.SeeAlso,
    "index": index.IndexDirective,
    "glossary": std.Glossary,
    "bibliography": bibtex.BibliographyDirective,
    "footbibliography": foot_directives.FootBibliographyDirective,
    "timeline": TimelineDirective,
}
"""The classes of the directives. Those that are not here are admonitions."""


def problems(text):
    return [one.problem for directive in parse_page(text).directives for one in check_directive(directive)]


@pytest.mark.parametrize("name", OPTIONS)
def test_options_and_arguments_are_those_of_the_build(name):
    directive = CLASSES.get(name, admonitions.Note)
    assert set(OPTIONS[name]) == set(directive.option_spec or ())
    assert (name in WITH_ARGUMENT) == bool(directive.required_arguments)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (":::{note}\n:::", "the directive {note} has no text"),
        (":::{admonition}\nText.\n:::", "the directive {admonition} lacks a title"),
        ("```{image} a.png\n```", "the image has no option 'alt'"),
        ("```{image} a.png\n:alt: b\n:width: big\n```", "the option 'width' cannot be 'big'"),
    ],
)
def test_mistake_in_a_directive_is_named(text, problem):
    assert problems(text) == [problem]


@pytest.mark.parametrize(
    "text",
    [
        ":::{note} Text.\n:::",
        ":::{admonition} Title\n:class: tip\nText.\n:::",
        "```{figure} a.png\n:alt: b\n:width: 50%\n:align: center\n\nText.\n```",
        "```{chart} bars\n:title: Bars\n```",
        "```{bibliography}\n```",
    ],
)
def test_good_directive_has_no_findings(text):
    assert problems(text) == []
