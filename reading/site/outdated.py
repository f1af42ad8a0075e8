"""Decides which pages a build reads and writes again, by what files hold and never by their times.

A page is read again if the bytes of its source or of a file that it includes have changed, or a value that
it shows, see `reading.site.pages.shown`. Values are computed from the lexicon, claims and some modules of
this package. Everything is built anew after a change of anything else that all pages depend on: other data,
sources, configuration, table of contents, templates, styles and the rest of this package. All pages are
written again after a change of what pages show of each other, such as titles and definitions.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import reading
from reading.cache.dependencies import hash_environment, hash_path, hash_texts
from reading.files import github
from reading.site.builder import take_record
from reading.site.frame.editions import EDITIONS
from reading.site.metadata import SITE_URL, describe_shared_chart
from reading.site.pages.glossary import definitions
from reading.site.pages.own_copy import describe_scripts

PACKAGE = Path(reading.__file__).parent

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

VALUES = ("data/claims.yml", "data/lexicon/*", "data/timeline.yml")
"""Those of these files of which pages show only values."""

ROOMS_OF_VALUES = ("measures", "tables")
"""The rooms of the package that compute values."""

UNUSED = ("cli.py", "compare", "editions", "new")
"""The rooms of the package that no build uses."""

CONFIGURED = (
    "bibtex_bibfiles",
    "html_extra_path",
    "html_favicon",
    "html_logo",
    "html_static_path",
    "templates_path",
)
"""The settings that name more such files and folders."""

_DEPENDENCIES = "_reading_dependencies"
"""The attribute of the application that holds the hashes of what all pages depend on, and of values."""

_SOURCES, _INCLUDED, _SHARED = "reading_sources", "reading_included_files", "reading_shared_content"
"""The attributes of Sphinx's environment that hold the hashes of the last build."""


def setup(app: Sphinx) -> None:
    """Tell Sphinx which pages are outdated."""
    # Before the book is read: an edit during the build then counts for the next one.
    app.connect("config-inited", _record_dependencies, priority=50)
    # After the book is read: where it has mistakes, the last good build is still of use.
    app.connect("config-inited", lambda app, _: take_record(app, *getattr(app, _DEPENDENCIES)), priority=900)
    app.connect("builder-inited", _accept_unchanged)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("env-updated", _find_pages_to_write, priority=900)


def _record_dependencies(app: Sphinx, config: Any) -> None:
    root = Path(app.srcdir)
    paths = [path for pattern in DEPENDENCIES for path in root.glob(pattern)]
    for value in (getattr(config, name, None) or [] for name in CONFIGURED):
        paths += [root / name for name in ([value] if isinstance(value, str) else value)]
    setattr(app, _DEPENDENCIES, hash_shared_and_values(root, paths))


def hash_shared_and_values(root: Path, paths: list[Path]) -> tuple[str, str]:
    """Two hashes of these files and folders, and of the package.

    The first is of everything that all pages depend on, with what is installed and the names of all files.
    The second is of what only values are computed from.
    """
    files = {file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])}
    files |= {path for path in PACKAGE.rglob("*") if path.suffix != ".pyc"}
    shared: list[str] = []
    of_values: list[str] = []
    for path in sorted(files):
        if path.is_file() and not _is_within(path, PACKAGE, UNUSED):
            (of_values if _computes_values(root, path) else shared).append(hash_path(path))
            shared.append(str(path))
    variables = [os.environ.get(name, "") for name in (SITE_URL, EDITIONS)]
    repository = str(github.find_repository(root))
    return (
        hash_texts(hash_environment(), *variables, repository, *shared),
        hash_texts(*of_values),
    )


def _computes_values(root: Path, path: Path) -> bool:
    """Whether only values are computed from a file."""
    if path.is_relative_to(PACKAGE):
        return _is_within(path, PACKAGE, ROOMS_OF_VALUES)
    return path.is_relative_to(root) and any(path.relative_to(root).match(pattern) for pattern in VALUES)


def _is_within(path: Path, folder: Path, names: tuple[str, ...]) -> bool:
    """Whether a path is one of some files of a folder, or lies in one of some folders there."""
    return any(path.is_relative_to(folder / name) for name in names)


def _accept_unchanged(app: Sphinx) -> None:
    """Have Sphinx, which compares times, keep the pages whose sources have the same bytes as before."""
    for page in app.env.all_docs:
        if _is_unchanged(app.env, page):
            app.env.all_docs[page] = time.time_ns() // 1000


def _find_outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> set[str]:
    """The pages whose sources changed."""
    outdated = {page for page in env.found_docs if not _is_unchanged(env, page)}
    # Recorded before pages are read, so that an edit during the build counts for the next one.
    setattr(env, _SOURCES, {page: hash_path(Path(env.doc2path(page))) for page in env.found_docs})
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
    before, now = getattr(env, _SHARED, ""), _hash_shared_content(app, env)
    setattr(env, _SHARED, now)
    return [] if before == now else sorted(env.found_docs)


def _hash_shared_content(app: Sphinx, env: BuildEnvironment) -> str:
    """A hash of what pages show of each other, such as titles, headings, definitions and sources."""
    std, citations = env.domaindata["std"], env.domaindata.get("cite", {}).get("citations", [])
    titles = {name: str(title) for name, title in env.titles.items()}
    sources = {citation.key: citation.citation_id for citation in citations}
    # The line of a heading is shown nowhere.
    headings = {
        name: [(slug, *place[1:]) for slug, place in sorted(page.get("myst_slugs", {}).items())]
        for name, page in env.metadata.items()
    }
    pictures = {source: name for source, (_, name) in env.images.items()}
    # Names that Sphinx translates have another representation where they were translated already.
    labels = {name: (*place, str(text)) for name, (*place, text) in std["labels"].items()}
    shared = [titles, labels, std["anonlabels"], std["objects"], sources, headings, pictures]
    shared += definitions(env).values()
    return hash_texts(
        describe_scripts(app),
        describe_shared_chart(app),
        *(repr(item) for part in shared for item in sorted(part.items())),
    )
