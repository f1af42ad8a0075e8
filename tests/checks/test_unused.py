"""An entry of the bibliography that no page cites is named."""

from pathlib import Path

import pytest

from reading.checks.unused import find_uncited
from tests.checks.conftest import known_page

BIBLIOGRAPHY = "\n\n```{bibliography}\n```\n"


@pytest.mark.parametrize(
    ("text", "uncited"),
    [
        (f"So {{cite:p}}`a`.{BIBLIOGRAPHY}", ["b"]),
        (f"So {{cite:p}}`a, b`.{BIBLIOGRAPHY}", []),
        ("So {cite:p}`a`.", []),
        ("So.\n\n```{bibliography}\n:all:\n```\n", []),
    ],
)
def test_an_entry_that_no_page_cites_is_named(text, uncited):
    path, known = Path("x.bib"), known_page(text).book
    known.entries = {"a": (path, 1), "b": (path, 5)}
    errors = find_uncited(known)
    assert [(one.line, one.problem) for one in errors] == [(5, f"no page cites {key!r}") for key in uncited]
