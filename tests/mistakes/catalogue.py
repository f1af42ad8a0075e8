"""Makes each mistake of the catalogue in a copy of a good book, and compares what is found."""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from reading.files.read import read_yaml

FOLDER = Path(__file__).parent


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


def shorten(errors, entries, root):
    """What was found, sorted, each in the words of an entry that expects it: file, line and a word or two.

    What no entry expects keeps its own words.
    """
    return sorted(_shorten(error, expected(entries), root) for error in errors)


def expected(entries):
    """What the entries expect to be found, sorted."""
    return sorted(line for entry in entries for line in entry["finds"])


def _shorten(error, lines, root):
    text = str(replace(error, path=error.path.relative_to(root), hint="", check=""))
    place = text.removesuffix(error.problem)
    return next((one for one in lines if one.startswith(place) and one[len(place) :] in error.problem), text)
