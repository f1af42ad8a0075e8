"""The line on how firm a claim is stands under its chart, and in prose, as the tables have it."""

import re

from reading.formatting import name_sentence
from reading.tables.firmness_lines import describe_firmness
from reading.tables.labels import label_key


def read(book, claim):
    """The line of a claim as text."""
    parts = describe_firmness(book, claim)
    return "".join(
        part if isinstance(part, str) else name_sentence(label_key(book, "paragraph", part[0]), part[1])
        for part in parts
    )


def squeeze(tag):
    return re.sub(r"\s+", " ", tag.get_text()).strip()


def test_each_inferential_claim_has_its_line_on_a_page_and_no_other_line_is_there(pages, book):
    lines = {read(book, claim) for claim in book.claims if claim.rests}
    shown = [squeeze(line) for page in pages.values() for line in page.select("span.firm")]
    found = {text.removeprefix("How firm? ").removesuffix(" Code them yourself.") for text in shown}
    assert found == lines


def test_its_sentences_lead_to_their_retelling_and_to_the_page_for_coding(pages):
    page = pages["notebooks/themes.html"]
    line = next(line for line in page.select("p.firm") if "all these 3 sentences" in line.get_text())
    figure = line.find_previous("figure")
    assert "Partnership alone" in figure.figcaption.get_text()
    links = [link["href"] for link in line.find_all("a")]
    assert links[0] == "firmness.html"
    assert links[-1] == "../coding.html"
    assert len(links) == 5
    assert all(re.fullmatch(r"\.\./chapters/\S+#s\d+", link) for link in links[1:-1])
    assert not line.find_parent("details")
