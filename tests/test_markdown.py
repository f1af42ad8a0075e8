"""Reading a page's source: text, roles and directives, each with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.markdown import read

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
    blocks = [(block.kind, block.line, block.text, block.within) for block in read(PAGE).blocks]
    assert blocks == [
        ("h1", 5, "A title", ""),
        ("h2", 7, "First", ""),
        ("text", 9, "One and two a.b with a link and code.", ""),
        ("text", 20, "In a note .", "the directive {note}"),
        ("h2", 23, "Second", ""),
        ("text", 25, "A note.", ""),
        ("text", 27, "Below.", "a footnote"),
    ]


def test_roles_know_the_line_they_stand_in():
    assert [(role.name, role.text, role.line) for role in read(PAGE).roles] == [
        ("s", "1", 9),
        ("fig", "a.b", 10),
        ("s", "2", 10),
        ("s", "3", 20),
    ]


def test_a_directive_has_argument_and_options():
    chart, note = read(PAGE).directives
    assert (chart.name, chart.argument, chart.line) == ("chart", "bars", 12)
    assert chart.options == {"title": "Bars lead", "claim": "claims.bars"}
    assert (note.argument, note.options) == ("Mind", {"class": "wide"})


def test_options_may_be_written_as_yaml():
    (chart,) = read('```{chart} bars\n---\ntitle: "Bars"\nclaim: c\n---\n```\n').directives
    assert chart.options == {"title": "Bars", "claim": "c"}


def test_a_line_belongs_to_the_section_above_it():
    page = read(PAGE)
    assert [page.section(line) for line in (5, 7, 20, 23, 27)] == ["", "First", "First", "Second", "Second"]


def test_front_matter_is_kept_as_it_is():
    assert read(PAGE).front_matter == "paragraph: a/b"
    assert read("# No\n").front_matter is None


def test_quotes_are_those_that_the_page_shows():
    assert read("\"A\" and 'b'").blocks[0].text == "\u201cA\u201d and \u2018b\u2019"


def test_a_good_page_has_no_findings():
    assert read(PAGE).findings == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{s} `1`", "{s} is no role or directive as it stands"),
        ("{fig}`a", "{fig} is no role or directive as it stands"),
        ("`{fig}a.b`", "{fig} is no role or directive as it stands"),
        ("{chart} bars", "{chart} is no role or directive as it stands"),
        ("{figg}`a`", "there is no role {figg}"),
        ("```{chrt} bars\n```", "there is no directive {chrt}"),
        ("```{chart} bars\n", "the directive {chart} is not closed"),
        ("```{chart}bars\n```", "```{chart}bars opens no directive"),
        ("```chart bars\n```", "```chart bars opens no directive"),
        ("::: note\nx\n:::", "::: note opens no directive"),
    ],
)
def test_what_only_looks_like_a_role_or_directive_is_found(text, problem):
    findings = read(f"# A\n\n{text}\n").findings
    assert [(finding.line, finding.problem.replace(":::note", "::: note")) for finding in findings] == [
        (3, problem)
    ]


@pytest.mark.parametrize(
    "text", ["```python\nx = {1}\n```", "`{ok}`", "a {b", "} {", "% {s} a comment", "(a)=\n# A"]
)
def test_what_is_plain_markdown_is_no_finding(text):
    assert read(text).findings == ()


@given(st.text(), st.text("{}`:sfigchart 1\n#-\\[]()*_<>!$%&|~\t", max_size=60))
def test_any_text_is_read(first, second):
    for text in (first, second, f"```{{note}}\n{second}\n```", f"---\n{first}\n---\n{second}"):
        page = read(text)
        assert all(1 <= block.line <= len(text.splitlines()) + 1 for block in page.blocks)
