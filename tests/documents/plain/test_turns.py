import pytest

from reading.documents.plain.turns import strip_turns
from reading.files.read import Line

ANSWERS = ["Who of you saw the ships?", "I saw them at noon.", "Do you know Oslo?", "We have been there."]


def strip(text, **options):
    return strip_turns([Line(number, line) for number, line in enumerate(text.split("\n"), 1)], **options)


def read(turns):
    return [line.text.strip() for line in turns.lines if line.text.strip()]


def talk(*labels):
    """A conversation in which the labels take turns, each in a paragraph of its own."""
    pairs = zip(labels * 6, ANSWERS * 3, strict=False)
    return "\n\n".join(f"{label}{text}" for label, text in pairs)


@pytest.mark.parametrize(
    ("labels", "speakers"),
    [
        (("Q ", "A. "), ["Q", "A"]),
        (("Q. ", "THE WITNESS: "), ["Q", "THE WITNESS"]),
        (("THE PRESIDENT: ", "MR. McLEE: "), ["THE PRESIDENT", "MR. McLEE"]),
        (("Ann Lee: ", "Ben Mills, Ph.D: "), ["Ann Lee", "Ben Mills"]),
        (("Ann van der Lee: ", "Ben de Boer: "), ["Ann van der Lee", "Ben de Boer"]),
        (("ALGERNON.\n", "LADY BRACKNELL.\n"), ["ALGERNON", "LADY BRACKNELL"]),
        (("HAMLET. ", "HORATIO. "), ["HAMLET", "HORATIO"]),
        (("_Ogre_\n\n", "_Frog-eye_\n\n"), ["Ogre", "Frog-eye"]),
        (("NORA ", "CATHLEEN "), ["NORA", "CATHLEEN"]),
        (("Mr. SMITH. ", "The CHAIRMAN. "), ["Mr. SMITH", "The CHAIRMAN"]),
        (("JIM, MRS. LEE, AND BEN. ", "JIM. ", "MRS. LEE. ", "BEN. "), ["JIM", "MRS. LEE", "BEN"]),
        (("SPEAKER 1: ", "SPEAKER 2: "), ["SPEAKER 1", "SPEAKER 2"]),
    ],
)
def test_labels_of_a_conversation_are_left_out_and_named(labels, speakers):
    turns = strip(talk(*labels))
    assert turns.speakers == speakers
    assert read(turns) == ANSWERS * 3
    assert turns.stripped == ["the labels of 12 turns"]


@pytest.mark.parametrize(
    "text",
    [
        # Labels of a list: nobody says I or you, or there is one label only.
        "\n\n".join(["Command: JOIN takes one name.", "Example: JOIN ports opens a port."] * 6),
        "\n\n".join(["Goal: You see what we do in our ports."] * 6),
        # Few of many paragraphs.
        "\n\n".join([talk("Ann: ", "Ben: "), *["The ships sail on to the north."] * 60]),
        "\n\n".join(["A ship sails to us.", "I like it.", "NATO is old.", "Ships sail."] * 4),
        "\n\n".join([f"CHAPTER {number}\n\nSCENE.\n\nI saw you." for number in "IVX"]),
        "\n\n".join(["However: I know you.", "(a) Ships are ours.", "Did we see you?"] * 4),
    ],
)
def test_what_opens_several_paragraphs_of_prose_is_no_label(text):
    turns = strip(text)
    assert (turns.speakers, turns.stripped) == ([], [])
    assert "\n".join(line.text for line in turns.lines) == text


def test_who_speaks_once_in_a_conversation_has_a_label_too():
    text = "\n\n".join(["MR. LEE: Is it you?", "MR. MILLS: I am here."] * 3)
    middle = f"{text}\n\nAIDE: Thank you.\n\n{text}\n\nSECTION: Ports"
    turns = strip(middle)
    assert turns.speakers == ["MR. LEE", "MR. MILLS", "AIDE"]
    assert read(turns)[-1] == "SECTION: Ports"


def test_turns_in_the_items_of_minutes_are_found_and_keep_their_bullets():
    turns = strip(talk("- Ann: ", "- Ben: "))
    assert turns.speakers == ["Ann", "Ben"]
    assert read(turns)[:2] == [f"- {text}" for text in ANSWERS[:2]]
    listed = "\n\n".join(f"- {name}: there are some here." for name in ["Ports", "Ships"] * 4)
    assert strip(listed).speakers == []


