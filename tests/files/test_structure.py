"""What the structure of a text swallows or does not show."""

import pytest

from reading.files.markdown import parse_page


def find(text):
    return [(finding.line, finding.problem) for finding in parse_page(text).findings]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("```python\nx = 1\n\nText.\n\n```{note}\na\n```", 1, "another block begins in line 6, and"),
        (":::{note}\n## A\n:::", 2, "a heading in the directive {note}"),
        ("It is a sentence.\n---", 2, "the line of - makes a heading of the text that begins with"),
        ("| a | b |\n|---|---|\n| c |", 3, "the row has 1 cell, and the table 2 columns"),
        ("5\n% of it", 2, "the line begins with %"),
        ("```{glossary}\na\n  b\nc\n  d\n```", 4, "no empty line stands before the term 'c'"),
        ("A *word** here", 1, "the sign * has no twin"),
    ],
)
def test_what_is_swallowed_or_not_shown_is_named(text, line, problem):
    ((found, words),) = find(text)
    assert found == line
    assert words.startswith(problem)


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n1. b\n1. c",
        "5. a\n6. b\n\n   1. c\n   2. d",
        "> | a | b |\n> |---|---|\n> | c \\| d | e |",
        "a | b\n---|---\nc | d",
        "# A\n\n## B\n\n### C\n\n## D",
        "a\n\n% comment\n\nb",
        "*a* b*, ***c***, **d *e***, _f_ and {abbr}`UN (United Nations)`",
        "```console\n$ make check\n```",
        ":::{note}\n[it][p], a[^n]\n:::\n\n[p]: a.md\n\n[^n]: b",
    ],
)
def test_good_structure_has_no_findings(text):
    assert find(text) == []
