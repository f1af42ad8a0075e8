"""Builds each site in an empty folder, and takes the pages that have not changed from the last site.

So nothing of an earlier build is left, and the site is that of a clean build, byte for byte. A record of the
last good build lies beside the doctrees. It has the hash of every file of the site, and for each page the
names of its files and the places that the search finds. While a build runs there is no record. A build that
finds none starts anew: the one before it failed, or was killed, or its doctrees do not fit the site.
"""

from __future__ import annotations

import fnmatch
import json
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from reading.cache.dependencies import hash_folder

LAST_SITE = "reading_last_site"
"""The setting with the folder of the last site. Without it, everything is built anew."""

RECORD = "site.json"
"""The file of the record, in the folder of the doctrees."""

LIST_PLACES = "reading-list-places"
"""The event that asks for the places which the search finds in a document."""

_ATTRIBUTE = "_reading_record"


@dataclass
class PageRecord:
    """What belongs to a page: its files, its pictures by their sources, and its places for the search."""

    files: list[str] = field(default_factory=list)
    images: dict[str, str] = field(default_factory=dict)
    search: list[list[str]] = field(default_factory=list)


@dataclass
class Record:
    """A good build.

    dependencies: the hash of what all its pages depend on
    values: the hash of what the values that its pages show are computed from
    files: the hashes of its files
    pages: what belongs to each of its pages
    has_other_values: whether this build has another hash of `values`
    """

    dependencies: str = ""
    values: str = ""
    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, PageRecord] = field(default_factory=dict)
    has_other_values: bool = False


class BookBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder of HTML, which writes changed pages and keeps the others."""

    epilog = ""  # the site is not in its place yet
    search = False  # the book has an index of its own

    def init(self) -> None:
        """Empty the folder of the site."""
        super().init()
        self.last, self.intact = open_record(self.app), set[str]()
        self.kept, self.pages = dict[str, PageRecord](), defaultdict[str, PageRecord](PageRecord)
        self.claims = defaultdict[str, set[str]](set)
        shutil.rmtree(self.outdir, ignore_errors=True)
        Path(self.outdir, "_static").mkdir(parents=True)

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the pages whose files are not as the last build wrote them."""
        folder = self.config[LAST_SITE]
        found = hash_folder(Path(folder)) if folder and self.last.files else {}
        self.intact = {name for name, digest in self.last.files.items() if found.get(name) == digest}
        yield from (page for page in self.env.found_docs if not self._is_intact(page))
        # What belongs to no page is written with any page.
        if found != self.last.files or self.last.has_other_values:
            yield self.config.root_doc

    def _is_intact(self, page: str) -> bool:
        # A page without a source is made from values.
        outdated = self.last.has_other_values and page not in self.env.found_docs
        return (
            page in self.last.pages and not outdated and self.intact.issuperset(self.last.pages[page].files)
        )

    def keep(self, pages: Collection[str]) -> bool:
        """Keep pages as they are, where all of them are as the last build wrote them. Returns whether."""
        if not all(map(self._is_intact, pages)):
            return False
        self.kept |= {page: self.last.pages[page] for page in pages}
        return True

    def prepare_writing(self, docnames: set[str]) -> None:
        """Keep the pages that are not among those to write."""
        super().prepare_writing(docnames)
        self.keep(self.env.found_docs - docnames)

    def handle_page(self, pagename: str, *arguments: Any, **options: Any) -> None:
        """Write a page, and record the names of its files."""
        self.claims[pagename] |= {f"{pagename}{self.out_suffix}", f"_sources/{pagename}.*"}
        super().handle_page(pagename, *arguments, **options)

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Record the pictures of a page."""
        super().write_doc_serialized(docname, doctree)
        sources = {image["uri"] for image in doctree.findall(nodes.image)} & self.images.keys()
        self.pages[docname].images = {source: self.images[source] for source in sorted(sources)}

    def copy_image_files(self) -> None:
        """Copy the pictures of all pages."""
        for page in self.kept.values():
            self.images |= page.images
        super().copy_image_files()

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Record the places that the search finds on a page."""
        self.pages[pagename].search = self.events.emit_firstresult(LIST_PLACES, doctree) or []

    def list_places(self) -> dict[str, list[list[str]]]:
        """The places that the search finds on each page."""
        pages = sorted({**self.kept, **self.pages}.items())
        return {name: page.search for name, page in pages if page.search}


