"""Which lines at the start of a Markdown document are fields."""

import pytest

from reading.documents.plain.listed_fields import strip_listed_fields
from tests.documents.lines import list_texts, number


@pytest.mark.parametrize(
    "head",
    [
        "- Name: `ships`\n- Start Date: 2020-05-01\n- Date: May\n- Author: A. Lee\n",
        "* **Date**: May\n* **Author**: A. Lee\n",
        "\n**Date:** May\n**Author:** A. Lee\n",
        "- Date: May\n- Author: A. Lee\n- Reviewers: B. Low,\n  C. Day\n",
    ],
)
@pytest.mark.parametrize("heading", ["", "# Ships\n", "# Ships\n\n"])
def test_fields_at_the_start_or_below_the_title_are_left_out(heading, head):
    stripped = strip_listed_fields(number(f"{heading}{head}\nThey wait.\n"))
    assert list_texts(stripped) == [*filter(None, heading.split("\n")), "They wait."]
    assert (stripped.author, stripped.date) == ("A. Lee", "May")
    assert stripped.removed.startswith("fields at the start (lines ")


@pytest.mark.parametrize(
    "head",
    [
        "- Date: May\n",
        "- Ships: grain and salt\n- Boats: fish\n",
        "Ann: It was May.\nDate: It was not.\n",
        "- Status: they wait\n- ships that load\n",
        f"- Date: May\n- Aims: {'to load the ships ' * 5}\n",
        "- Date: May\n- Ships: grain\n- Boats: fish\n",
        "- Date: May\n- Author: A. Lee\n" + "- Author: B. Low\n" * 11,
        "They wait.\n\n- Date: May\n- Author: A. Lee\n",
    ],
)
def test_other_lists_and_lines_are_text(head):
    lines = number(f"{head}\nThey wait.\n")
    assert strip_listed_fields(lines).lines == lines


@pytest.mark.parametrize("text", ["", "\n# Boats\n"])
def test_a_list_is_text_where_a_document_has_no_other(text):
    lines = number(f"# Ships\n\n- Date: May\n- Author: A. Lee\n{text}")
    assert strip_listed_fields(lines).lines == lines
