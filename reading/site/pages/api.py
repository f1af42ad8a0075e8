"""Documents what the notebooks of a book use of this package, from its docstrings."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_parser.mdit_to_docutils.base import make_document
from myst_parser.mocking import MockRSTParser
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.execution.cells import read_cells

PAGE = "about/package"
"""The page with the directive."""

FIRST = ("reading.tables.", "reading.show.")
"""The modules that the page begins with."""


def setup(app: Sphinx) -> None:
    """Add the directive, and what reads docstrings."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.config["autodoc_typehints"] = "none"
    app.config["add_module_names"] = False
    app.add_directive("package", PackageDirective)


class PackageDirective(SphinxDirective):
    """Makes a section for each module, with the functions of it that notebooks use."""

    def run(self) -> list[nodes.Node]:
        """Make the sections."""
        paths = [Path(self.env.doc2path(page)) for page in self.env.found_docs]
        notebooks = sorted(path for path in paths if path.suffix == ".ipynb")
        for path in notebooks:
            self.env.note_dependency(str(path))
        return [self._document(module, names) for module, names in list_names(notebooks).items()]

    def _document(self, module: str, names: list[str]) -> nodes.section:
        document = make_document()
        document.settings, document.reporter = self.state.document.settings, self.state.document.reporter
        lines = [".. default-role:: literal", "", *(f".. autofunction:: {module}.{name}" for name in names)]
        MockRSTParser().parse("\n".join(lines), document)
        for reference in list(document.findall(addnodes.pending_xref)):
            # The types in docstrings are words, and lead nowhere.
            reference.replace_self(reference.children)
        return nodes.section("", nodes.title("", module), *document.children, ids=[nodes.make_id(module)])


def list_names(notebooks: Iterable[Path]) -> dict[str, list[str]]:
    """The functions of this package that notebooks use, by their modules, in the order of their code.

    Published tables are no functions.
    """
    found: dict[str, list[Any]] = {}
    for full in sorted(_list_used(notebooks), key=lambda full: (not full.startswith(FIRST), full)):
        module, _, name = full.rpartition(".")
        if inspect.isroutine(function := getattr(importlib.import_module(module), name)):
            found.setdefault(module, []).append(function)
    for functions in found.values():
        functions.sort(key=lambda function: inspect.unwrap(function).__code__.co_firstlineno)
    return {module: [function.__name__ for function in functions] for module, functions in found.items()}


def _list_used(notebooks: Iterable[Path]) -> set[str]:
    """The full names of what notebooks import of this package, or use of a module that they import."""
    cells = [cell for path in notebooks for cell in read_cells(path) if cell.kind == "code"]
    parts = list(ast.walk(ast.parse("\n".join(cell.source for cell in cells))))
    imports = [part for part in parts if isinstance(part, ast.ImportFrom)]
    full = {alias.name: f"{part.module}.{alias.name}" for part in imports for alias in part.names}
    used = {
        f"{full[part.value.id]}.{part.attr}"
        for part in parts
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id in full
    }
    return {name for name in {*full.values(), *used} if name.startswith("reading.")}
