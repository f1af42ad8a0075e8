"""Renames ids, figures and pages where the files of a book name them. All else stays the same to the byte."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from reading.data import coding, contents
from reading.files.errors import ReadingError, ReadingErrors, attempt
from reading.files.markdown import Extensions, parse_page
from reading.files.read import list_files
from reading.files.yaml import compose_yaml, parse_yaml
from reading.new.renames import GoneError, Renames

Rename = Callable[[str], str]

PAGES = ("*.md", "about/**/*.md", "chapters/**/*.md", "notebooks/**/*.md", "notebooks/**/*.ipynb")

DATA = ("data/*.yml", "data/lexicon/*.yml", f"{coding.FOLDER.as_posix()}/**/*.yml")

TABLES = (f"{coding.FOLDER.as_posix()}/**/*.csv",)

GONE = "remove what names it, and run this again"

_ROLE = re.compile(r"(\{fig\}`)([^`]+)")
_LINK = re.compile(
    r"""
    (?P<before>
        \]\(\s*<?                                                  # [text](target)
      | ^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?                             # [label]: target
      | \{(?:doc|download)\}`(?:[^`<>]*<)?                         # {doc}`text <target>`
      | ^[ \t>]*(?:`{3,}|:{3,})\{(?:figure|image|literalinclude)\}[ \t]+
      | ^[ \t]*:(?:target|file|diff):[ \t]*
    )
    (?P<target>[^\s()<>`]+)
    """,
    re.VERBOSE | re.MULTILINE,
)
_FRONT_MATTER = re.compile(r"(\A---\r?\n(?:[^\n]*\n)*?\s*paragraph:[ \t]*[\"']?)([a-z0-9/-]+)")


def read_exact(path: Path) -> str:
    """The text of a file with its line ends and its byte order mark. Raises `ReadingErrors`."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        error = ReadingError(path, 0, "the file is not UTF-8", "save it with the encoding UTF-8")
        raise ReadingErrors("a mistake", [error]) from None


def rename_in_book(root: Path, renames: Renames) -> Iterator[tuple[Path, str] | ReadingError]:
    """Yield each file whose text changes with its new text, and an error for each name that is gone.

    Pages keep their paths here, also where they will be moved.
    """
    extensions = contents.read_extensions(root)
    for path in _list_pages(root):
        yield from _report(path, _rename_in_page(root, path, renames, extensions))
    for path in list_files(root, *DATA):
        yield from _report(path, rename_in_yaml(path, read_exact(path), _select_keys(renames)))
    for path in list_files(root, *TABLES):
        yield from _report(path, _rename_in_table(path, renames))


def _report(path: Path, renamed: tuple[str, list[ReadingError]]) -> Iterator[tuple[Path, str] | ReadingError]:
    text, errors = renamed
    yield from errors
    if text != read_exact(path):
        yield path, text


def _list_pages(root: Path) -> list[Path]:
    listed = attempt([], lambda: contents.read_contents(root), [])
    pages = {page for entry in listed if (page := contents.find_source(root, entry.name))}
    return sorted({*pages, *list_files(root, *PAGES)})


# Pages ------------------------------------------------------------------------------------------------------


def _rename_in_page(
    root: Path, path: Path, renames: Renames, extensions: Extensions
) -> tuple[str, list[ReadingError]]:
    text = read_exact(path)
    errors: list[ReadingError] = []
    name = path.relative_to(root).as_posix()
    old = str(PurePosixPath(name).parent)
    new = str(PurePosixPath(renames.rename_page(name)).parent)

    def rename_role(match: re.Match[str]) -> str:
        return match[1] + _attempt(errors, path, _line_of(text, match), match[2], renames.rename_figures)

    # No replacement adds or removes a line, so each match finds its line in the text as it was.
    renamed = _ROLE.sub(rename_role, text)
    renamed = rename_links(renamed, renames, old, new)
    if path.suffix == ".ipynb":
        return _rename_in_code(path, renamed, renames, errors), errors
    renamed = _FRONT_MATTER.sub(
        lambda match: match[1] + (renames.paragraphs.get(match[2]) or match[2]), renamed
    )
    expected = [renames.rename_link(link.target, old, new) for link in parse_page(text, extensions).links]
    links = parse_page(renamed, extensions).links
    for link, target in zip(links, expected, strict=True):
        if link.target != target:
            problem = f"the link {link.target!r} cannot be changed to {target!r} in what is there"
            errors.append(ReadingError(path, link.line, problem, "write it as [text](target)"))
    return renamed, errors


