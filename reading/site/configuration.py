"""Starts Sphinx with the settings of a book, and says which of them it refuses."""

from __future__ import annotations

import importlib.util
import io
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

from reading.checks.configuration import EXTENSION
from reading.data.contents import CONFIGURATION, CONTENTS
from reading.files.errors import ReadingError, attempt, suggest
from reading.files.markdown import ALL_EXTENSIONS
from reading.files.read import read_yaml
from reading.files.yaml import line_of
from reading.site.pages.bibliography import STYLE

PLUGIN = re.compile(r"plugin (\S+)\.\S+ not found")
"""What BibTeX extensions say of a style that does not exist: its group is the first part of the name."""

HINT = "the documentation of Jupyter Book and Sphinx lists the settings"


def find_refusals(root: Path) -> list[ReadingError]:
    """The mistakes in the contents and the configuration that only their readers in a build find.

    Both files must be without the mistakes that `reading.checks` finds.
    """
    return list(_parse_contents(root)) or list(_start_sphinx(root))


def describe_refusal(root: Path, message: str, names: Collection[str] = ()) -> ReadingError:
    """A message of Sphinx as an error of the configuration, at the setting that it quotes.

    names: right names, the nearest of which is suggested
    """
    path = root / CONFIGURATION
    tree: Any = attempt([], lambda: read_yaml(path), {})
    # An error in an extension is named within a message of Sphinx.
    message = re.sub(r"^Handler .*? threw an exception \(exception: (.*)\)$", r"\1", message, flags=re.DOTALL)
    problem = message.split("\n")[0].removesuffix(" in override, ignoring").rstrip(".")
    if missing := PLUGIN.match(problem):
        names = [*names, STYLE, *(plugin.name for plugin in entry_points(group=missing[1]))]
    quoted = [word for _, word in re.findall(r"(['\"`])(.+?)['\"`]", problem)]
    for word in (*quoted, *(name.rpartition(".")[2] for name in re.findall(r"[\w.-]+", problem))):
        if line := _find_line(tree, word):
            return ReadingError(path, line, problem, suggest(word, names) or HINT)
    return ReadingError(path, 0, problem, HINT)


def list_themes() -> list[str]:
    """The names of the installed themes."""
    spec = importlib.util.find_spec("sphinx")
    folders = spec.submodule_search_locations if spec else None
    builtin = [path.parent.name for folder in folders or () for path in Path(folder).glob("themes/*/theme.*")]
    return sorted({*builtin, *(theme.name for theme in entry_points(group="sphinx.html_themes"))})


def _find_line(tree: Any, word: str) -> int:
    """The line of the first key or value that is a word. 0 where there is none."""
    items = tree.items() if isinstance(tree, Mapping) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        if word in (key, value):
            return line_of(tree, (key,))
        if line := _find_line(value, word):
            return line
    return 0


def _parse_contents(root: Path) -> Iterator[ReadingError]:
    path = root / CONTENTS
    try:
        parse_toc_yaml(path, encoding="utf-8")
    except MalformedError as error:
        problem, _, rest = str(error).partition(" @ ")
        place, _, detail = rest.partition(": ")
        steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", place)]
        line = line_of(read_yaml(path), tuple(steps))
        yield ReadingError(
            path, line, f"{problem}: {detail}".rstrip(": "), "compare it with the other entries"
        )


def _start_sphinx(root: Path) -> Iterator[ReadingError]:
    """Start Sphinx without building, and yield an error for each of its messages."""
    settings, _ = get_final_config(
        user_yaml=root / CONFIGURATION, cli_config={"latex_individualpages": False}, sourcedir=root
    )
    # This package would read the whole book. The contents have been read.
    left = {EXTENSION, "sphinx_external_toc"}
    settings["extensions"] = [name for name in settings["extensions"] if name not in left]
    for name in ("comments_config", "external_toc_exclude_missing"):
        settings.pop(name, None)
    # The check has read the bibliographies.
    settings["bibtex_bibfiles"] = []
    warnings, names, messages = io.StringIO(), [*list_themes(), *ALL_EXTENSIONS], list[str]()
    with tempfile.TemporaryDirectory() as out, patch_docutils(None), docutils_namespace():
        try:
            app = Sphinx(root, None, out, out, "html", settings, status=None, warning=warnings, freshenv=True)
            names += [value.name for value in app.config]
        except Exception as error:  # an extension may do anything with a setting
            messages.append(str(error))
    messages += re.findall(r"(?:WARNING|ERROR|CRITICAL): (.*)", strip_colors(warnings.getvalue()))
    for message in messages:
        yield describe_refusal(root, message, names)
