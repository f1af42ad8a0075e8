"""The name of a project in the logo of its README."""

import pytest

from reading.documents import any_format
from reading.documents.markup.logo import find_logo_name

LOGO = '<p align="center">\n  <a href="a"><img src="a.svg" alt="Harbour logo" /></a>\n</p>\n\n'


@pytest.mark.parametrize("above", ["", "<!-- note -->\n", "[](a.html)\n\n"])
def test_the_first_picture_above_the_text_names_the_project(above):
    assert find_logo_name(f"{above}{LOGO}![build](b.svg)\n\nShips wait.\n") == "Harbour"


@pytest.mark.parametrize(
    "markdown",
    [
        f"Ships wait.\n\n{LOGO}",
        f"# Ships\n\n{LOGO}",
        f"![Build status](b.svg)\n\n{LOGO}",
        LOGO.replace("Harbour", "A view of the old harbour"),
        LOGO.replace(' alt="Harbour logo"', ""),
    ],
)
def test_other_pictures_name_nothing(markdown):
    assert find_logo_name(markdown) == ""


def test_only_a_readme_has_the_name_of_its_logo(tmp_path):
    for name, stated in (("harbour-README.md", "Harbour"), ("ships.md", "")):
        path = tmp_path / name
        path.write_text(f"{LOGO}Ships wait.\n\n# Ports\n\nThey wait.\n")
        assert any_format.read(path).stated == stated
