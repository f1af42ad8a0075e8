"""Checks the settings of `_config.yml` against the keys and types that Jupyter Book lists."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from reading.cache.dependencies import hash_environment, hash_path
from reading.cache.results import ResultCache
from reading.data.cached import STORE
from reading.data.contents import CONFIGURATION, CONTENTS
from reading.files.errors import ReadingError, attempt, closest_match, suggest, suggest_or_list
from reading.files.markdown import Finding
from reading.files.read import read_yaml
from reading.files.yaml import LOADER, Place, line_of

EXTENSION = "reading.site"
"""The extension that makes the site of a book."""

TYPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "array": (list, "a list"),
    "boolean": (bool, "true or false"),
    "null": (type(None), "nothing"),
    "number": ((int, float), "a number"),
    "object": (dict, "a mapping"),
    "string": (str, "text, in quotes if it is a number"),
}
"""The types of a JSON schema: their classes, and their names in plain words."""

CHECKED_BEFORE = ("title", "author", "bibtex_bibfiles")
"""Keys that `reading.data.contents` validates."""

UNLISTED = {"parse": {"myst_substitutions"}, "html": {"navbar_footer_text"}}
"""Keys that Jupyter Book reads and does not list."""

REFUSED = {"sphinx": {"local_extensions"}}
"""Keys that would run code of the book's folder."""

FILES = (
    ("logo",),
    ("html", "favicon"),
    ("sphinx", "config", "html_logo"),
    ("sphinx", "config", "html_favicon"),
    ("sphinx", "config", "html_static_path"),
    ("sphinx", "config", "templates_path"),
)
"""The settings that name files or folders."""


def check_configuration(root: Path) -> Iterator[ReadingError]:
    """Yield an error for each unknown key, wrong type, and missing extension or file.

    Nothing is yielded for a file that cannot be read: `reading.data.contents` reports it.
    """
    path = root / CONFIGURATION
    tree = attempt([], lambda: read_yaml(path), None)
    # A build with Sphinx alone has no Jupyter Book, which would judge its own settings.
    if not isinstance(tree, Mapping) or importlib.util.find_spec("jupyter_book") is None:
        return
    schema, defaults = _read_own_file("config_schema.json"), _read_own_file("default_config.yml")
    findings = [
        Finding(line_of(tree, place), problem, hint)
        for key, value in tree.items()
        if key in defaults and key not in CHECKED_BEFORE
        for place, problem, hint in _check_value(
            value, schema["properties"].get(key, {}), defaults[key], (key,)
        )
    ]
    # Where a key is misspelt, what it holds seems to be missing.
    findings = findings or [*_check_extensions(root, tree), *_check_files(root, tree)]
    yield from (ReadingError(path, *finding) for finding in findings)


def find_refused_settings(root: Path, ask: Callable[[Path], list[ReadingError]]) -> list[ReadingError]:
    """What `ask` says of a configuration and contents, unless it has accepted the same files before.

    ask: starts what reads them in a build, which takes seconds
    """
    files = {name: hash_path(root / name) for name in (CONFIGURATION, CONTENTS)}
    key = {"name": "accepted settings", **files}
    cache = ResultCache(root / STORE, hash_environment())
    if cache.contains("json", key):
        return []
    errors = ask(root)
    if not errors:
        # A folder that cannot be written to is checked each time.
        with suppress(OSError):
            cache.get_json("json", key, lambda _: True)
    return errors


def _read_own_file(name: str) -> Any:
    """A file of Jupyter Book, which is not imported for it."""
    spec = importlib.util.find_spec("jupyter_book")
    assert spec is not None
    assert spec.origin is not None
    text = Path(spec.origin).with_name(name).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith(".json") else yaml.load(text, LOADER)


def _check_value(value: Any, schema: Any, defaults: Any, place: Place) -> Iterator[tuple[Place, str, str]]:
    """Yield place, problem and hint for each part of a value that does not fit a JSON schema.

    defaults: the value as Jupyter Book has it, which lists further keys
    """
    name = ".".join(map(str, place))
    kinds = schema.get("type") or {bool: "boolean", list: "array"}.get(type(defaults), list(TYPES))
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "enum" in schema and value not in schema["enum"]:
        yield place, f"{name}: {value!r} is not valid", suggest_or_list(str(value), map(str, schema["enum"]))
    elif not any(isinstance(value, TYPES[kind][0]) for kind in kinds):
        expected = " or ".join(TYPES[kind][1] for kind in kinds if kind != "null")
        yield place, f"{name}: {str(value)[:60]!r} is not valid", f"expected {expected}"
    elif isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from _check_value(item, schema["items"], None, (*place, number))
    elif isinstance(value, dict) and "properties" in schema:
        listed = defaults if isinstance(defaults, dict) else {}
        known = {*schema["properties"], *listed, *UNLISTED.get(name, ())} - REFUSED.get(name, set())
        for key, part in value.items():
            if key in known:
                yield from _check_value(
                    part, schema["properties"].get(key, {}), listed.get(key), (*place, key)
                )
            else:
                hint = suggest(str(key), known) or f"known keys are {', '.join(sorted(known))}"
                yield (*place, key), f"{name}: unknown key {key!r}", hint


def _check_extensions(root: Path, tree: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each extension that is not installed, and where the book's own is missing."""
    known = ["myst_nb", "jupyter_book", "sphinx_external_toc", "sphinxcontrib.bibtex", EXTENSION]
    names: list[str] = []
    for place in (("sphinx", "config", "extensions"), ("sphinx", "extra_extensions")):
        listed = _get(tree, place)
        for number, name in enumerate(listed if isinstance(listed, list) else ()):
            names.append(str(name))
            if not _is_installed(root, str(name)):
                hint = suggest_or_list(str(name), known)
                yield Finding(line_of(tree, (*place, number)), f"no extension {name!r} is installed", hint)
    if not any(closest_match(name, known) == EXTENSION for name in names):
        line = line_of(tree, ("sphinx", "config", "extensions"))
        yield Finding(line, f"the extension {EXTENSION!r} is missing", f"add it to extensions: - {EXTENSION}")


def _is_installed(root: Path, name: str) -> bool:
    """Whether a module can be imported from outside the folder of the book."""
    with suppress(ImportError, ValueError, AttributeError):
        for part in (name.partition(".")[0], name):
            spec = importlib.util.find_spec(part)
            if spec is None or (spec.origin and Path(spec.origin).parent == root):
                return False
        return True
    return False


def _check_files(root: Path, tree: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each file or folder that a setting names and that does not exist."""
    for place in FILES:
        value = _get(tree, place)
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, str) and name and not os.path.exists(root / name):  # noqa: PTH110 - any name
                beside = [file.relative_to(root).as_posix() for file in (root / name).parent.glob("*")]
                hint = suggest(name, beside) or "name a file of the book"
                yield Finding(line_of(tree, place), f"{place[-1]}: there is no file {name!r}", hint)


def _get(tree: Any, place: tuple[str, ...]) -> Any:
    for key in place:
        tree = tree.get(key) if isinstance(tree, Mapping) else None
    return tree
