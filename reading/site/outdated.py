"""Decides which pages a build reads and writes again.

An edited page is read again. All pages are read again after a change of anything that they are built from:
the data, the lexicon, claims, sources, configuration, templates, styles and this package. All pages are
written again after a change of what pages show of each other, such as titles and definitions.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import reading
from reading.cache.dependencies import hash_environment, hash_path, hash_texts
from reading.files import github
from reading.site.metadata import SITE_URL
from reading.site.pages.glossary import definitions

DEPENDENCIES = (
    "_config.yml",
    "_toc.yml",
    "CITATION.cff",
    "*.bib",
    "about/*.bib",
    "_static/**/*",
    "_templates/**/*",
    "data/**/*",
)
"""The files of a book that all its pages depend on."""

_DEPENDENCIES, _SHARED = "reading_dependencies", "reading_shared_content"
"""The attributes of Sphinx's environment that hold the hashes of the last build."""


def setup(app: Sphinx) -> None:
    """Tell Sphinx which pages are outdated."""
    app.connect("env-get-outdated", _find_outdated)
    app.connect("env-updated", _find_pages_to_write)
    app.connect("html-collect-pages", _restore_search_index)
    app.connect("build-finished", _discard_failed_build, priority=999)


def _find_outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> set[str]:
    """All pages, where something changed that they all depend on."""
    before, now = getattr(env, _DEPENDENCIES, ""), _hash_dependencies(Path(app.srcdir))
    setattr(env, _DEPENDENCIES, now)
    if before == now:
        return set()
    # Files of pages that no longer exist must not stay on the site.
    shutil.rmtree(app.outdir, ignore_errors=True)
    Path(app.outdir).mkdir(parents=True)
    return set(env.found_docs)


def _find_pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages, where something changed that they show of each other."""
    before, now = getattr(env, _SHARED, ""), _hash_shared_content(env)
    setattr(env, _SHARED, now)
    return [] if before == now else sorted(env.found_docs)


def _restore_search_index(app: Sphinx) -> list[Any]:
    """Index the pages that were not read again: Sphinx loses their index entries between builds."""
    builder: Any = app.builder
    for page, entries in app.env.domaindata["index"]["entries"].items():
        if entries and builder.indexer and page not in builder.indexer._index_entries:
            title = builder.render_partial(app.env.longtitles[page])["title"]
            builder.index_page(page, app.env.get_and_resolve_doctree(page, builder), title)
    return []


def _discard_failed_build(app: Sphinx, exception: Exception | None) -> None:
    """Remove what a build with an error or a warning has stored, so that the next one reports it again."""
    if exception is not None or app._warncount:
        shutil.rmtree(app.doctreedir, ignore_errors=True)


def _hash_shared_content(env: BuildEnvironment) -> str:
    """A hash of what pages show of each other: titles, labels, definitions and sources."""
    std, citations = env.domaindata["std"], env.domaindata.get("cite", {}).get("citations", [])
    titles = {name: title.astext() for name, title in env.titles.items()}
    sources = {citation.key: citation.citation_id for citation in citations}
    shared = [titles, std["labels"], std["anonlabels"], std["objects"], sources, *definitions(env).values()]
    return hash_texts(*(repr(item) for part in shared for item in sorted(part.items())))


def _hash_dependencies(root: Path) -> str:
    """A hash of everything that all pages depend on."""
    package = Path(reading.__file__).parent
    files = {path for pattern in DEPENDENCIES for path in root.glob(pattern) if path.is_file()}
    files |= {path for path in package.rglob("*") if path.suffix in (".py", ".html")}
    parts = (f"{path}:{hash_path(path)}" for path in sorted(files))
    return hash_texts(
        hash_environment(), os.environ.get(SITE_URL, ""), str(github.find_repository(root)), *parts
    )
