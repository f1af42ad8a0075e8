"""Reads YAML texts with libyaml. Mappings and lists know the lines of their entries.

Values have the types that PyYAML gives them, except that only `true` and `false` are truth values: `no`, `on`
and `yes` are words.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from reading.files.errors import ReadingErrors, single_error

KeyPath = tuple[int | str, ...]
"""The keys and numbers that lead to an entry: `("themes", "world-order", "terms", 3)`."""

HINT = 'check colons and indentation, which has no tabs; text with signs such as @ stands in quotes: "..."'


_OPEN_QUOTE = re.compile(r"""^[^#'"\n]*[:-] +(['"])(?:(?!\1).)*\n(?:(?!\1)[\s\S])*\1.*\Z""", re.MULTILINE)
"""A quote that only the next one closes, in the line of a mistake."""


# Where PyYAML was built without libyaml, it has only its own parser, which is slow.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Takes fewer words for something else than words."""


_TRUTH = "tag:yaml.org,2002:bool"

_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TRUTH]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_TRUTH, re.compile("(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


class YamlMapping(dict[Any, Any]):
    """A mapping of a YAML text. `lines` gives the line of each key, from 1."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Any, int] = {}


class YamlList(list[Any]):
    """A list of a YAML text. `lines` gives the line of each item, from 1."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


def parse_yaml(path: Path, text: str) -> Any:
    """Parse a YAML text into mappings, lists, texts, numbers, booleans, dates and None.

    The path is for messages.

    Raises `ReadingErrors` with the first mistake. Besides what libyaml refuses, these are refused: a key that
    appears twice, a key that is a list or a mapping, and an alias, since a short text with aliases can stand
    for an endless one.
    """
    try:
        node = yaml.compose(text, _Loader)
        return None if node is None else _build(path, node, _Loader(text), set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context in ("while scanning a simple key", "while scanning a quoted scalar"):
            # The quote that is never closed, or the key without a colon: what follows only shows it.
            mark = error.context_mark
        # libyaml puts the end of a text without a last line end on a line of its own.
        line = min(mark.line, text.count("\n")) + 1 if mark else 0
        problem = error.problem or error.context or "cannot be read"
        head = "\n".join(text.split("\n")[:line])
        if opened := _OPEN_QUOTE.search(head):
            line, problem = head.count("\n", 0, opened.start()) + 1, "the quote is not closed in its line"
        hint = HINT
        if problem.startswith("mapping values"):
            problem, hint = "a second colon in the line", 'put text with ": " in quotes: "..."'
        raise _invalid(path, line, problem, hint) from None
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes.
        line = text.encode()[: error.position].count(b"\n") + 1
        raise _invalid(path, line, "a character that cannot be read stands there") from None
    except RecursionError:
        raise _invalid(path, 0, "the nesting is too deep") from None


def line_of(tree: Any, place: KeyPath) -> int:
    """The line, from 1, of the entry that `place` leads to in a tree that `parse_yaml` returns.

    Where the tree ends before the place does, the line of the last entry on the way.
    """
    line = 1
    for step in place:
        try:
            line, tree = tree.lines[step], tree[step]
        except (AttributeError, LookupError, TypeError):
            break
    return line


def _invalid(path: Path, line: int, problem: str, hint: str = HINT) -> ReadingErrors:
    return single_error(path, line, f"not valid YAML: {problem}".split("\n")[0], hint)


def _build(path: Path, node: yaml.Node, loader: _Loader, seen: set[int]) -> Any:
    """The value of a node. `seen` has the nodes before it: an alias is the node of its anchor."""
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise single_error(path, line, "a YAML alias, such as *x", "write it out, or quote it")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        items = YamlList()
        items.extend(_build(path, item, loader, seen) for item in node.value)
        items.lines = [item.start_mark.line + 1 for item in node.value]
        return items
    if isinstance(node, yaml.MappingNode):
        mapping = YamlMapping()
        for name, value in node.value:
            line, key = name.start_mark.line + 1, _build(path, name, loader, seen)
            if isinstance(key, (dict, list)):
                raise _invalid(path, line, "a key is a list or a mapping")
            if key in mapping:
                hint = f"first in line {mapping.lines[key]}; remove or rename one of them"
                raise _invalid(path, line, f'found duplicate key "{key}"', hint)
            mapping.lines[key] = line
            mapping[key] = _build(path, value, loader, seen)
        return mapping
    try:
        return loader.construct_object(node)
    except yaml.constructor.ConstructorError:
        return node.value
    except ValueError as error:
        hint = "a date is written year-month-day, such as 2013-03-23"
        raise _invalid(path, line, f"{node.value[:40]}: {error}", hint) from None