def setup(app: Sphinx) -> None:
    """Use this builder, and record good builds."""
    app.add_config_value(LAST_SITE, "", "")
    app.add_builder(BookBuilder, override=True)
    app.add_event(LIST_PLACES)
    app.connect("env-updated", _name_images)
    # After all files of pages are written, and before the package of all tables.
    app.connect("build-finished", _link_kept, priority=550)
    app.connect("build-finished", _write_record, priority=999)


def claim_files(builder: Any, page: str, *patterns: str) -> None:
    """Record that files belong to a page: they stay on the site as long as it does."""
    if isinstance(builder, BookBuilder):
        builder.claims[page].update(patterns)


def write_page_files(builder: Any, page: str, files: Mapping[str, str]) -> None:
    """Write texts to files of the site, by their names there, and record that they belong to a page."""
    claim_files(builder, page, *files)
    for name, text in files.items():
        Path(builder.outdir, name).write_text(text, encoding="utf-8", newline="\n")


def keep_pages(builder: Any, pages: Collection[str], *, of: str = "") -> bool:
    """Keep generated pages from the last site, those `of` a page only where it is kept, too.

    Returns False where they have to be written.
    """
    return isinstance(builder, BookBuilder) and (not of or of in builder.kept) and builder.keep(pages)


def is_site_written(app: Sphinx, exception: Exception | None) -> bool:
    """Whether a build has written a site: it did not fail, and some page was outdated."""
    return exception is None and app.builder.format == "html" and Path(app.outdir, ".buildinfo").exists()


def take_record(app: Sphinx, dependencies: str, values: str) -> None:
    """Take the record of the last build away, and discard its doctrees where there is none or it is outdated.

    dependencies: the hash of what all pages depend on
    values: the hash of what the values that pages show are computed from
    """
    path, record = Path(app.doctreedir, RECORD), None
    if app.config[LAST_SITE] and path.is_file():
        content = json.loads(path.read_bytes())
        pages = {name: PageRecord(**page) for name, page in content.pop("pages").items()}
        record = Record(**content, pages=pages)
    if record is None or record.dependencies != dependencies:
        record = Record(dependencies, values)
        shutil.rmtree(app.doctreedir, ignore_errors=True)
    record.values, record.has_other_values = values, record.values != values
    path.unlink(missing_ok=True)
    setattr(app, _ATTRIBUTE, record)


def open_record(app: Sphinx) -> Record:
    """The record of the last build, which is empty where every page has to be built."""
    record: Record = getattr(app, _ATTRIBUTE)
    return record


def _name_images(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Number pictures of one name in the order of their paths, and not in that in which they were read."""
    images = type(env.images)()
    for source, (pages, _) in sorted(env.images.items()):
        for page in pages:
            images.add_file(page, source)
    env.images = images
    return []


def _link_kept(app: Sphinx, exception: Exception | None) -> None:
    if not is_site_written(app, exception) or not isinstance(app.builder, BookBuilder):
        return
    for name in {name for page in app.builder.kept.values() for name in page.files}:
        target, source = Path(app.outdir, name), Path(app.config[LAST_SITE], name)
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(source)
        except OSError:
            shutil.copy2(source, target)


def _write_record(app: Sphinx, exception: Exception | None) -> None:
    builder = app.builder
    if exception is not None or app._warncount or not isinstance(builder, BookBuilder):
        return
    if not app.config[LAST_SITE]:
        return
    record = builder.last
    if is_site_written(app, exception):
        kept = {name for page in builder.kept.values() for name in page.files}
        files = hash_folder(Path(app.outdir), known={name: record.files[name] for name in kept})
        for page, patterns in builder.claims.items():
            matching = {name for pattern in patterns for name in fnmatch.filter(files, pattern)}
            builder.pages[page].files = sorted(matching)
        record = Record(record.dependencies, record.values, files, {**builder.kept, **builder.pages})
    Path(app.doctreedir, RECORD).write_text(json.dumps(asdict(record)), encoding="utf-8")
