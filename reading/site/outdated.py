"""Decides which pages a build reads and writes again.

A page is read again if the bytes of its source have changed. Their time does not count, so that a fresh
checkout beside a kept `_build` is built as fast as after an edit. All pages are read again after a change of
anything that they are built from: the data, the lexicon, claims, sources, configuration, templates, styles
and this package. All pages are written again after a change of what pages show of each other, such as titles
and definitions.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
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
_SOURCES, _INCLUDED = "reading_sources", "reading_included_files"
"""The attributes of Sphinx's environment that hold the hashes of the last build."""


def setup(app: Sphinx) -> None:
    """Tell Sphinx which pages are outdated."""
    app.connect("builder-inited", _accept_unchanged)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("env-updated", _find_pages_to_write)
    app.connect("build-finished", _discard_failed_build, priority=999)


def _accept_unchanged(app: Sphinx) -> None:
    """Have Sphinx, which compares times, keep the pages whose sources have the same bytes as before."""
    env, builder = app.env, cast(StandaloneHTMLBuilder, app.builder)
    same = getattr(env, _DEPENDENCIES, "") == _hash_dependencies(Path(app.srcdir))
    if not same or builder.format != "html":
        return
    # A changed template is a changed dependency.
    templates = builder.templates.newest_template_mtime()
    for page in env.all_docs:
        source, output = Path(env.doc2path(page)), Path(builder.get_outfilename(page))
        if output.exists() and _is_unchanged(env, page):
            env.all_docs[page] = time.time_ns() // 1000
            if output.stat().st_mtime < max(source.stat().st_mtime, templates):
                output.touch()


def _find_outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> set[str]:
    """All pages, where something changed that they all depend on, else those whose sources changed."""
    before, now = getattr(env, _DEPENDENCIES, ""), _hash_dependencies(Path(app.srcdir))
    setattr(env, _DEPENDENCIES, now)
    outdated = {page for page in env.found_docs if before != now or not _is_unchanged(env, page)}
    # Recorded before pages are read, so that an edit during the build counts for the next one.
    setattr(env, _SOURCES, {page: hash_path(Path(env.doc2path(page))) for page in env.found_docs})
    if before == now:
        return outdated
    # Files of pages that no longer exist must not stay on the site.
    shutil.rmtree(app.outdir, ignore_errors=True)
    Path(app.outdir).mkdir(parents=True)
    return outdated


def _is_unchanged(env: BuildEnvironment, page: str) -> bool:
    """Whether the source of a page and the files that it includes have the same bytes as before."""
    sources, included = getattr(env, _SOURCES, {}), getattr(env, _INCLUDED, {})
    return sources.get(page) == hash_path(Path(env.doc2path(page))) and all(
        included.get(name) == hash_path(Path(env.srcdir, name)) for name in env.dependencies[page]
    )


def _find_pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages, where something changed that they show of each other. Records what pages include."""
    names = {name for page in env.found_docs for name in env.dependencies[page]}
    setattr(env, _INCLUDED, {name: hash_path(Path(env.srcdir, name)) for name in names})
    before, now = getattr(env, _SHARED, ""), _hash_shared_content(env)
    setattr(env, _SHARED, now)
    return [] if before == now else sorted(env.found_docs)


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
