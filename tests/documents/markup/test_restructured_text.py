"""What is read of reStructuredText, and what is left out of it and named."""

from pathlib import Path

import pytest

from reading.documents import any_format
from reading.documents.markup import restructured_text

PATH = Path("harbour.rst")


def read(text):
    return restructured_text.read(PATH, text)


def list_paragraphs(text):
    return [(part.level, part.text) for part in read(text).paragraphs]


def test_headings_have_the_level_of_their_underline():
    text = "=====\nPorts\n=====\n\nShips load.\n\nOld\n---\n\nThey wait.\n\nNew\n---\n\nThey sail.\n"
    assert list_paragraphs(text) == [
        *[(1, "Ports"), (0, "Ships load."), (2, "Old"), (0, "They wait."), (2, "New"), (0, "They sail.")]
    ]


def test_a_heading_at_a_level_that_docutils_does_not_expect_is_kept():
    text = "Ports\n=====\n\nOld\n---\n\nIt waits.\n\nShips\n=====\n\nThree\n^^^^^\n\nThey sail.\n"
    text += "\nDone\n----\n\nYes.\n"
    assert [text for level, text in list_paragraphs(text) if level] == [
        "Ports",
        "Old",
        "Ships",
        "Three",
        "Done",
    ]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        (
            "*All* **ships** of `Elm Bay <https://elm.example>`_ load ``grain``.",
            "All ships of Elm Bay load grain.",
        ),
        ("See :pep:`8`, :ref:`the quay <quay>` and :class:`~ships.Boat`.", "See PEP 8, the quay and Boat."),
        (
            "The :no-such-role:`crew` waits, see `the list`_ of |ships|.",
            "The crew waits, see the list of ships.",
        ),
        ("It sails [1]_, as others do [#two]_.", "It sails, as others do."),
        ("| It sails\n| at noon.", "It sails at noon."),
        ("Ferry\n   It carries cars.", "Ferry: It carries cars."),
        ("A ferry that\n   carries cars.", "A ferry that carries cars."),
        (".. note:: It sails.", "It sails."),
        (".. warning::\n   :class: loud\n\n   It sails.", "It sails."),
        (".. versionchanged:: 3.2\n   It sails.", "It sails."),
        ("|harbour| |quay|\n\n.. |harbour| image:: a.png\n.. |quay| image:: b.png\n\nIt sails.", "It sails."),
        ("It is |today|.\n\n.. |today| date::", "It is today."),
        ("|harbour| sails.\n\n.. |harbour| replace:: Elm", "Elm sails."),
    ],
)
def test_markup_gives_its_text(marked, plain):
    texts = [" ".join(part.text.split()) for part in read(marked).paragraphs]
    assert list(filter(None, texts)) == [plain]


def test_brackets_of_a_later_paragraph_stay_where_an_issue_number_is_left_out():
    text = "It sails (:issue:`3`).\n\nCall ``sail()`` again.\n"
    assert list_paragraphs(text) == [(0, "It sails."), (0, "Call sail() again.")]


def test_a_role_that_names_a_label_gives_the_title_of_its_section():
    text = "See :ref:`old-quay`.\n\n.. _old-quay:\n\nThe old quay\n============\n\nIt is closed.\n"
    assert list_paragraphs(text)[0] == (0, "See The old quay.")


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("::\n\n   load(grain)", "1 code block"),
        (">>> load()\n1", "1 code block"),
        (".. code-block:: python\n   :linenos:\n\n   load(grain)", "1 code block"),
        ("== ==\na  b\n== ==", "1 table: 2 words"),
        (".. list-table::\n\n   * - a\n     - b", "1 table"),
        (".. image:: ship.png", "1 picture"),
        (".. figure:: ship.png\n\n   A ship.", "1 picture"),
        (".. contents:: Contents\n   :depth: 2", "1 contents list"),
        (".. Nobody reads this.", "1 comment"),
        (".. _quay: https://elm.example", "1 link target"),
        (".. [1] All of the ships.", "1 footnote: 4 words"),
        (":Status: Draft\n:Created: 2020-01-01", "2 fields"),
        ("-a  all\n-b  both", "1 option list"),
        (".. include:: /etc/hostname", "1 directive (include)"),
        (".. raw:: html\n\n   <b>no</b>", "1 directive (raw)"),
        (".. no-such-directive:: x\n   :option: y\n\n   Text of it.", "1 directive (no-such-directive)"),
    ],
)
def test_what_is_no_prose_is_left_out_and_named(markup, line, capsys):
    converted = read(f"Ships load.\n\n{markup}\n\nThey sail.\n")
    assert [part.text for part in converted.paragraphs] == ["Ships load.", "They sail."]
    assert converted.stripped == [line]
    assert capsys.readouterr() == ("", "")


def test_fields_name_the_authors():
    assert (
        read(":Author: Ann Lee <ann@elm.example>\n:Author: Bo Ray\n\nShips load.\n").author
        == "Ann Lee, Bo Ray"
    )


def test_docutils_itself_is_left_as_it_was():
    from docutils.parsers.rst import directives, roles

    before = directives.directive, roles.role
    read(".. note:: Ships.\n")
    assert (directives.directive, roles.role) == before


HEAD = "PEP: 9\nTitle: Ports\nAuthor: Ann Lee\n\n"
BODY = "Ships\n=====\n\nSee :pep:`8`, ``load()`` and `Elm`_.\n\nBoats\n=====\n\nThey sail. So::\n\n"
BODY += "    sail(now)\n\n.. _Elm: e.html\n"


def test_a_plain_text_that_is_plainly_restructured_text_is_read_as_it(tmp_path):
    path = tmp_path / "pep-0009.txt"
    path.write_text(HEAD + BODY)
    text = any_format.read(path)
    assert (text.kind, text.is_guessed, text.title, text.author) == ("rst", True, "Ports", "Ann Lee")
    assert text.headings == {"Ships": 1, "Boats": 1}
    assert "sail(now)" not in text.text
    assert list(text.stripped) == ["fields at the start (lines 1 to 3)", "1 code block", "1 link target"]
    assert any_format.read(path, is_plain=True).kind == "text"


@pytest.mark.parametrize(
    "text",
    [
        "Ships\n=====\n\nThey load `grain'.\n\nBoats\n-----\n\nThey sail :: at 9.\n",
        "Ships\n\nSee :pep:`8`, :pep:`9` and :pep:`10`.\n\nBoats\n\n.. and so on.\n",
    ],
)
def test_a_plain_text_with_underlines_or_odd_marks_alone_is_none(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert any_format.read(path).kind == "text"