def rename_links(text: str, renames: Renames, old: str, new: str) -> str:
    """A text of Markdown whose links lead to the new pages. For the folders see `Renames.rename_link`."""
    return _LINK.sub(lambda match: match["before"] + renames.rename_link(match["target"], old, new), text)


def _line_of(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _rename_in_code(path: Path, text: str, renames: Renames, errors: list[ReadingError]) -> str:
    """The text of a notebook whose code names paragraphs by their new ids: strings that are an id."""
    notebook = json.loads(text)
    for cell in notebook.get("cells", []):
        source = cell.get("source", "")
        for line in [source] if isinstance(source, str) else source:
            if cell.get("cell_type") != "code":
                continue

            def rename(match: re.Match[str]) -> str:
                return match[1] + _attempt(errors, path, 0, match[2], renames.rename_paragraph) + match[1]

            renamed = re.sub(r"([\"'])([a-z0-9-]+/[a-z0-9-]+)\1", rename, line)
            for ascii_only in (False, True):
                old = json.dumps(line, ensure_ascii=ascii_only)
                text = (
                    text
                    if renamed == line
                    else text.replace(old, json.dumps(renamed, ensure_ascii=ascii_only))
                )
    return text


def _attempt(errors: list[ReadingError], path: Path, line: int, name: str, rename: Rename) -> str:
    """The new name, or the old one and an error where it is gone."""
    try:
        return rename(name)
    except GoneError as gone:
        errors.append(ReadingError(path, line, f"the new outline no longer has {gone}", GONE))
        return name


# Data -------------------------------------------------------------------------------------------------------


def _select_keys(renames: Renames) -> dict[str, Rename]:
    """How the value of each key is renamed."""
    return {
        "paragraph": renames.rename_paragraph,
        "page": renames.rename_page,
        "holds": renames.rename_figures,
    }


def rename_in_yaml(path: Path, text: str, keys: Mapping[str, Rename]) -> tuple[str, list[ReadingError]]:
    """The text of a YAML file with values of keys renamed. Raises `ReadingErrors` where it is not YAML.

    keys: how the value of each key is renamed; of a list, each item is
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    if parse_yaml(path, body) is None:
        return text, []
    errors: list[ReadingError] = []
    parts, place = [mark], 0
    for node, rename in _find_values(compose_yaml(body), keys):
        start, end = node.start_mark.index, node.end_mark.index
        new = _attempt(errors, path, node.start_mark.line + 1, node.value, rename)
        if new != node.value:
            parts += [body[place:start], _replace_value(body[start:end], node.value, new)]
            place = end
    return "".join(parts) + body[place:], errors


def _find_values(node: Any, keys: Mapping[str, Rename]) -> Iterator[tuple[Any, Rename]]:
    """The scalars that are values of some keys, in their order."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if rename := keys.get(key.value):
                items = value.value if isinstance(value, yaml.SequenceNode) else [value]
                yield from ((item, rename) for item in items if isinstance(item, yaml.ScalarNode))
            else:
                yield from _find_values(value, keys)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _find_values(item, keys)


def _replace_value(raw: str, old: str, new: str) -> str:
    """A scalar with another value, in its own quotes where they allow it."""
    is_simple = re.fullmatch(r"[\w./#<>= -]*", new)
    return raw.replace(old, new) if is_simple and old in raw else json.dumps(new, ensure_ascii=False)


def _rename_in_table(path: Path, renames: Renames) -> tuple[str, list[ReadingError]]:
    """The text of a table whose first column names paragraphs."""
    text = read_exact(path)
    errors: list[ReadingError] = []
    lines = text.split("\n")
    if lines[0].removeprefix("\ufeff").split(",")[0].strip('"\r') != "paragraph":
        return text, errors
    for number, line in enumerate(lines[1:], 1):
        if match := re.match(r'("?)([^",]+)(?=\1,)', line):
            new = _attempt(errors, path, number + 1, match[2], renames.rename_paragraph)
            lines[number] = match[1] + new + line[match.end() :]
    return "\n".join(lines), errors
