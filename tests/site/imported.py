"""Imports what a build needs. The server that forks processes for builds imports this module."""

import importlib

import jupyter_book.sphinx  # noqa: F401
import scipy.stats  # noqa: F401
from sphinx.application import builtin_extensions

import reading.cli
import reading.site.build
import reading.text.nltk_setup  # noqa: F401
from reading.text.tokens import split_words

EXTENSIONS = ("myst_nb.sphinx_ext", "jupyter_book", "sphinx_external_toc", "sphinxcontrib.bibtex", "furo")

for name in (
    *builtin_extensions,
    *EXTENSIONS,
    "reading.site",
    "reading.site.pages.outputs",
    "reading.show.paragraphs",
):
    importlib.import_module(name)

# The first word loads the dictionary of lemmas.
split_words("word")
