"""Text that people write enters HTML as text, in every template and wherever HTML is put together."""

import ast
import csv
import io
import re

import pytest

from reading.files.spreadsheet import write_csv
from tests.conftest import ROOT

PACKAGE = ROOT / "reading" / "site"

HTML = {
    *("body", "first_script", "loop(entry.entries)", "next.title", "policy", "prev.title", "super()", "toc"),
}
"""What the templates of pages show as HTML: it is made by Sphinx, or of constants, or escaped before."""


def outputs_of(path):
    """The expressions that a template shows."""
    return re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((PACKAGE / "templates").glob("*.html")), ids=lambda path: path.name)
def test_a_template_of_pages_escapes_all_text(path):
    safe = re.compile(r".*\| e|pathto\([^()]+\)|([\"'])[^\"']*\1 if .* else \1[^\"']*\1")
    shown = [text.partition(" | replace(")[0] for text in outputs_of(path) if not safe.fullmatch(text)]
    assert set(shown) <= HTML


def test_the_templates_of_charts_and_tables_escape_all_but_drawings():
    shown = [text for path in sorted((PACKAGE / "charts/html").glob("*.html")) for text in outputs_of(path)]
    assert [text for text in shown if "safe" in text] == ["drawing | safe"]
    code = (PACKAGE / "charts/templates.py").read_text(encoding="utf-8")
    assert "autoescape=True" in code


def find_unescaped(path):
    """The values that an f-string with HTML in it shows without `escape`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        constant = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        for part in node.values if re.search(r"<[a-z/!?]", constant) else ():
            if isinstance(part, ast.FormattedValue):
                text = ast.unparse(part.value)
                if not text.startswith("escape(") and not text.isupper():
                    yield f"{path.name}: {text}"


def test_html_that_code_puts_together_has_its_text_escaped():
    found = [text for path in sorted(PACKAGE.rglob("*.py")) for text in find_unescaped(path)]
    # The script's address is a constant.
    assert found == ["preview.py: script"]
    assert not any("Markup(" in path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


def test_a_cell_that_begins_like_a_formula_is_quoted_and_a_number_is_not():
    formulas = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "-"]
    others = ["-0.5", "+3", "1e-5", "-1e-05", "a=1", ""]
    rows = list(csv.reader(io.StringIO(write_csv([formulas, others, [-0.5, True, None]]), newline="")))
    quoted = [f"'{cell}".replace("\r", "\n") for cell in formulas]
    assert rows == [quoted, others, ["-0.5", "True", ""]]
