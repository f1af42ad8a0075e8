import pytest

from reading.text.language import ENGLISH, find_other_language, name_language
from tests.new import documents

GERMAN = (
    "Die Fähre kommt heute wieder zu spät, und niemand im Hafen weiß, warum wir warten. "
    "Seit zwanzig Jahren hat die Stadt keine Schule mehr, und der Arzt wohnt anderswo."
)
FRENCH = (
    "Le bateau arrive encore en retard, et personne au port ne sait pourquoi. "
    "Depuis longtemps la ville a perdu son école, et le médecin est parti quand la route est tombée."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (documents.BRIEF, ENGLISH),
        (documents.SPEECH, ENGLISH),
        (documents.NOTE, ENGLISH),
        ("中国与世界秩序的新愿景。" * 3, "Chinese"),
        ("船は今日も遅れています。港の誰も理由を知りません。", "Japanese"),
        ("Паром сегодня снова опаздывает, и никто не знает почему.", "a language in Cyrillic letters"),
        (GERMAN, "German"),
        (FRENCH, "French"),
    ],
)
def test_the_language_of_a_text_is_named(text, language):
    assert name_language(text) == language


def test_an_english_text_with_a_quotation_in_another_language_is_english():
    assert name_language(f"{documents.SPEECH} {GERMAN} 中国与世界秩序的新愿景。") == ENGLISH


def test_a_technical_text_with_few_small_words_is_english_and_one_in_an_unlisted_language_is_not():
    paper = (
        "Harbour simulation packages estimate vessel arrival distributions, compare quay allocation rules, "
        "support parallel computation, integrate weather forecasts, evaluate other scheduling policies, "
        "report calibrated uncertainty intervals, export standard data formats."
    )
    polish = "Prom znowu się spóźnia i nikt w porcie nie wie, dlaczego od rana czekamy na ten statek. " * 2
    assert name_language(paper) == ENGLISH
    assert name_language(polish) == "a language other than English"


def test_a_language_in_which_a_part_of_a_text_is_is_named_with_its_words():
    english = documents.SPEECH.split("\n")
    assert find_other_language([*english, *[GERMAN] * 6]) == ("German", 5 * len(GERMAN.split()))


def test_a_quotation_in_another_language_and_lists_of_names_are_not_reported():
    english = documents.SPEECH.split("\n") * 2
    names = (
        "Elm Bay, Oslo, Bergen, Kiel, Lund, Ystad, Malmo, Turku, Tallinn, Riga, Ventspils, Gdynia, Rostock"
    )
    assert find_other_language([*english, GERMAN]) == ("", 0)
    assert find_other_language([*english, *[names] * 12]) == ("", 0)
