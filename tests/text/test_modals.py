"""Modal verbs."""

import pytest

from reading.text.modals import find_modals


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("Ships may come, and they won't wait.", ["may", "will"]),
        ("In May the political will was there, and so was the might of the fleet.", []),
        ("May we ask what can be done?", ["may", "can"]),
        ("This will help the towns that will grow.", ["will", "will"]),
        ("We cannot wait; we can't, and nobody can not wait.", ["can", "can", "can"]),
        ("They ought to go. They CAN.", ["ought", "can"]),
        ("The can-do council willed it.", []),
    ],
)
def test_modal_verbs_are_told_from_their_namesakes(sentence, verbs):
    assert [*find_modals(sentence)] == verbs
