"""The check of links to elsewhere: dead links are reported by page and line, refusals are not."""

from pathlib import Path

import pytest

from reading.site import dead_links

ROOT = Path("/book")


def answer(status, info, uri="https://example.org/a"):
    return {"filename": "a.md", "lineno": 3, "status": status, "code": 0, "uri": uri, "info": info}


@pytest.mark.parametrize("info", ["404 Client Error: Not Found for url", "Name or service not known"])
def test_a_dead_link_is_reported_with_its_line_and_a_hint(info):
    (error,) = dead_links.select_dead_links(ROOT, [answer("broken", info)])
    assert (error.path, error.line) == (ROOT / "a.md", 3)
    assert error.problem == f"https://example.org/a leads nowhere: {info}"
    assert "archive" in error.hint


@pytest.mark.parametrize(
    "reply",
    [
        answer("working", ""),
        answer("redirected", "https://example.org/b"),
        answer("broken", "403 Client Error: Forbidden for url"),
        answer("broken", "503 Server Error: Service Unavailable"),
        answer("broken", "Read timed out. (read timeout=30)"),
        answer("broken", "", "data.zip"),
    ],
)
def test_working_links_and_uncertain_answers_are_not_reported(reply):
    assert dead_links.select_dead_links(ROOT, [reply]) == []
