import pytest

from reading.new.outline import propose_outline
from reading.text import any_format
from reading.text.restructured_text import is_restructured, read

DOCUMENT = """\
.. _ports:

===============
Ports and Ships
===============

:Author: Ann Lee <ann@example.org>
:Status: Final

The *ports* are **old** [1]_, see `the list <https://example.org>`_ and :ref:`the ships <ships>`.

Old ports
---------

For example::

    def load(ship):
        return ship

.. note::

   They load ``grain`` here.

>>> load(1)
1

.. image:: port.png

.. versionadded:: 2.0

==== ====
Port Ship
==== ====
1    2
==== ====

New ports
~~~~~~~~~

- They are new,
  and they wait.
- Ships come.

Notes
-----

.. [1] A note.

Thanks
------

We thank them.
"""


def test_prose_and_headings_are_read_without_markup():
    converted = read(DOCUMENT)
    assert [(part.text, part.level) for part in converted.paragraphs] == [
        ("Ports and Ships", 1),
        ("The ports are old , see the list and the ships.", 0),
        ("Old ports", 2),
        ("For example:", 0),
        ("They load grain here.", 0),
        ("New ports", 3),
        ("They are new, and they wait.", 0),
        ("Ships come.", 0),
        ("Notes", 2),
        ("Thanks", 2),
        ("We thank them.", 0),
    ]
    assert converted.author == "Ann Lee"
    assert converted.stripped == ["2 code blocks", "1 picture", "1 directive", "1 table", "1 note"]


@pytest.mark.parametrize("name", ["ports.rst", "ports.txt"])
def test_a_document_is_read_by_its_suffix_or_its_marks(tmp_path, name):
    path = tmp_path / name
    path.write_text(DOCUMENT, encoding="utf-8")
    outline, sentences, source = propose_outline(path)
    assert (source.kind, outline.source.title, outline.source.author) == ("rst", "Ports and Ships", "Ann Lee")
    assert [section.title for section in outline.sections] == [
        *["Ports and Ships", "Old ports", "New ports", "Thanks"],
    ]
    assert source.stripped[-1] == "the section 'Notes', which has no text"
    assert [*sentences.values()][-1] == ["We thank them."]


def test_fields_at_the_start_of_a_proposal_are_left_out(tmp_path):
    path = tmp_path / "ports.rst"
    path.write_text("Number: 13\nTitle: Ports\nAuthor: Ann Lee\n\nOld\n===\n\nThey wait.\n", encoding="utf-8")
    source = any_format.read(path)
    assert (source.title, source.author) == ("Ports", "Ann Lee")
    assert source.stripped == ["fields at the start (lines 1 to 3)"]


def test_a_file_cannot_make_other_files_part_of_the_text(tmp_path):
    (tmp_path / "secret.txt").write_text("Nobody reads this.", encoding="utf-8")
    text = f"It is old.\n\n.. include:: {tmp_path / 'secret.txt'}\n\n.. raw:: html\n\n   <b>bold</b>\n"
    assert [part.text for part in read(text).paragraphs] == ["It is old."]


def test_underlined_headings_alone_are_plain_text():
    assert not is_restructured(
        "Ports\n=====\n\nThey wait: so we do.\n\nShips\n=====\n\nThey sail (see: `x`).\n"
    )
