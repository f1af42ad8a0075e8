"""Reading a page's source: text, roles and directives, each with its line."""

import re
from typing import ClassVar

import pytest
from docutils.parsers.rst.directives.body import Sidebar
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.parsers.directives import parse_directive_text

from reading.files.errors import ReadingErrors
from reading.files.markdown import parse_page, read_source

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


def test_blocks_stand_in_order_with_line_and_place():
    blocks = [(block.kind, block.line, block.text, block.within) for block in parse_page(PAGE).blocks]
    assert blocks == [
        ("h1", 5, "A title", ""),
        ("h2", 7, "First", ""),
        ("text", 9, "One and two a.b with a link and code.", ""),
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


def test_options_may_be_written_as_yaml():
    (chart,) = parse_page('```{chart} bars\n---\ntitle: "Bars"\nclaim: c\n---\n```\n').directives
    assert chart.options == {"title": "Bars", "claim": "c"}


LINES = [":class: a", "---", ':name: "b', "text", "", ":::", " :name: c", "#x", ":a:b", "  class: d"]
LINES += ['name: "x"', ":class: v # c", ":name: |", ":  more"]


class Open(Sidebar):
    option_spec: ClassVar = dict.fromkeys(("class", "name"), str)


@given(st.lists(st.sampled_from(LINES), max_size=5).map("\n".join))
def test_the_sites_own_parser_agrees_on_options(content):
    page = parse_page(f"```{{sidebar}} T\n{content}\n```")
    parsed = parse_directive_text(Open, "T", f"{content}\n")
    refused = [one for one in parsed.warnings if "Invalid options" in one.msg or "#" in one.msg]
    pattern = "cannot be read|is not part of the option"
    reported = [finding for finding in page.findings if re.search(pattern, finding.problem)]
    assert bool(refused) == bool(reported)
    options = {name: value for name, value in page.directives[0].options.items() if name in Open.option_spec}
    assert options == {
        name: "" if value == "None" else " ".join(value.split()) for name, value in parsed.options.items()
    }


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b>c</b>", ["<b>", "</b>"]),
        ("<div>\nx\n</div>", ["<div>\nx\n</div>"]),
        ("<!-- a -->\n\nb <!-- c\n-->", ["<!-- a -->", "<!-- c\n-->"]),
        ("<!-- a --><script>", ["<!-- a --><script>"]),
        ("% a comment", []),
        ("`<b>` and 1 < 2 > 1", []),
        ("```{note}\n<i>\n```", ["<i>"]),
    ],
)
def test_raw_html_and_comments_are_found(text, html):
    assert [one.text for one in parse_page(text).html] == html


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


def test_quotation_marks_are_those_of_the_rendered_page():
    assert parse_page("\"A\" and 'b'").blocks[0].text == "\u201cA\u201d and \u2018b\u2019"


def test_a_good_page_has_no_findings():
    assert parse_page(PAGE).findings == ()


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


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a\n\n" + "b\n\n" * 400_000, 1, "the text has more than 1,000,000 characters"),
        ("a\n\n" + "[" * 201, 3, "the mark [ stands more than 200 times in a row"),
        ("a\n\n" + "b " * 10_001 + "\n\nc", 3, "a paragraph has more than 20,000 characters"),
    ],
)
def test_text_that_takes_too_long_to_parse_is_refused(tmp_path, text, line, problem):
    page = tmp_path / "page.md"
    page.write_text(text)
    with pytest.raises(ReadingErrors) as raised:
        read_source(page)
    (error,) = raised.value.exceptions
    assert (error.path, error.line, error.problem) == (page, line, problem)


@pytest.mark.parametrize(
    "text", ["a\n\n" + "-" * 200, "b\n\n" * 100_000, "b " * 10_000, "- b\n" * 9_000, "| b |\n" * 9_000]
)
def test_long_text_is_read(tmp_path, text):
    (tmp_path / "page.md").write_text(text)
    assert read_source(tmp_path / "page.md") == text
