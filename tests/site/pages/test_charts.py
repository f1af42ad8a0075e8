"""Charts on pages: what a reader can copy of a chart that finds something."""

import yaml

from tests.conftest import ROOT


def test_a_finding_can_be_copied_with_its_numbers_its_doubt_and_its_citation(pages, figures):
    claims = yaml.safe_load((ROOT / "data/claims.yml").read_text(encoding="utf-8"))["claims"]
    by_text = {claim["says"]: claim for claim in claims.values()}
    copied = [text for page in pages.values() for text in page.select("[id$=-finding]")]
    assert len(copied) > 10
    for text in copied:
        figure, said = text.find_parent("figure"), " ".join(text.get_text().split())
        assert figure.select_one(f"button[data-copy='{text['id']}']")
        assert figure.figcaption.get_text(strip=True)[:20] in said
        assert figure.select_one("[id$=-cite]").get_text(strip=True) in said
        claim = next(claim for says, claim in by_text.items() if says in said)
        for side in (side for held in claim["holds"] for side in held.split() if side in figures):
            assert f"{side}: {figures[side]}" in said
        assert ("How firm?" in said) == ("rests" in claim)


def test_a_chart_without_a_claim_has_no_finding_to_copy(pages):
    (figure,) = pages["notebooks/own_text.html"].select("figure.chart")
    assert not figure.select("[id$=-finding]")
    assert figure.select_one("[id$=-cite]")


def test_no_drawing_shows_a_field_that_its_rows_lack(pages):
    """Vega writes `undefined` where a panel or a label has no value."""
    drawn = [
        (name, part.find_parent("figure")["id"], part.get_text(" "))
        for name, page in pages.items()
        for part in page.select("figure.chart svg")
    ]
    assert len(drawn) > 20
    assert [place for *place, text in drawn if "undefined" in text or "NaN" in text] == []
