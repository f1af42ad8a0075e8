"""Which pages a build reads anew: those that were edited, and all where what stands behind the pages changed.

Behind them stand data, lexicon, claims, sources, configuration, templates, styles, and this package. Where an
edit changes what pages tell of others, such as a title or a definition, all pages are written anew.
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
from reading.site.metadata import ADDRESS
from reading.site.pages.glossary import definitions

BEHIND = (
    "_config.yml",
    "_toc.yml",
    "CITATION.cff",
    "about/*.bib",
    "_static/**/*",
    "_templates/**/*",
    "data/**/*",
)

_GROUND, _SAID = "reading_ground", "reading_said"


def setup(app: Sphinx) -> None:
    """Say which pages are out of date."""
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _told_elsewhere)
    app.connect("html-collect-pages", _index_again)
    app.connect("build-finished", _forget_what_failed, priority=999)


def _outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> set[str]:
    before, ground = getattr(env, _GROUND, ""), _ground(Path(app.srcdir))
    setattr(env, _GROUND, ground)
    if before == ground:
        return set()
    # What was taken out of the book must not stay on the site.
    shutil.rmtree(app.outdir, ignore_errors=True)
    Path(app.outdir).mkdir(parents=True)
    return set(env.found_docs)


def _told_elsewhere(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages, where what they tell of each other has changed."""
    before, said = getattr(env, _SAID, ""), _said(env)
    setattr(env, _SAID, said)
    return [] if before == said else sorted(env.found_docs)


def _index_again(app: Sphinx) -> list[Any]:
    """Give the search the index entries of unread pages again, which Sphinx loses between builds."""
    builder: Any = app.builder
    for page, entries in app.env.domaindata["index"]["entries"].items():
        if entries and builder.indexer and page not in builder.indexer._index_entries:
            title = builder.render_partial(app.env.longtitles[page])["title"]
            builder.index_page(page, app.env.get_and_resolve_doctree(page, builder), title)
    return []


def _forget_what_failed(app: Sphinx, exception: Exception | None) -> None:
    """Let a page that failed fail again: nothing is kept of a build with an error or a warning."""
    if exception is not None or app._warncount:
        shutil.rmtree(app.doctreedir, ignore_errors=True)


def _said(env: BuildEnvironment) -> str:
    """What pages tell of others: titles, places to link to, definitions, sources."""
    std, cited = env.domaindata["std"], env.domaindata.get("cite", {}).get("citations", [])
    titles = {name: title.astext() for name, title in env.titles.items()}
    sources = {source.key: source.citation_id for source in cited}
    told = [titles, std["labels"], std["anonlabels"], std["objects"], sources]
    told += definitions(env).values()
    return hash_texts(*(repr(item) for part in told for item in sorted(part.items())))


def _ground(root: Path) -> str:
    package = Path(reading.__file__).parent
    files = {path for pattern in BEHIND for path in root.glob(pattern) if path.is_file()}
    files |= {path for path in package.rglob("*") if path.suffix in (".py", ".html")}
    parts = (f"{path}:{hash_path(path)}" for path in sorted(files))
    return hash_texts(hash_environment(), os.environ.get(ADDRESS, ""), str(github.repository(root)), *parts)
