"""Checks that a directive has its argument and its text, only options that it knows, and a description."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.rules import rule
from reading.files.errors import suggest, suggest_or_list
from reading.files.markdown import TEXT_DIRECTIVES, TITLED_DIRECTIVES, Directive, Finding

_GENERAL = "class name"

_IMAGE = f"{_GENERAL} alt align height width scale target loading"

OPTIONS = {
    "chart": "title claim",
    "image": _IMAGE,
    "figure": f"{_IMAGE} figwidth figclass",
    "glossary": "sorted",
    "code-block": f"{_GENERAL} force linenos dedent lineno-start emphasize-lines caption",
    "bibliography": "cited notcited all filter style list enumtype start labelprefix keyprefix",
    **dict.fromkeys(TEXT_DIRECTIVES - {"figure", "glossary"}, _GENERAL),
}
"""The options of directives."""

WITH_ARGUMENT = {"admonition": "a title", "figure": "a file", "image": "a file"}
"""The directives that need an argument, and what it is."""


CLASSES = ("key-points", *sorted(TITLED_DIRECTIVES - {"admonition"}))
"""The classes of a box that the book or its theme has a style for."""


@rule("directive")
def check_directive(directive: Directive) -> Iterator[Finding]:
    """Yield a finding for everything that is wrong with a directive's argument, options and text."""
    name, line = directive.name, directive.line
    known = OPTIONS[name].split() if name in OPTIONS else None
    for option in directive.options:
        if known is not None and option not in known:
            hint = suggest(option, known) or f"options are {', '.join(sorted(known)) or 'none'}"
            yield Finding(line, f"the directive {{{name}}} has no option {option!r}", hint)
    first = directive.content.strip().partition("\n")[0]
    if (known and first.partition(":")[0] in known and ":" in first) or (name == "chart" and first):
        hint = f"write an option as :name: value, right below the line with {{{name}}}"
        yield Finding(line, f"{first[:40]!r} is no option of the directive {{{name}}}", hint)
    if name in WITH_ARGUMENT and not directive.argument:
        hint = f"write {WITH_ARGUMENT[name]} after {{{name}}}"
        yield Finding(line, f"the directive {{{name}}} lacks {WITH_ARGUMENT[name]}", hint)
    for word in directive.options.get("class", "").split():
        if name in TITLED_DIRECTIVES and word not in CLASSES:
            yield Finding(line, f"no style is for the class {word!r}", suggest_or_list(word, CLASSES))
    has_text = directive.content.strip() or (directive.argument and name not in WITH_ARGUMENT)
    if name in TEXT_DIRECTIVES - {"figure"} and not has_text:
        hint = "write it below, before the end of the directive"
        yield Finding(line, f"the directive {{{name}}} has no text", hint)
    if name in {"figure", "image"} and not directive.options.get("alt"):
        hint = "describe the picture for readers who do not see it: :alt: what it shows"
        yield Finding(line, f"the {name} has no option 'alt'", hint)
