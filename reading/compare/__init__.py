"""A git ref or published figures go in, and the book as it is; what moved comes out, in Markdown."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from reading.compare import editions, pages, retellings
from reading.compare.moves import compared
from reading.compare.report import Report
from reading.data.book import Book
from reading.figures import kept_registry

__all__ = ["compare"]


def compare(root: Path, base: str, after: Path | None = None, *, site: str = "") -> str:
    """What moved since `base`: a report in Markdown that a comment on GitHub can hold.

    `base` is a git ref, whose own code gives its figures, or a file like the site's `figures.json`. `after`
    is such a file; without it, the figures are those of the book in the folder `root`. Pages and retellings
    are compared with those of a ref. `site` is the address of a preview, for links to the pages.

    Raises `ReadingErrors` where either cannot be read.
    """
    # Mistakes are told before anything is measured.
    book = Book.load(root) if after is None else None
    published = editions.published(after) if after else {}
    with ExitStack() as stack:
        earlier = editions.earlier(stack, root, base)
        later = kept_registry(book) if book else published
        moved = compared(earlier.figures, later)
        retold = retellings.changed(earlier.root, root) if earlier.root else []
        shown = pages.changed(earlier, root, moved, retold=bool(retold))
    return Report(earlier, moved, retold, shown, site).text()
