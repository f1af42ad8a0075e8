"""Reading a page's source: text, roles and directives, each with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.files.markdown import EXTENSIONS, parse_page
from reading.files.read import read_yaml
from tests.conftest import ROOT

PAGE = """\
---
paragraph: a/b
---

# A *title*

## First

One {s}`1` and
two {fig}`a.b` with [a link](https://example.org/5) and `code`.{s}`2`

```{chart} bars
:title: Bars lead
:claim: claims.bars
```

:::{note} Mind
:class: wide

In a note {s}`3`.
:::

## Second

A note.[^1]

[^1]: Below.
"""


def test_the_configuration_enables_the_same_extensions():
    assert set(read_yaml(ROOT / "_config.yml")["parse"]["myst_enable_extensions"]) == EXTENSIONS


def test_blocks_stand_in_order_with_line_and_place():
    blocks = [(block.kind, block.line, block.text, block.within) for block in parse_page(PAGE).blocks]
    assert blocks == [
        ("h1", 5, "A title", ""),
        ("h2", 7, "First", ""),
        ("text", 9, "One and two a.b with a link and code.", ""),
        ("text", 12, "", "the directive {chart}"),
        ("text", 17, "Mind", "the directive {note}"),
        ("text", 20, "In a note .", "the directive {note}"),
        ("h2", 23, "Second", ""),
        ("text", 25, "A note.", ""),
        ("text", 27, "Below.", "a footnote"),
    ]


def test_role_has_its_line():
    assert [(role.name, role.text, role.line) for role in parse_page(PAGE).roles] == [
        ("s", "1", 9),
        ("fig", "a.b", 10),
        ("s", "2", 10),
        ("s", "3", 20),
    ]


def test_a_directive_has_argument_and_options():
    chart, note = parse_page(PAGE).directives
    assert (chart.name, chart.argument, chart.line) == ("chart", "bars", 12)
    assert chart.options == {"title": "Bars lead", "claim": "claims.bars"}
    assert (note.argument, note.options) == ("Mind", {"class": "wide"})


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b>c</b>", ["<b>", "</b>"]),
        ("<div>\nx\n</div>", ["<div>\nx\n</div>"]),
        ("<!-- a -->\n\nb <!-- c\n-->", ["<!-- a -->", "<!-- c\n-->"]),
        ("% a comment\n\n`<b>` and 1 < 2 > 1", []),
        ("```{note}\n<i>\n```", ["<i>"]),
    ],
)
def test_raw_html_and_comments_are_found(text, html):
    problems = [f"raw HTML: {one!r}" for one in html]
    assert sorted(one.problem for one in parse_page(text).findings) == sorted(problems)


def test_links_are_found_wherever_they_stand():
    text = (
        "[a](b.md 'T') <https://c.example> ![d](e.png)\n\n[f]\n\n[f]: javascript:g\n\n"
        ":::{figure} h.png\n:target: i.md\n\n[j](k%20l.md)\n:::\n"
    )
    assert [(link.kind, link.target, link.line) for link in parse_page(text).links] == [
        ("link", "b.md", 1),
        ("link", "https://c.example", 1),
        ("file", "e.png", 1),
        ("link", "javascript:g", 3),
        ("file", "h.png", 7),
        ("link", "i.md", 7),
        ("link", "k l.md", 10),
    ]


def test_a_line_belongs_to_the_section_above_it():
    page = parse_page(PAGE)
    assert [page.section(line) for line in (5, 7, 20, 23, 27)] == ["", "First", "First", "Second", "Second"]


def test_front_matter_is_kept_as_it_is():
    assert parse_page(PAGE).front_matter == "paragraph: a/b"
    assert parse_page("# No\n").front_matter is None


@pytest.mark.parametrize(
    "text", ["```python\nx = {1}\n```", "`{ok}`", "a {b", "} {", "% {s} a comment", "(a)=\n# A"]
)
def test_plain_markdown_has_no_findings(text):
    assert parse_page(text).findings == ()


@given(st.text(), st.text("{}`:sfigchart 1\n#-\\[]()*_<>!$%&|~\t", max_size=60))
def test_any_text_is_parsed(first, second):
    for text in (first, second, f"```{{note}}\n{second}\n```", f"---\n{first}\n---\n{second}"):
        page = parse_page(text)
        assert all(1 <= block.line <= len(text.splitlines()) + 1 for block in page.blocks)
