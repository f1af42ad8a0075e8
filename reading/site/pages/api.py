"""Documents what notebooks import of this package, from its docstrings."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

from docutils import nodes
from myst_parser.mdit_to_docutils.base import make_document
from myst_parser.mocking import MockRSTParser
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading import measures, show, tables

PAGE = "about/package"
"""The page with the directive."""

OTHERS = ("reading.formatting", "reading.text.sentences", "reading.text.tokens")
"""Other modules from which notebooks import."""


def setup(app: Sphinx) -> None:
    """Add the directive, and what reads docstrings."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.config["autodoc_typehints"] = "none"
    app.config["add_module_names"] = False
    app.add_directive("package", PackageDirective)


class PackageDirective(SphinxDirective):
    """Makes a section for each module, with its public functions."""

    def run(self) -> list[nodes.Node]:
        """Make the sections."""
        return [self._document(module, names) for module, names in list_names().items()]

    def _document(self, module: str, names: list[str]) -> nodes.section:
        document = make_document()
        document.settings, document.reporter = self.state.document.settings, self.state.document.reporter
        lines = [".. default-role:: literal", "", *(f".. autofunction:: {module}.{name}" for name in names)]
        MockRSTParser().parse("\n".join(lines), document)
        for reference in list(document.findall(addnodes.pending_xref)):
            # The types in docstrings are words, and lead nowhere.
            reference.replace_self(reference.children)
        return nodes.section("", nodes.title("", module), *document.children, ids=[nodes.make_id(module)])


def list_names() -> dict[str, list[str]]:
    """The public functions of each module that notebooks import."""
    measured = [module.name for module in pkgutil.iter_modules(measures.__path__, f"{measures.__name__}.")]
    found = {show.__name__: list(show.PUBLIC), tables.__name__: list(tables.NOUNS)}
    for name in (*measured, *OTHERS):
        functions = inspect.getmembers(importlib.import_module(name), inspect.isroutine)
        own = [one for one, function in functions if function.__module__ == name and not one.startswith("_")]
        found[name] = own
    return found
