"""The options and arguments of directives."""

import pytest
from docutils.parsers.rst.directives import admonitions, images
from sphinx.directives import code, patches
from sphinx.domains import std
from sphinxcontrib.bibtex import directives as bibtex

from reading.checks.pages import OPTIONS, WITH_ARGUMENT

CLASSES = {
    "admonition": admonitions.Admonition,
    "image": images.Image,
    "figure": patches.Figure,
    "code-block": code.CodeBlock,
    "glossary": std.Glossary,
    "bibliography": bibtex.BibliographyDirective,
}
"""The classes of the directives. Those that are not here are admonitions."""


@pytest.mark.parametrize("name", sorted(OPTIONS.keys() - {"chart"}))
def test_options_and_arguments_are_those_of_the_build(name):
    directive = CLASSES.get(name, admonitions.Note)
    assert set(OPTIONS[name].split()) == set(directive.option_spec or ())
    assert (name in WITH_ARGUMENT) == bool(directive.required_arguments)
