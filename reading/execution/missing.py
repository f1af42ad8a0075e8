"""Finds the cells that use what an earlier cell has left out."""

from __future__ import annotations

import ast
import dis
from types import CodeType


class MissingNames:
    """The names that cells would have defined which were left out."""

    def __init__(self) -> None:
        self._names = set[str]()

    def add(self, source: str) -> None:
        """Add the names that a cell would have defined."""
        self._names |= _list_names(source)[1]

    def has_any(self, source: str) -> bool:
        """Whether a cell uses a missing name. What it defines is then missing, too, and else no more."""
        used, defined = _list_names(source)
        if self._names & used:
            self._names |= defined
            return True
        self._names -= defined
        return False


def _list_names(source: str) -> tuple[set[str], set[str]]:
    """The names that a cell uses before it defines them, and those that it defines or changes."""
    used, defined = set[str](), set[str]()
    try:
        tree = ast.parse(source)
        compiled = compile(tree, "", "exec")
    except SyntaxError:
        return used, defined

    def read(code: CodeType) -> None:
        for step in dis.get_instructions(code):
            if isinstance(step.argval, CodeType):
                read(step.argval)
            elif step.opname in ("LOAD_NAME", "LOAD_GLOBAL") and step.argval not in defined:
                used.add(step.argval)
            elif step.opname == "STORE_NAME":
                defined.add(step.argval)

    read(compiled)
    parts = (node for node in ast.walk(tree) if isinstance(node, ast.Subscript | ast.Attribute))
    stored = (node.value for node in parts if isinstance(node.ctx, ast.Store))
    return used, defined | {node.id for node in stored if isinstance(node, ast.Name)}
