"""The page on method names the tables that notebooks compute anew."""

import ast
import re

from reading.execution.cells import read_cells
from tests.conftest import ROOT


def list_compared():
    """The tables that cells compare by `agrees`."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        codes = [cell.source for cell in read_cells(path) if cell.kind == "code"]
        for call in (
            node for code in codes for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)
        ):
            if isinstance(call.func, ast.Name) and call.func.id == "agrees":
                name = ast.unparse(call.args[1]).strip("f'")
                if "." not in name:
                    parts = ("section", "paragraph") if "{part}" in name else ("",)
                    yield from (name.replace("{part}", part) for part in parts)


def test_the_page_on_method_names_each_table_that_is_computed_twice():
    text = (ROOT / "about/method.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"\*\*Computed twice\.\*\*.*?: (.*?)\. The package", text)
    assert re.findall(r"`([\w-]+)`", listed) == sorted(set(list_compared()))
