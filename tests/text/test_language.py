import pytest

from reading.text.language import is_english
from tests.new import documents

GERMAN = (
    "Die F\u00e4hre kommt heute wieder zu sp\u00e4t, und niemand im Hafen wei\u00df, warum wir warten. "
    "Seit zwanzig Jahren hat die Stadt keine Schule mehr, und der Arzt wohnt anderswo."
)
FRENCH = (
    "Le bateau arrive encore en retard, et personne au port ne sait pourquoi. "
    "Depuis longtemps la ville a perdu son \u00e9cole, et le m\u00e9decin est parti quand la route a disparu."
)
POLISH = (
    "Prom znowu si\u0119 sp\u00f3\u017ania i nikt w porcie nie wie, dlaczego od rana czekamy na ten statek. "
    * 2
)
PAPER = (
    "Harbour simulation packages estimate vessel arrival distributions, compare quay allocation rules, "
    "support parallel computation, integrate weather forecasts, evaluate other scheduling policies, "
    "report calibrated uncertainty intervals, export standard data formats."
)
CHINESE = "\u4e2d\u56fd\u4e0e\u4e16\u754c\u79e9\u5e8f\u7684\u65b0\u613f\u666f\u3002" * 3


@pytest.mark.parametrize(
    "text", [documents.BRIEF, documents.SPEECH, documents.NOTE, PAPER, f"{documents.SPEECH} {GERMAN}"]
)
def test_english_is_told_also_with_few_small_words_or_with_a_quotation(text):
    assert is_english(text)


@pytest.mark.parametrize("text", [GERMAN, FRENCH, POLISH, CHINESE])
def test_other_languages_are_not_english(text):
    assert not is_english(text)
