"""What the book's prose says of itself and of its figures, where no claim holds it to them."""

import re

import pytest

from tests.conftest import ROOT


def test_the_term_that_the_guide_adds_finds_only_sentences_with_its_theme(book):
    text = (ROOT / "contributing/data.md").read_text(encoding="utf-8")
    ((term, name),) = re.findall(r"add `(\w+)` to the theme \*([\w-]+)\*: it finds two sentences", text)
    found = book.document.incidence.query("lemma == @term")[["paragraph", "sentence"]]
    coded = book.coding.consensus.query("theme == @name")[["paragraph", "sentence"]]
    assert len(found) == len(found.merge(coded)) == 2
    (theme,) = [theme for theme in book.lexicon.themes if theme.id == name]
    assert term not in theme.terms, "the guide needs another example: this term is in the lexicon now"


@pytest.mark.parametrize("suffix", ["css", "html", "js", "opf", "xhtml"])
def test_no_line_of_a_script_a_style_sheet_or_a_template_is_over_110_characters(suffix):
    files = sorted((ROOT / "reading").rglob(f"*.{suffix}"))
    long = [
        f"{path.name}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 110
    ]
    assert files
    assert long == []
