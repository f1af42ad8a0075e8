"""Plain text: which lines are marked as headings, at which level."""

import pytest

from reading.new.plain import mark_headings

PROSE = (
    "Ships load grain at the piers of the town, and they wait there for the tide,\n"
    "which comes late in the evening.\n"
)


def headings(text):
    return [line for line in mark_headings(text).split("\n") if line.startswith("#")]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["Ports and ships", "Lights"], ["## Ports and ships", "## Lights"]),
        (["1. Ports", "1.1 Ships", "2. Lights"], ["## 1. Ports", "### 1.1 Ships", "## 2. Lights"]),
        (["PORTS", "1) Ships", "LIGHTS"], ["## PORTS", "### 1) Ships", "## LIGHTS"]),
        (["Part One", "Chapter 1", "Article 2."], ["## Part One", "### Chapter 1", "#### Article 2."]),
        (
            ["CHAPTER I\n\nTHE PIER", "CHAPTER II\n\nTHE SHIP"],
            ["## CHAPTER I: THE PIER", "## CHAPTER II: THE SHIP"],
        ),
        (["Preface", "CHAPTER I", "Annex A"], ["## Preface", "## CHAPTER I", "## Annex A"]),
        (["Ports\n=====", "Ships\n-----"], ["## Ports", "### Ships"]),
        (["I. Ports", "A. Ships", "II. Lights"], ["## I. Ports", "### A. Ships", "## II. Lights"]),
    ],
)
def test_forms_of_headings_have_levels(found, expected):
    text = "A Plan for the Coast\n\n" + "\n".join(f"{heading}\n\n{PROSE}" for heading in found)
    assert headings(text) == ["# A Plan for the Coast", *expected]


def test_sentences_items_and_lists_of_contents_are_text():
    text = (
        f"The Plan\n\nChapter 1\nChapter 2\nChapter 3\n\nChapter 1\n\n{PROSE}\nIt says so.\n\n"
        f"1. We ask for lights.\n2. We pay.\n\n{PROSE}"
    )
    assert headings(text) == ["# The Plan", "## Chapter 1"]


def test_lines_are_joined_as_they_were_broken():
    assert (
        "Ships load grain at the piers of the town, and they wait there for the tide, which"
        in mark_headings(PROSE)
    )
    lines = "Ports\nThe 20\nth ship of this long and rainy winter came to the\nport.\nNobody came.\n"
    assert mark_headings(lines).split("\n\n")[1:] == [
        "The 20th ship of this long and rainy winter came to the port.",
        "Nobody came.\n",
    ]
