"""Imports what a build needs. The server that forks processes for builds imports this module."""

import importlib

import jupyter_book.sphinx  # noqa: F401
from sphinx.application import builtin_extensions

import reading.cli
import reading.site.build  # noqa: F401

EXTENSIONS = ("myst_nb.sphinx_ext", "jupyter_book", "sphinx_external_toc", "sphinxcontrib.bibtex", "furo")

for name in (*builtin_extensions, *EXTENSIONS, "reading.site", "reading.site.pages.outputs"):
    importlib.import_module(name)
