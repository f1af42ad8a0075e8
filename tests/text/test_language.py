import pytest

from reading.text.language import ENGLISH, name_language
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
