import pytest

from reading.text.language import is_english
from tests.new.documents import BRIEF

GERMAN = (
    "Die F\u00e4hre kommt heute wieder zu sp\u00e4t, und niemand im Hafen wei\u00df, warum wir warten. "
    "Seit zwanzig Jahren hat die Stadt keine Schule mehr, und der Arzt wohnt anderswo."
)
PAPER = (
    "Harbour simulation packages estimate vessel arrival distributions, compare quay allocation rules, "
    "support parallel computation, integrate weather forecasts, evaluate other scheduling policies, "
    "report calibrated uncertainty intervals, export standard data formats."
)


@pytest.mark.parametrize("text", [BRIEF, PAPER, f"{BRIEF} {GERMAN}"])
def test_english_is_told_also_with_few_small_words_or_with_a_quotation(text):
    assert is_english(text)


def test_another_language_is_not_english():
    assert not is_english(GERMAN)
