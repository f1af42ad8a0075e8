"""Makes each mistake of the catalogue in a copy of a good book, and writes the page that lists them."""

import re
from contextlib import contextmanager
from pathlib import Path

from reading.files.read import read_yaml

FOLDER = Path(__file__).parent

PAGE = FOLDER.parents[1] / "contributing" / "mistakes.md"
"""Where contributors read the catalogue; `python -m tests.mistakes.catalogue` writes it."""

OPENING = """# What the check says

What can go wrong, by kind of file, each with what `make check` then says, word for word. The examples are
those of a small book in `tests/mistakes/book`, and each is made and checked in every run of the tests. This
page is written by `.venv/bin/python -m tests.mistakes.catalogue`.
"""


def entries():
    """Every mistake, with the catalogue it stands in."""
    for path in sorted(FOLDER.glob("*.yml")):
        for entry in read_yaml(path):
            yield f"{path.stem}: {entry['mistake']}", entry


@contextmanager
def made(entry, root):
    """The mistake stands in the book at `root` for as long as this lasts."""
    path = root / file_of(entry)
    before = path.read_bytes() if path.exists() else None
    make(entry, root)
    try:
        yield
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def file_of(entry):
    """The file that is edited, as the book's folder sees it."""
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
        assert entry["replace"] in before, "the small book does not hold what the mistake replaces"
        text = before.replace(entry["replace"], entry["with"], 1)
    path.write_text(text, encoding=entry.get("encoding", "utf-8"))


def page():
    """The catalogue as contributors read it."""
    parts, last = [OPENING], ""
    for name, entry in entries():
        kind, _, mistake = name.partition(": ")
        if kind != last:
            parts.append(f"\n## {kind.capitalize()}\n")
        last = kind
        parts.append(f"\n**{mistake}**\n")
        parts.append("".join(f"\n- {_code(line)}" for line in entry["says"]) + "\n")
    return "".join(parts)


def _code(line):
    """A line as Markdown shows it, between more backticks than it holds in a row."""
    most = max((len(run) for run in re.findall("`+", line)), default=0)
    return f"{'`' * (most + 1)} {line} {'`' * (most + 1)}" if most else f"`{line}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
