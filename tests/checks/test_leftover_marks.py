"""Marks that the parser left in the text: those that were meant as markup are named, prose is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.files.markdown import escape
from tests.checks import conftest


def find(text):
    """The lines and the problems of the marks in a page, and what the parser itself reports there."""
    return conftest.find(text, "markup", "leftover-mark")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("As @key says.", "@key"),
        ("This is *one", "*one"),
        ("This is * one word* here.", "* one word*"),
        ("This is _one", "_one"),
        ("This is `code", "`code"),
        ("This is ~~struck~~ out.", "~~struck~~"),
        ("A word{.small} here.", "{.small}"),
        ("a\tb\tc", "a\tb\tc"),
        ("-one\n-two", "-one"),
        ("\u2022 one", "\u2022 one"),
        ("a) one\nb) two", "a) one"),
        ("A \\LaTeX word.", "\\LaTeX"),
        ("This -- or that", "--"),
        ("One [bracket is open.", "[bracket is open."),
        (":::{figure} a.png\n:alt: A **map**\n\nText.\n:::", "**map**"),
    ],
)
def test_a_mark_that_was_meant_as_markup_is_named(text, shown):
    (first, problem), *others = find(text)
    assert 1 <= first <= text.count("\n") + 1
    assert problem.removesuffix(", in the alt") == f"{shown!r} is shown as text, not as markup"
    assert len(others) <= text.count("\n")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("See https://a.example/b now.", "the address 'https://a.example/b' is no link"),
        ("diplo\u00admacy", "the character '\\xad' cannot be read"),
        ("China\u00e2\u20ac\u2122s", "the character '\\xe2\\u20ac' cannot be read"),
    ],
)
def test_what_was_left_to_do_or_cannot_be_shown_is_named(text, problem):
    assert find(text) == [(1, problem)]


@pytest.mark.parametrize(
    "text",
    [
        "The asterisk * marks it, 5 * 3 is 15, 2*3 is 6, and strateg* and cooperat* are patterns*.",
        "He said [sic] that [the] end [...] came: [see [it](a.md)] or [?]; the [old] (and new) town.",
        "As follows: `code`, the option:`x`, and {sub}`i`.",
        "It costs $5 and $6, or US$7 to $8.50, $5-$10.",
        "Where p < 0.05, x > 3, a <= b, a -> b, <3 and a == b.",
        "P(A|B), |d| = 0.2 and |r| > 1, one | two, A\\B",
        "snake_case, __init__, m^2, R^2, ~5 to ~6, #5, C#, C++, R&D, Q&A; 95%",
        "At 10:30:45, the ratio 3:1, and a.b@example.org.",
        "'He said \"yes\"', the states' own, rock 'n' roll, the '90s, ''.",
        "-5 degrees - and co-operation \u2013 or not\u2014so ... etc. What?! Really!!",
        "\\*not\\* \\[x\\](y) \\{a\\} \\`x\\` \\_a\\_ \\# no \\$x\\$ \\<b\\> \\| a \\|",
        "See <https://a.example/b_c~d/*e>, <a@b.example> and [https://a.example](https://a.example).",
        "A note.[^a] See [it][p] and [p].\n\n[^a]: It.\n\n[p]: a.md",
        "`[x](y)`, ``**a``, **bold**, *a*, __strong__, ***both***, **Label:** text, un*frigging*real",
        "It was in\n2022. Then they came in\n12. However, not all.",
        "| a | b |\n|:--|--:|\n| one | two \\| three |\n| four | |",
        "- one\n\n    - two\n\n        - three\n\n    still one",
        "caf\u00e9, \u4e2d\u56fd, \u00c5se, S\u00e3o, \u00a7 5, 5 \u00d7 3, \u0627\u0644\u0639, \U0001f600",
        "% a comment with ** and [x](\n\nOne\\\ntwo  \nthree",
        "````md\n```{note}\n**a [x](\n```\n````",
        "~~~python\nx = {1}  # ** [x](\n~~~",
        "```{glossary}\nebb\nneap\n  It falls.\n\ntide\n  It rises.\n```",
        "# 1.One\n\n## a) Two\n\nText.",
    ],
)
def test_prose_and_right_markup_have_no_findings(text):
    assert find(text) == []


@given(st.text("ab1 .,;()\\`*_{}[]<>#$|~@^=&-:'!?%+/\"", max_size=20))
def test_escaped_text_has_no_marks(text):
    assert find(f"# a {escape(text)} b") == []
    assert find(f"- [a {escape(text)} b](a.md)") == []


def test_each_line_has_one_finding():
    assert [line for line, _ in find("**a [x](\nb\n[[c]] and **d")] == [1, 3]
