"""Whose words a document uses: small examples by hand, and the years of two speakers against drawn ones."""

import math

import numpy as np
import pandas as pd

from reading.measures import users

USERS = pd.DataFrame(
    [
        *[("peace", "a", 1), ("peace", "b", 2), ("peace", "c", 3)],
        *[("trade", "b", 1), ("trade", "c", 2)],
        # Two who tie share the last of their ranks.
        *[("war", "a", 2), ("war", "c", 2)],
    ],
    columns=["lemma", "speaker", "rank"],
)


def counts(rows, columns=("lemma", "count")):
    return pd.DataFrame(rows, columns=list(columns))


def compare(own, others, most):
    others = counts(others, ("speaker", "lemma", "count"))
    return users.compare_shares(counts(own), others, USERS, most=most).set_index("speaker")


def test_a_share_is_of_the_tokens_that_a_speaker_uses_most():
    found = compare([("peace", 3), ("trade", 2), ("war", 1), ("sea", 4)], [], most=1)
    assert found["count"].to_dict() == {"a": 3, "b": 2, "c": 0}
    assert found["share"].to_dict() == {"a": 0.3, "b": 0.2, "c": 0}
    assert found["p"].tolist() == [1, 1, 1]
    assert compare([("war", 1)], [], most=2)["count"].to_dict() == {"a": 1, "b": 0, "c": 1}


def test_those_who_come_after_the_speaker_of_a_text_move_up():
    others = [("a", "peace", 1), ("a", "war", 1), ("b", "trade", 3), ("b", "sea", 1), ("x", "trade", 1)]
    shares = users.share_texts(counts(others, ("speaker", "lemma", "count")), USERS, most=1)
    # Without a, b is the first for peace and c the only one for war; without b, c is the first for trade.
    assert shares.loc["a", ["b", "c"]].tolist() == [0.5, 0.5]
    assert shares.loc["b", ["a", "c"]].tolist() == [0, 0.75]
    assert math.isnan(shares.loc["a", "a"])
    assert shares.loc["x"].tolist() == [0, 1, 0]


def test_the_texts_that_reach_a_share_are_counted_with_the_document():
    others = [("b", "peace", 1), ("b", "sea", 1), ("c", "sea", 1), ("x", "peace", 1)]
    found = compare([("peace", 1), ("sea", 1)], others, most=1)
    assert found.loc["a", ["texts", "highest", "highest_speaker", "reached", "p"]].tolist() == [
        *(3, 1, "x", 2, 3 / 4)
    ]
    assert found.loc["b", "texts"] == 2


def test_an_interval_comes_from_sentences_drawn_within_their_sections():
    hits, sizes = np.array([[2.0, 0], [0, 2], [4, 0]]), np.array([2.0, 2, 4])
    low, high = users.share_interval(hits, sizes, ["a", "a", "b"])
    assert low.tolist() == [0.5, 0]
    assert high.tolist() == [1, 0.5]


def test_the_test_is_right_as_often_as_it_says_where_nothing_but_chance_is_at_work():
    random = np.random.default_rng(5)
    lengths = random.integers(800, 4000, (2, 12))
    rates = random.uniform(0.0001, 0.001, 400)
    has = random.random((400, 2, 12)) < 1 - np.exp(-rates[:, np.newaxis, np.newaxis] * lengths)
    p, _ = users.compare_pairs(has[:, 0], has[:, 1], *lengths)
    for level in (0.05, 0.2):
        assert (p <= level).mean() <= level + 2 * math.sqrt(level * (1 - level) / len(p))
