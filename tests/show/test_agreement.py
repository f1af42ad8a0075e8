"""`agrees` compares what a cell has counted with what the book publishes."""

import pytest

from reading import tables
from reading.show import agrees
from reading.show.agreement import DisagreementError

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def counted():
    return tables.words().groupby("lemma", as_index=False)["count"].sum()


@pytest.fixture
def building(monkeypatch):
    monkeypatch.setenv("READING_BUILD", "1")


def test_a_frame_that_agrees_is_returned(counted):
    assert agrees(counted, "terms") is counted
    assert agrees(counted.head(2), "terms").equals(counted.head(2))


def test_a_difference_is_an_error_in_a_build_and_elsewhere_a_warning(counted, monkeypatch):
    counted.loc[counted["lemma"] == "trade", "count"] += 1
    differs = "publishes: terms, row trade, column count: here 4, there 3"
    with pytest.warns(UserWarning, match=rf"{differs}\. That is fine if you changed something\."):
        assert agrees(counted, "terms") is counted
    monkeypatch.setenv("READING_BUILD", "1")
    with pytest.raises(DisagreementError, match=f"{differs}$"):
        agrees(counted, "terms")


def test_the_number_of_other_differences_is_named(counted):
    counted["count"] += 1
    with pytest.warns(UserWarning, match=rf"here \d+, there \d+, and {len(counted) - 1} more\. That"):
        agrees(counted, "terms")


@pytest.mark.usefixtures("building")
def test_decimals_agree_up_to_the_last_digits():
    rates = tables.terms()[["term", "rate"]]
    agrees(rates.assign(rate=rates["rate"].astype(float) * (1 + 1e-12)), "terms")
    with pytest.raises(DisagreementError, match="column rate"):
        agrees(rates.assign(rate=rates["rate"].astype(float) * (1 + 1e-6)), "terms")


@pytest.mark.usefixtures("building")
def test_a_missing_value_agrees_with_a_missing_one_alone():
    frame = tables.terms()[["term", "rank"]]
    assert frame["rank"].isna().any()
    agrees(frame, "terms")
    with pytest.raises(DisagreementError, match="publishes"):
        agrees(frame.assign(rank=frame["rank"].fillna(0)), "terms")


@pytest.mark.usefixtures("building")
def test_a_row_that_is_not_published_is_a_difference(counted):
    counted.loc[0, "lemma"] = "whale"
    with pytest.raises(DisagreementError, match="row whale: it is not published"):
        agrees(counted, "terms")


def test_a_column_that_the_table_lacks_is_an_error_unless_the_call_names_others(counted):
    with pytest.raises(DisagreementError, match=r"terms has no column cuont \(did you mean 'count'\?\)"):
        agrees(counted.rename(columns={"count": "cuont"}), "terms")
    with pytest.raises(DisagreementError, match=r"terms has term, label, .*; the frame has lemma, count, of"):
        agrees(counted.assign(of=9), "terms")
    assert "of" in agrees(counted.assign(of=9), "terms", columns=["count"])
    with pytest.raises(DisagreementError, match="the frame has no column rate"):
        agrees(counted, "terms", columns=["rate"])
    with pytest.raises(DisagreementError, match="the frame has no column section"):
        agrees(counted, "terms-by-section")


@pytest.mark.parametrize(
    ("make", "name", "message"),
    [
        (lambda frame: frame.head(0), "terms", "terms, of which here is no row"),
        (len, "document.sentence", "document.sentence is not published .did you mean 'document.sentences'"),
    ],
    ids=["no rows", "no number"],
)
def test_what_cannot_be_compared_is_an_error_in_a_build_and_elsewhere_a_warning(
    make, name, message, counted, monkeypatch
):
    with pytest.warns(UserWarning, match=message):
        agrees(make(counted), name)
    monkeypatch.setenv("READING_BUILD", "1")
    with pytest.raises(DisagreementError, match=message):
        agrees(make(counted), name)


def test_a_frame_with_nothing_to_compare_or_doubled_rows_is_an_error(counted):
    with pytest.raises(DisagreementError, match="no columns but the keys"):
        agrees(counted[["lemma"]], "terms")
    doubled = counted.loc[[0, 0]]
    with pytest.raises(DisagreementError, match=r"two rows eastland$"):
        agrees(doubled, "terms")


@pytest.mark.usefixtures("building")
def test_two_keys_find_a_row():
    counted = tables.words().groupby(["section", "lemma"], as_index=False)["count"].sum()
    agrees(counted, "terms-by-section")
    counted["count"] += 1
    with pytest.raises(DisagreementError, match=r"row harbour\.\w+, column count"):
        agrees(counted, "terms-by-section")


@pytest.mark.usefixtures("building")
def test_a_number_is_compared_with_one_cell():
    assert agrees(len(tables.sentences()), "document.sentences") == len(tables.sentences())
    with pytest.raises(DisagreementError, match=r"document\.sentences: here 99, there"):
        agrees(99, "document.sentences")


def test_a_wrong_table_gets_the_nearest_right_one(counted):
    with pytest.raises(DisagreementError, match="did you mean"):
        agrees(counted, "documents")
