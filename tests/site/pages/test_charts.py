"""The drawings of charts on pages."""


def test_no_drawing_shows_a_field_that_its_rows_lack(pages):
    """Vega writes `undefined` where a panel or a label has no value."""
    drawn = [
        (name, part.find_parent("figure")["id"], part.get_text(" "))
        for name, page in pages.items()
        for part in page.select("figure.chart svg")
    ]
    assert len(drawn) > 20
    assert [place for *place, text in drawn if "undefined" in text or "NaN" in text] == []
