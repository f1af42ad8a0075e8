"""The ids of paragraphs that an outline puts in another section."""

import pytest

from reading.new.section_ids import describe_ids, set_section_ids

IDS = ["trade/opening", "trade/ports", "trade/ships", "trade/fees"]


def write(path, *sections, end="\n"):
    """Write an outline of sections: an id, and the ids of paragraphs, which are titled by their numbers."""
    lines, number = ["source:", "  title: Trade", "sections:"], 0
    for section, names in sections:
        lines += [f"  - id: {section}  # a section", f"    title: {section}", "    paragraphs:"]
        for name in names:
            number += 1
            lines += [f"      - id: '{name}'  # words", f"        title: Part {number}"]
            lines += ["        sentences: 1"]
    path.write_bytes(end.join([*lines, ""]).encode())
    return path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new.yml"


def set_ids(path, *sections):
    """The new ids of the paragraphs of an outline, by those in the file."""
    return set_section_ids(write(path, *sections))[1]


def test_first_paragraph_of_a_new_section_is_its_opening_and_the_others_keep_their_names(path):
    assert set_ids(path, ("trade", IDS[:2]), ("sea", IDS[2:])) == {
        "trade/ships": "sea/opening",
        "trade/fees": "sea/fees",
    }


def test_section_with_another_id_takes_all_its_paragraphs(path):
    new = {name: name.replace("trade", "sea") for name in IDS}
    assert set_ids(path, ("sea", IDS)) == new


def test_title_makes_the_id_of_an_opening_that_comes_first_no_more(path):
    assert set_ids(path, ("sea", ["sea/opening", "trade/opening"])) == {"trade/opening": "sea/part-2"}


def test_taken_name_gives_way_to_one_that_the_title_makes(path):
    names = ["sea/ships", "trade/ships", "sea/part-2"]
    assert set_ids(path, ("sea", names)) == {"trade/ships": "sea/part-2-2"}
    # The person has named another paragraph `opening`.
    assert set_ids(path, ("sea", ["trade/fees", "sea/opening"])) == {"trade/fees": "sea/part-1"}


def test_id_that_stands_twice_is_a_mistake_and_stays(path):
    ids = set_ids(path, ("sea", ["sea/opening", "tarde/ships", "trade/fees", "trade/fees"]))
    assert ids == {"tarde/ships": "sea/ships"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_but_the_ids_stays_the_same_to_the_byte(path, end):
    write(path, ("trade", IDS[:2]), ("sea", IDS[2:]), end=end)
    before = path.read_bytes().decode()
    text, _ = set_section_ids(path)
    assert text == before.replace("trade/ships", "sea/opening").replace("trade/fees", "sea/fees")
    assert path.read_bytes().decode() == before


def test_ids_that_keep_their_names_share_a_line():
    assert list(describe_ids({"a/x": "b/opening", "a/y": "b/y", "a/z": "b/z", "c/y": "d/y"})) == [
        "renamed: a/x -> b/opening",
        "renamed: 2 ids of a, y to z -> b",
        "renamed: c/y -> d/y",
    ]
