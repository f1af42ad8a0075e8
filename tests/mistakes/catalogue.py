"""Makes each mistake of the catalogue in a copy of a good book, and writes the page that lists them."""

import re
from contextlib import contextmanager
from pathlib import Path

from reading.files.read import read_yaml

FOLDER = Path(__file__).parent

PAGE = FOLDER.parents[1] / "contributing" / "mistakes.md"
"""The page that contributors read."""

OPENING = """# What the check says

Common mistakes by kind of file, each with the exact messages of `make check`. The examples are from a small
book in `tests/mistakes/book`. The tests make each mistake there and compare the messages. Do not edit this
page: `.venv/bin/python -m tests.mistakes.catalogue` writes it.
"""


def entries():
    """Each mistake with its name: the catalogue and the title."""
    for path in sorted(FOLDER.glob("*.yml")):
        for entry in read_yaml(path):
            yield f"{path.stem}: {entry['mistake']}", entry


@contextmanager
def make_temporarily(entry, root):
    """Make the mistake in the book at `root`, and undo it in the end."""
    path = root / edited_file(entry)
    before = path.read_bytes() if path.exists() else None
    make(entry, root)
    try:
        yield
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def edited_file(entry):
    """The file that is edited, relative to the book's folder."""
    return entry.get("file") or entry["remove"]


def make(entry, root):
    """Make the mistake in the book at `root`."""
    if "remove" in entry:
        (root / entry["remove"]).unlink()
        return
    path = root / entry["file"]
    if "content" in entry:
        text = entry["content"]
    elif "append" in entry:
        text = path.read_text(encoding="utf-8") + entry["append"]
    else:
        before = path.read_text(encoding="utf-8")
        assert entry["replace"] in before, "the small book lacks the text that the mistake replaces"
        text = before.replace(entry["replace"], entry["with"], 1)
    path.write_text(text, encoding=entry.get("encoding", "utf-8"))


def render_page():
    """The text of the page."""
    parts, last = [OPENING], ""
    for name, entry in entries():
        kind, _, mistake = name.partition(": ")
        if kind != last:
            parts.append(f"\n## {kind.capitalize()}\n")
        last = kind
        parts.append(f"\n**{mistake}**\n")
        parts.append("".join(f"\n- {_format_code(line)}" for line in entry["says"]) + "\n")
    return "".join(parts)


def _format_code(line):
    """A line as inline code, between more backticks than it has in a row."""
    most = max((len(run) for run in re.findall("`+", line)), default=0)
    return f"{'`' * (most + 1)} {line} {'`' * (most + 1)}" if most else f"`{line}`"


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
