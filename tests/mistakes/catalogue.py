"""The catalogue of mistakes: an entry and a good book go in, the book with that one mistake comes out."""

from contextlib import contextmanager
from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent


def entries():
    """Every mistake, with the catalogue it stands in."""
    for path in sorted(FOLDER.glob("*.yml")):
        for entry in YAML(typ="safe").load(path):
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
