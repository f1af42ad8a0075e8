"""Takes the tags of templates out of Markdown, which the program that makes a site of it replaces.

They are those of Liquid (Jekyll), Jinja, Hugo and ERB (Middleman), and the attributes of kramdown. Code and
formulas keep their braces.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WITHIN = r"(?:(?!\n[ \t]*\n|\{%).)"
"""A character of a paragraph that begins no tag. Neither a tag nor code goes on below a blank line."""

_FENCED = (
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?"
    r"(?:^(?:(?P=indent)| {0,3})(?P=fence)[`~]*[ \t]*$|\Z)"
)
_SPAN = r"(?<!`)(?P<span>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=span)(?!`)"
_FORMULA = (
    r"(?P<formula>(?<![\\$])(?:\$\$[^$]+\$\$|\$(?![\s$])(?:(?!\n[ \t]*\n)[^$])+(?<![\s\\])\$(?![\d$])))"
)
"""A formula. A sum of money has a blank before its second sign, or a digit behind it."""

_HIGHLIGHT = (
    r"\{%-?\s*highlight\b[^%\n]*%\}(?P<code>(?:(?!\{%-?\s*highlight\b).)*?)\{%-?\s*endhighlight\s*-?%\}"
)
_COMMENT = r"\{%-?\s*comment\s*-?%\}(?:(?!\{%-?\s*comment\b).)*?\{%-?\s*endcomment\s*-?%\}"
_TAG = (
    r"(?<!\d)\{%-?\s*(?=[^\W\d_])" + _WITHIN + r"*?%\}"
    r"|<%(?!%)(?:(?!\n[ \t]*\n|<%).){0,500}?%>"
    r"|(?<![\w\\{^$])(?<!(?<!\})\})\{\{(?=[-.]?[^\W\d_]|-?[\s\"'<%])[^{}]*\}\}(?!\})"
)
"""A tag begins with a word. A percentage and the braces of a formula do not."""

_ATTRIBUTES = r"\{:[ \t]*(?:[.#][\w-]|[\w-]+=|toc\b)[^{}\n]*\}"
_PATTERN = re.compile(
    f"{_FENCED}|{_SPAN}|{_FORMULA}|{_HIGHLIGHT}|{_COMMENT}"
    f"|(?:[ \\t]{{1,3}}(?=(?:{_TAG})[,.;:!?)]))?(?:{_TAG}|{_ATTRIBUTES})",
    re.DOTALL | re.MULTILINE,
)


class WithoutTags(NamedTuple):
    """A text without tags, and the number of tags that it had."""

    text: str
    number: int


def take_out_tags(markdown: str) -> WithoutTags:
    r"""Take out the tags of templates. The text keeps its lines.

    >>> take_out_tags('Ask {% link "a" %}the pilot {{ site.name }}.\n{: .note}\n')
    WithoutTags(text='Ask the pilot.\n\n', number=3)
    >>> take_out_tags("`{{ a }}` is $\\frac{{a}}{b}$.").number
    0
    """
    count = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        if match["fence"] or match["span"] or match["formula"]:
            return match[0]
        count += match["code"] is None
        if match["code"] is not None:
            # A highlighted block is code, as between fences.
            return re.sub(r"\A[^\n]*|[^\n]*\Z", "```", match[0]) if match["code"].count("\n") > 1 else ""
        return "\n" * match[0].count("\n")

    return WithoutTags(_PATTERN.sub(replace, markdown), count)
