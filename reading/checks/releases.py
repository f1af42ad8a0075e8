"""Checks the figures of earlier versions in `data/releases`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reading.data import changelog
from reading.figures.published import list_releases, read_published_figures
from reading.files.errors import ReadingError, attempt, suggest


def check_releases(root: Path) -> Iterator[ReadingError]:
    """Yield an error for each file that holds no published figures or has no section in the changelog."""
    releases = list_releases(root)
    if not releases and not (root / f"{changelog.PAGE}.md").exists():
        return
    errors: list[ReadingError] = []
    sections = attempt(errors, lambda: changelog.read_sections(root), None)
    for version, path in releases.items():
        if sections is not None and version not in (names := [section.name for section in sections]):
            hint = suggest(version, names) or f"a file is called like its version in {changelog.PATH}"
            yield ReadingError(path, 0, f"{changelog.PATH} has no version {version!r}", hint)
        attempt(errors, lambda path=path: read_published_figures(path), None)  # type: ignore[misc]
    yield from errors
