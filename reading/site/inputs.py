"""The folder of a book in, one digest of all that its pages are computed from out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reading import files


def digest(root: Path) -> str:
    """SHA-256 over the names and bytes of the book's data and of this package."""
    package = Path(files.__file__).parent
    seen = hashlib.sha256()
    for base, pattern in ((root, "data/**/*"), (root, "chapters/**/*.md"), (package, "**/*")):
        for path in sorted(base.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                seen.update(path.relative_to(base).as_posix().encode())
                seen.update(path.read_bytes())
    return seen.hexdigest()
