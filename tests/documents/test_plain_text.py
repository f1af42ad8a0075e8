from reading.documents import plain_text


def test_markdown_is_recognised_by_the_name_of_the_file(tmp_path):
    (tmp_path / "a.MD").write_text("# Ports\n\nShips.\n")
    (tmp_path / "a.txt").write_text("# Ports\n\nShips.\n")
    assert plain_text.read(tmp_path / "a.MD") == "Ports\n\nShips.\n"
    assert plain_text.read(tmp_path / "a.txt") == "# Ports\n\nShips.\n"
