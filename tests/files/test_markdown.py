"""Reading a page's source: blocks and links, each with its line."""

from hypothesis import given
from hypothesis import strategies as st

from reading.files.markdown import parse_page

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
    blocks = [(block.type, block.line, block.text, block.within) for block in parse_page(PAGE).blocks]
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


def test_links_are_found_wherever_they_stand():
    text = (
        "[a](b.md 'T') <https://c.example> ![d](e.png)\n\n[f]\n\n[f]: javascript:g\n\n"
        ":::{figure} h.png\n:target: i.md\n\n[j](k%20l.md)\n:::\n"
    )
    assert [(link.type, link.target, link.line) for link in parse_page(text).links] == [
        ("link", "b.md", 1),
        ("link", "https://c.example", 1),
        ("file", "e.png", 1),
        ("link", "javascript:g", 3),
        ("file", "h.png", 7),
        ("link", "i.md", 7),
        ("link", "k l.md", 10),
    ]


@given(st.text(), st.text("{}`:sfigchart 1\n#-\\[]()*_<>!$%&|~\t", max_size=60))
def test_any_text_is_parsed(first, second):
    for text in (first, second, f"```{{note}}\n{second}\n```", f"---\n{first}\n---\n{second}"):
        page = parse_page(text)
        assert all(1 <= block.line <= len(text.splitlines()) + 1 for block in page.blocks)