def test_a_speech_names_its_speaker_once():
    turns = strip("THE PRESIDENT: My friends, we meet again.\n\nTHE PROBLEM: it is cold.")
    assert turns.speakers == ["THE PRESIDENT"]
    assert read(turns) == ["My friends, we meet again.", "THE PROBLEM: it is cold."]


def test_a_direction_stays_when_its_label_goes():
    text = talk("NORA [In a low voice.]\n\n", "MAURYA (aside): ")
    assert read(strip(text))[:4] == [
        "[In a low voice.]",
        ANSWERS[0],
        f"(aside) {ANSWERS[1]}",
        "[In a low voice.]",
    ]


def test_headings_are_no_labels():
    text = talk("ANN: ", "BEN: ")
    assert read(strip(f"{text}\n\nCARL: Ports\n\n{text}"))[12] == "Ports"
    assert read(strip(f"{text}\n\nCARL: Ports\n\n{text}", headings=["CARL: Ports"]))[12] == "CARL: Ports"


def test_noises_of_the_audience_are_left_out():
    text = (
        "We thank you. (Applause.) We -- (laughter) -- wait.\n\n(Laughter and applause.)\n\n"
        "[Inaudible.]\n\nThe applause (long applause that we liked) was loud."
    )
    turns = strip(text)
    assert read(turns) == [
        "We thank you. We -- wait.",
        "The applause (long applause that we liked) was loud.",
    ]
    assert turns.stripped == ["4 noises of the audience, such as (Applause.)"]


def test_times_of_a_transcript_are_left_out_with_the_place_above_them():
    place = "The Quay\nOslo, May 2\n\n12:57 P.M. EST"
    turns = strip(f"A speech on ports\n\n{place}\n\nWe met at 12:57 P.M. in Oslo.\n\nEND 1:14 P.M. EST")
    assert read(turns) == ["A speech on ports", "We met at 12:57 P.M. in Oslo."]
    assert turns.stripped == ["2 times of day", "the place and the date (The Quay Oslo, May 2)"]
    # The first line is the title, unless that is known.
    text = "A speech on ports\n\n9:10 p.m.\n\nWe met."
    assert read(strip(text)) == ["A speech on ports", "We met."]
    assert read(strip(text, is_titled=True)) == ["We met."]


def test_places_in_a_recording_are_left_out_of_a_conversation():
    text = talk("Ann: [04:14] ", "Ben: ")
    assert read(strip(text)) == ANSWERS * 3
    assert read(strip("We read [04:14] in it.")) == ["We read [04:14] in it."]


def test_several_known_speakers_may_have_one_label():
    text = talk("ANN.\n", "VON LEE.\n")
    others = "ANN, VON LEE, AND ANN.\n\nHear!\n\nANN and VON LEE: Hear!\n\nANN AND BEN.\n\nHear!"
    turns = strip(f"{text}\n\n{others}\n\n{text}")
    assert turns.speakers[:2] == ["ANN", "VON LEE"]
    assert read(turns)[12:16] == ["Hear!", "Hear!", "Hear!", ANSWERS[0]]


def test_the_speech_of_several_speakers_may_follow_their_names_without_a_mark():
    text = "ANN Who are you?\n\nBEN I am Ben.\n\n" * 3
    turns = strip(f"{text}ANN AND BEN OH.\n\nANN AND CARL SAIL.\n\n{text}")
    assert [line.text for line in turns.lines if line.text][6:8] == ["OH.", "ANN AND CARL SAIL."]
    # Where labels have a mark, names without one are part of a sentence.
    marked = text.replace("ANN ", "ANN. ").replace("BEN I", "BEN. I")
    assert "ANN AND BEN OH." in [line.text for line in strip(f"{marked}ANN AND BEN OH.\n\n{marked}").lines]


def test_a_line_that_says_what_a_speaker_does_is_a_label():
    text = "_Ann_\n\nWho are you?\n\n_Ben_\n\nI am Ben.\n\n" * 3
    turns = strip(
        f"{text}_Ann sings_\n\nI wait for you.\n\nAnn sings\nto me.\n\n_Carl sings_\n\nI wait.\n\n{text}"
    )
    kept = [line.text for line in turns.lines if line.text]
    assert kept[6:10] == ["I wait for you.", "Ann sings", "to me.", "_Carl sings_"]
