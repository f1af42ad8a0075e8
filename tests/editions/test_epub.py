"""The EPUB: its files, its links, and what it says of itself."""

import io
import posixpath
import zipfile
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree

from reading.data import citation
from reading.editions import epub
from reading.editions.site_pages import read_site
from reading.files.write import ZIP_EPOCH

X = {"x": "http://www.w3.org/1999/xhtml", "s": "http://www.w3.org/2000/svg"}
OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def make(root, address=""):
    site = replace(read_site(root / epub.SITE), address=address)
    return epub.make_epub(citation.read(root), site)


@pytest.fixture(scope="module")
def data(built_small_book):
    return make(built_small_book)


@pytest.fixture(scope="module")
def files(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def documents(files):
    """The pages, each parsed as XML."""
    return {
        name.removeprefix("EPUB/"): etree.fromstring(text)
        for name, text in files.items()
        if name.endswith(".xhtml")
    }


@pytest.fixture(scope="module")
def package(files):
    return etree.fromstring(files["EPUB/package.opf"])


def test_the_same_site_gives_the_same_bytes(data, built_small_book):
    assert make(built_small_book) == data
    # Two runs within two seconds would have the same times.
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {ZIP_EPOCH}


def test_the_spine_has_the_chapters_in_the_order_of_the_contents(package, documents):
    items = {item.get("id"): item.get("href") for item in package.iterfind(".//o:item", OPF)}
    spine = [items[reference] for reference in package.xpath("//o:itemref/@idref", namespaces=OPF)]
    links = documents["nav.xhtml"].xpath("//x:nav[1]//x:a/@href", namespaces=X)
    assert spine == ["cover.xhtml", "title.xhtml", "nav.xhtml", *links[1:]]
    assert sorted(spine) == sorted(documents)
    assert "index.xhtml" in spine


def test_every_link_leads_to_a_place_of_the_book_or_to_another_site(documents):
    ids = {name: set(page.xpath("//@id")) for name, page in documents.items()}
    internal = 0
    for name, page in documents.items():
        for href in page.xpath("//@href[not(parent::x:link)]", namespaces=X):
            parts = urlsplit(href)
            if parts.scheme:
                assert parts.scheme in ("http", "https", "mailto"), href
                continue
            target = posixpath.normpath(unquote(parts.path))
            assert target in ids, (name, href)
            assert not parts.fragment or unquote(parts.fragment) in ids[target], (name, href)
            internal += 1
    assert internal > 10


def test_charts_have_colours_that_need_no_style_sheet(files):
    assert b'fill="#22252a"' in files["EPUB/index.xhtml"]
    assert all(b"var(" not in text for text in files.values())
