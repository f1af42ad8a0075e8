"""The table of contents lists every page of the folders that it lists pages of."""

from reading.checks.contents import check_contents
from reading.data.contents import ContentsEntry


def test_folder_has_all_or_none_of_its_pages_in_the_table_of_contents(tmp_path):
    for name in ("index.md", "README.md", "about/a.md", "about/b.md", "about/.c.md", "guides/d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("# A")
    listed = [ContentsEntry("index", 2), ContentsEntry("about/a", 4)]
    (error,) = check_contents(tmp_path, listed)
    assert (error.path, error.problem) == (
        tmp_path / "about/b.md",
        "the page is not in the table of contents",
    )
