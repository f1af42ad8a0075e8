"""Checks the settings of `_config.yml` that a build would ignore in silence. Sphinx reports the others."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from reading.data.contents import CONFIGURATION
from reading.files.errors import ReadingError, attempt, suggest
from reading.files.markdown import Finding
from reading.files.read import read_yaml
from reading.files.yaml import LOADER, line_of

UNLISTED = {"parse": {"myst_substitutions"}, "html": {"navbar_footer_text"}}
"""Keys that Jupyter Book reads and does not list."""

REFUSED = {"sphinx": {"local_extensions"}}
"""Keys that would run code of the book's folder."""

TEMPLATES = ("sphinx", "config", "templates_path")
"""The setting with the folder of templates. One of them gives each page its Content-Security-Policy."""


def check_configuration(root: Path) -> Iterator[ReadingError]:
    """Yield an error for each unknown key in a part of the configuration, and each missing template folder.

    Nothing is yielded for a file that cannot be read: `reading.data.contents` reports it.
    """
    path = root / CONFIGURATION
    tree = attempt([], lambda: read_yaml(path), None)
    # A build with Sphinx alone has no Jupyter Book, which lists the keys.
    if not isinstance(tree, Mapping) or importlib.util.find_spec("jupyter_book") is None:
        return
    for finding in (*_find_unknown_keys(tree), *_find_missing_templates(root, tree)):
        yield ReadingError(path, *finding)


def _find_unknown_keys(tree: Mapping[str, Any]) -> Iterator[Finding]:
    schema, defaults = _read_own_file("config_schema.json"), _read_own_file("default_config.yml")
    for name, part in tree.items():
        listed = schema["properties"].get(name, {}).get("properties")
        if not listed or not isinstance(part, Mapping):
            continue
        known = {*listed, *defaults.get(name, ()), *UNLISTED.get(name, ())} - REFUSED.get(name, set())
        for key in part:
            if key not in known:
                hint = suggest(str(key), known) or f"known keys are {', '.join(sorted(known))}"
                yield Finding(line_of(tree, (name, key)), f"{name}: unknown key {key!r}", hint)


def _read_own_file(name: str) -> Any:
    """A file of Jupyter Book, which is not imported for it."""
    spec = importlib.util.find_spec("jupyter_book")
    assert spec is not None
    assert spec.origin is not None
    text = Path(spec.origin).with_name(name).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith(".json") else yaml.load(text, LOADER)


def _find_missing_templates(root: Path, tree: Any) -> Iterator[Finding]:
    value = tree
    for key in TEMPLATES:
        value = value.get(key) if isinstance(value, Mapping) else None
    for name in value if isinstance(value, list) else ():
        if not (root / str(name)).is_dir():
            hint = suggest(str(name), [folder.name for folder in root.glob("*/")]) or "name one of the book"
            yield Finding(line_of(tree, TEMPLATES), f"templates_path: there is no folder {name!r}", hint)
