"""`agrees` compares what a cell has counted with what the book publishes."""

import pytest

from reading import tables
from reading.show import agrees
from reading.show.agreement import DisagreementError

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def counted():
    return tables.words().groupby("lemma", as_index=False)["count"].sum()


def test_a_frame_that_agrees_is_returned(counted):
    assert agrees(counted, "terms") is counted
    assert agrees(counted.head(2), "terms").equals(counted.head(2))


def test_a_value_that_differs_is_named_with_its_row_and_column(counted):
    counted.loc[counted["lemma"] == "trade", "count"] += 1
    with pytest.raises(DisagreementError, match="terms, row trade, column count: computed 4, published 3"):
        agrees(counted, "terms")


def test_decimals_agree_up_to_the_last_digits(counted):
    rates = tables.terms()[["term", "rate"]]
    agrees(rates.assign(rate=rates["rate"].astype(float) * (1 + 1e-12)), "terms")
    with pytest.raises(DisagreementError, match="column rate"):
        agrees(rates.assign(rate=rates["rate"].astype(float) * (1 + 1e-6)), "terms")


def test_a_missing_value_agrees_with_a_missing_one_alone():
    frame = tables.terms()[["term", "rate_low"]]
    assert frame["rate_low"].isna().any()
    agrees(frame, "terms")
    with pytest.raises(DisagreementError, match="published"):
        agrees(frame.assign(rate_low=frame["rate_low"].fillna(0)), "terms")


def test_a_row_that_is_not_published_is_an_error(counted):
    counted.loc[0, "lemma"] = "whale"
    with pytest.raises(DisagreementError, match="row whale: it is not published"):
        agrees(counted, "terms")


def test_a_frame_with_nothing_to_compare_is_an_error(counted):
    with pytest.raises(DisagreementError, match="has the columns term, label"):
        agrees(counted.rename(columns={"count": "times"}), "terms")
    with pytest.raises(DisagreementError, match="has the columns section, term"):
        agrees(counted, "terms-by-section")


def test_two_keys_find_a_row():
    counted = tables.words().groupby(["section", "lemma"], as_index=False)["count"].sum()
    agrees(counted, "terms-by-section")
    counted["count"] += 1
    with pytest.raises(DisagreementError, match=r"row harbour\.\w+, column count"):
        agrees(counted, "terms-by-section")


def test_a_number_is_compared_with_one_cell():
    assert agrees(len(tables.sentences()), "document.sentences") == len(tables.sentences())
    with pytest.raises(DisagreementError, match=r"document\.sentences: computed 99, published"):
        agrees(99, "document.sentences")


@pytest.mark.parametrize("name", ["document.sentence", "documents"])
def test_a_wrong_name_gets_the_nearest_right_one(name, counted):
    with pytest.raises(DisagreementError, match="did you mean"):
        agrees(counted if "." not in name else 1, name)
