import pytest

from reading.charts import divisions
from reading.data.document import Document, Outline


def document(*sizes):
    """A document of sections with so many paragraphs of ten tokens."""
    sections = [
        {
            "id": f"s{place}",
            "title": f"S{place}",
            "paragraphs": [
                {"id": f"s{place}/p{number}", "title": f"P{place}.{number}", "sentences": 1, "tokens": [10]}
                for number in range(size)
            ],
        }
        for place, size in enumerate(sizes)
    ]
    outline = Outline.model_validate({"source": {"title": "T"}, "sections": sections})
    return Document(outline, *[None] * 4)


def test_few_paragraphs_are_the_units():
    found = divisions.divide(document(2, 1))
    assert found.kind == "paragraph"
    assert list(found.frame["title"]) == ["P0.0", "P0.1", "P1.0"]
    assert list(found.frame["heading"]) == ["S0", "S0", "S1"]


def test_sections_are_the_units_if_paragraphs_are_too_many():
    found = divisions.divide(document(20, 10))
    assert found.kind == "section"
    assert found.frame[["unit", "title", "first", "tokens"]].to_numpy().tolist() == [
        ["s0", "S0", "s0/p0", 200],
        ["s1", "S1", "s1/p0", 100],
    ]
    assert found.by_paragraph["s1/p3"] == "s1"


@pytest.mark.parametrize("sizes", [(100,), (1,) * 60, (25,)])
def test_stretches_are_the_units_if_sections_are_one_or_too_many(sizes):
    found = divisions.divide(document(*sizes))
    assert found.kind == "stretch"
    assert 1 < len(found.frame) <= divisions.MAX_DIVISIONS
    assert found.frame["tokens"].sum() == 10 * sum(sizes)
    assert found.frame["title"].is_unique
    assert found.frame["title"].iloc[0] == "from P0.0"
