"""The sections of a changelog."""

import pytest

from reading.data.changelog import Section, read_sections
from reading.files.errors import ReadingErrors
from tests.conftest import ROOT


def test_sections_have_their_version_their_day_and_their_text(tmp_path):
    text = "# Changelog\n\n## [Unreleased]\n\n- later\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- new\n"
    (tmp_path / "CHANGELOG.md").write_text(text)
    assert read_sections(tmp_path) == [
        Section("Unreleased", "", "\n- later\n\n"),
        Section("0.2.0", "2026-12-01", "\n### Added\n\n- new\n"),
    ]


@pytest.mark.parametrize("heading", ["## 0.2.0", "## [0.2.0] 2026-12-01", "## [0.2.0] - May"])
def test_a_heading_without_a_version_is_named_with_its_line(tmp_path, heading):
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\n\n- new\n")
    with pytest.raises(ReadingErrors) as raised:
        read_sections(tmp_path)
    (error,) = raised.value.exceptions
    assert (error.line, error.problem) == (3, "the heading names no version")


def test_no_line_of_the_book_s_changelog_stands_twice():
    lines = [
        line for section in read_sections(ROOT) for line in section.text.splitlines() if line[:2] == "- "
    ]
    assert len(set(lines)) == len(lines)
