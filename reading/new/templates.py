"""Renders the templates of a new book in `skeleton/`, and adapts the settings of this book for it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jinja2

from reading.data.chapters import page_of
from reading.files.markdown import escape
from reading.show.plain_titles import PLAIN_TITLES

SKELETON = Path(__file__).parent / "skeleton"

CHAPTER = "chapter.md"
"""The template of a chapter. The others are those of one file each."""

TOOLS = "[tool.ruff"
"""The tables of `pyproject.toml` that a new book takes over begin with this."""


def render(name: str, **values: object) -> str:
    """The text of a template with its values."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SKELETON),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"quoted": quote_yaml, "escaped": escape}
    return environment.get_template(name).render(values, page=page_of, plain_titles=PLAIN_TITLES)


def list_templates() -> set[str]:
    """The templates of the files of a book, relative to `skeleton/`, but that of a chapter."""
    names = {path.relative_to(SKELETON).as_posix() for path in SKELETON.rglob("*") if path.is_file()}
    return names - {CHAPTER}


def quote_yaml(value: object) -> str:
    """A text or a list of texts as YAML."""
    return json.dumps(value, ensure_ascii=False)


def set_title(configuration: str, title: str) -> str:
    """The text of `_config.yml` with the title of a new book. Of lines with one key, the first is set."""
    values = {"title": f"{title}: a close and distant reading", "copyright": "The authors of the reading"}
    for key, value in {**values, "html_title": title}.items():
        start, found, end = re.split(rf"(?m)(^ *{key}: ).*$", configuration, maxsplit=1)
        configuration = f"{start}{found}{quote_yaml(value)}{end}"
    return configuration


def select_tool_settings(pyproject: str) -> str:
    """The settings of ruff in the text of `pyproject.toml`."""
    kept = [table.strip() for table in re.split(r"\n(?=\[)", pyproject) if table.startswith(TOOLS)]
    return "\n\n".join(kept) + "\n"


def select_cited_entries(bibliography: str, root: Path) -> str:
    """The entries of a bibliography that the pages and notebooks of a book cite."""
    pages = [path for pattern in ("*.md", "about/*.md", "notebooks/*.ipynb") for path in root.glob(pattern)]
    texts = "".join(path.read_text(encoding="utf-8") for path in pages)
    keys = set(re.split(r"[,\s]+", " ".join(re.findall(r"\{cite:\w+\}`([^`]+)`", texts))))
    entries = [text.strip() for text in re.split(r"(?m)^(?=@)", bibliography) if text.startswith("@")]
    return "\n\n".join(text for text in entries if re.split("[{,]", text)[1] in keys) + "\n"
