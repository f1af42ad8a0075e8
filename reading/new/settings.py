"""Adapts configuration files and the bibliography of this book for a new one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

TOOLS = ("[tool.pytest", "[tool.ruff", "[tool.codespell")
"""The tables of `pyproject.toml` that a new book takes over."""


def quote_yaml(text: str) -> str:
    """Text as a quoted string of YAML."""
    return json.dumps(text, ensure_ascii=False)


def set_title(configuration: str, title: str) -> str:
    """The text of `_config.yml` with the title of a new book."""
    values = {
        "title": f"{title}: a close and distant reading",
        "copyright": "The authors of the reading",
        "html_title": title,
    }
    lines = []
    for line in configuration.split("\n"):
        key = line.strip().partition(":")[0]
        indent = line[: len(line) - len(line.lstrip())]
        # Only the first line with a key is set: a later one may belong to something else.
        lines.append(f"{indent}{key}: {quote_yaml(values.pop(key))}" if key in values else line)
    return "\n".join(lines)


def select_tool_settings(pyproject: str) -> str:
    """The settings of tests and linters in the text of `pyproject.toml`, without those of the package."""
    tables = re.split(r"\n(?=\[)", pyproject)
    kept = [table.strip() for table in tables if table.startswith(TOOLS)]
    # Without the folder `reading/`, ruff would take the package for a third party's.
    first_party = '[tool.ruff.lint.isort]\nknown-first-party = ["reading"]'
    return "\n\n".join([*kept, *([] if first_party in kept else [first_party])]) + "\n"


def allow_words(settings: str, words: Iterable[str]) -> str:
    """The settings of tools, in which codespell allows words as well: a document may be misspelt."""
    words = dict.fromkeys(word.lower() for word in words)
    return re.sub(
        r'(?m)^(ignore-words-list = "[^"]*)"', lambda match: ",".join([match[1], *words]) + '"', settings
    )


def select_cited_entries(bibliography: str, root: Path) -> str:
    """The entries of a bibliography that the pages and notebooks of a book cite."""
    pages = [path for pattern in ("*.md", "about/*.md", "notebooks/*.ipynb") for path in root.glob(pattern)]
    keys = {
        key.strip()
        for path in pages
        for citation in re.findall(r"\{cite:\w+\}`([^`]+)`", path.read_text(encoding="utf-8"))
        for key in citation.split(",")
    }
    entries = [entry.strip() for entry in re.split(r"\n(?=@)", f"\n{bibliography.strip()}")]
    kept = [entry for entry in entries if (match := re.match(r"@\w+\{([^,]+),", entry)) and match[1] in keys]
    return "\n\n".join(kept) + "\n"


def read_pinned_actions(workflow: str) -> dict[str, str]:
    """The actions that a workflow uses, by name, each with its pinned version."""
    return {line.partition("@")[0]: line for line in re.findall(r"uses: (.+)", workflow)}
