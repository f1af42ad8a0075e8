"""Running heads name the parts of a text that have no headings."""

import pytest

from reading.documents.plain.running_parts import find_captions, find_running_parts
from reading.new.outline import propose_outline

NAMES = (
    ["Summary"] * 2 + ["Opinion of the Council"] * 3 + ["BERG, J., concurring"] + ["LEE, J., dissenting"] * 2
)


def make_pages(names=NAMES, first="Ports v. Ships", text="The ships load"):
    return [
        [f"{place} {first}", name, f"{text} at quay {chr(97 + place)}."]
        for place, name in enumerate(names, 1)
    ]


def test_names_that_stand_only_above_the_pages_of_their_parts_are_found():
    assert find_running_parts(make_pages()) == (1, NAMES)
    # A judge's letter ends no sentence.
    judged = [name.replace("BERG, J., concurring", "Opinion of BERG, J.") for name in NAMES]
    assert find_running_parts(make_pages(judged)) == (1, judged)
    # A page may be blank.
    assert find_running_parts([*make_pages(), []]) == (1, [*NAMES, ""])


@pytest.mark.parametrize(
    "names",
    [
        ["Summary", "Opinion", "Berg"] * 3,
        ["Summary"] * 8,
        ["Title", "Contents", *["The ports of the north"] * 6],
        [name.replace("Summary", "They wait.") for name in NAMES],
    ],
)
def test_heads_that_alternate_or_do_not_change_or_are_sentences_name_no_parts(names):
    assert find_running_parts(make_pages(names)) is None


def test_heads_that_repeat_headings_of_the_text_name_no_parts():
    pages = make_pages()
    for place, heading in ((0, "1. SUMMARY"), (2, "2. OPINION OF THE COUNCIL")):
        pages[place].append(heading)
    assert find_running_parts(pages) is None


def test_a_caption_stands_at_the_start_of_several_parts():
    starts = [["THE COUNCIL", "No. 7", f"{name} waits."] for name in ("Ann", "Ben", "Carl")]
    assert find_captions(starts) == {"THE COUNCIL", "No. 7"}
    assert find_captions(starts[:2]) == set()


def test_the_parts_are_the_sections_and_their_captions_are_left_out(tmp_path):
    pages = []
    for place, (head, name, _) in enumerate(make_pages()):
        caption = "THE COUNCIL OF THE COAST\n\n" if name not in NAMES[:place] else ""
        prose = f"{name.split()[0]} wrote that the ships load grain at the quay, and sail on day {place}. "
        pages.append(f"{head}\n\n     {name}\n\n{caption}{prose * 3}")
    path = tmp_path / "text.txt"
    path.write_text("\n\f".join(pages))
    proposal = propose_outline(path)
    assert [section.title for section in proposal.outline.sections] == list(dict.fromkeys(NAMES))
    assert "COUNCIL OF THE COAST" not in proposal.source.text
    assert any("a caption of up to 1 line" in line for line in proposal.source.stripped)
