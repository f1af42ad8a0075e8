"""Decides which pages a build reads and writes, by the content of files and never by their times.

If anything other than the source of a page changes, everything is built anew: data, configuration, table of
contents, this package with templates and styles, or what is installed. Otherwise a build begins with a copy
of the last site. Sphinx reads a page again if its source, or a file that it includes, has new content. It
writes all pages if something changed that a page shows of another one, such as a title. So the site is the
same as after a clean build, byte for byte.

A record beside the doctrees says what the last good build depended on. While a build runs there is none: the
build after one that failed or was killed starts anew.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import reading
from reading.cache.dependencies import hash_environment, hash_path, hash_texts
from reading.files import github
from reading.site.layout.editions import EDITIONS
from reading.site.metadata import COMMIT, SITE_URL
from reading.site.pages.charts import BORROWED
from reading.site.pages.glossary import definitions
from reading.site.pages.outputs import notebook_charts

PACKAGE = Path(reading.__file__).parent

LAST_SITE = "reading_last_site"
"""The setting with the folder of the last site. Without it, everything is built anew."""

DIGEST = "reading_digest"
"""The setting with the digest of what all pages depend on."""

RECORD = "good_build.txt"
"""The file of the record, in the folder of the doctrees."""

DEPENDENCIES = (
    "_config.yml",
    "_toc.yml",
    "CITATION.cff",
    "*.bib",
    "about/*.bib",
    "data/**/*",
)
"""The files of a book that all its pages depend on."""


def setup(app: Sphinx) -> None:
    """Tell Sphinx which pages are outdated."""
    app.add_config_value(LAST_SITE, "", "")
    app.add_config_value(DIGEST, "", "")
    # Before the check and the notebooks: an edit during the build counts for the next one.
    app.connect("config-inited", _hash_dependencies, priority=50)
    # After the check: where the book has mistakes, the last good build is still of use.
    app.connect("config-inited", _take_last_site, priority=900)
    app.connect("builder-inited", _accept_unchanged)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("env-updated", _find_pages_to_write, priority=900)
    app.connect("env-check-consistency", _skip_contents)


def _hash_dependencies(app: Sphinx, config: Any) -> None:
    config[DIGEST] = hash_shared(Path(app.srcdir))


def _take_last_site(app: Sphinx, config: Any) -> None:
    """Begin with a copy of the last site, or discard the doctrees where everything is built anew."""
    record, last = Path(app.doctreedir, RECORD), config[LAST_SITE]
    digest = hash_texts(config[DIGEST], config[COMMIT])
    is_same = last and record.is_file() and record.read_text(encoding="utf-8") == digest
    record.unlink(missing_ok=True)
    if is_same and Path(last).is_dir():
        # New times: Sphinx compares those of pages with those of sources.
        shutil.copytree(last, app.outdir, copy_function=shutil.copyfile, dirs_exist_ok=True)
    else:
        shutil.rmtree(app.doctreedir, ignore_errors=True)

    def write_record(app: Sphinx, exception: Exception | None) -> None:
        if last and exception is None and not app._warncount:
            record.write_text(digest, encoding="utf-8")

    app.connect("build-finished", write_record, priority=999)


def hash_shared(root: Path) -> str:
    """A digest of the files that all pages of a book depend on, of the package, and of what else they do."""
    files = {path for pattern in DEPENDENCIES for path in root.glob(pattern)}
    files |= {path for path in PACKAGE.rglob("*") if path.suffix != ".pyc"}
    hashes = [f"{path} {hash_path(path)}" for path in sorted(files) if path.is_file()]
    variables = [os.environ.get(name, "") for name in (SITE_URL, EDITIONS)]
    return hash_texts(hash_environment(), *variables, str(github.find_repository(root)), *hashes)


def _accept_unchanged(app: Sphinx) -> None:
    """Have Sphinx, which compares times, keep the pages whose sources have the same bytes as before."""
    for page in app.env.all_docs:
        if _is_unchanged(app.env, page):
            app.env.all_docs[page] = time.time_ns() // 1000


def _find_outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> set[str]:
    """The pages whose sources changed."""
    outdated = {page for page in env.found_docs if not _is_unchanged(env, page)}
    # Recorded before pages are read, so that an edit during the build counts for the next one.
    _find_hashes(env)["sources"] = {page: hash_path(Path(env.doc2path(page))) for page in env.found_docs}
    return outdated


def _is_unchanged(env: BuildEnvironment, page: str) -> bool:
    """Whether the source of a page and the files that it includes have the same bytes as before."""
    hashes = _find_hashes(env)
    return hashes["sources"].get(page) == hash_path(Path(env.doc2path(page))) and all(
        hashes["included"].get(name) == hash_path(Path(env.srcdir, name)) for name in env.dependencies[page]
    )


def _find_hashes(env: BuildEnvironment) -> dict[str, Any]:
    """The hashes of the last build: of `sources` and of `included` files by name, and of what is `shared`."""
    return env.domaindata.setdefault("reading", {"sources": {}, "included": {}, "shared": ""})


def _find_pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages, where something changed that they show of each other. Records what pages include."""
    names = {name for page in env.found_docs for name in env.dependencies[page]}
    hashes, now = _find_hashes(env), _hash_shared_content(app, env)
    hashes["included"] = {name: hash_path(Path(env.srcdir, name)) for name in names}
    before, hashes["shared"] = hashes["shared"], now
    if before == now:
        return []
    for name in ("_images", "_downloads"):
        # No page may use some of them any more.
        shutil.rmtree(app.outdir / name, ignore_errors=True)
    return sorted(env.found_docs)


def _skip_contents(app: Sphinx, env: BuildEnvironment) -> None:
    """Have Sphinx not write the pages whose contents list one that it has read again.

    They show nothing of it but its title. Where that changed, all pages are written. Sphinx has stored the
    environment before, so the next build has the list again.
    """
    env.files_to_rebuild.clear()


def _hash_shared_content(app: Sphinx, env: BuildEnvironment) -> str:
    """A hash of what pages show of each other, such as titles, headings, definitions and sources."""
    std, citations = env.domaindata["std"], env.domaindata.get("cite", {}).get("citations", [])
    titles = {name: str(title) for name, title in env.titles.items()}
    cited = {citation.key: citation.citation_id for citation in citations}
    # The line of a heading is shown nowhere.
    headings = {
        name: [(slug, *place[1:]) for slug, place in sorted(page.get("myst_slugs", {}).items())]
        for name, page in env.metadata.items()
    }
    pictures = {source: name for source, (_, name) in env.images.items()}
    downloads = {source: name for source, (_, name) in env.dlfiles.items()}
    # Names that Sphinx translates have another representation where they were translated already.
    labels = {name: (*place, str(text)) for name, (*place, text) in std["labels"].items()}
    shared = [titles, labels, std["anonlabels"], std["objects"], cited, headings, pictures, downloads]
    shared += definitions(env).values()
    borrowed = {name for page in env.metadata.values() for name in page.get(BORROWED, ())}
    return hash_texts(
        json.dumps([notebook_charts(app).get(name) for name in sorted(borrowed)]),
        *(repr(item) for part in shared for item in sorted(part.items())),
    )
