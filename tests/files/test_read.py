"""Reading what people edit: every mistake with its file and line, and nothing else ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.files import read as files
from reading.files.errors import ReadingErrors, attempt
from reading.files.models import Id, NonEmptyStr, StrictModel
from reading.files.read import read_json, read_list, read_model, read_table, read_text, read_yaml


class Boat(StrictModel):
    name: NonEmptyStr
    crew: int = 0


class Fleet(StrictModel):
    boats: dict[Id, Boat]


class Row(StrictModel):
    boat: str
    crew: int


def errors_of(read, *arguments):
    with pytest.raises(ReadingErrors) as raised:
        read(*arguments)
    return [(error.line, error.problem, error.hint) for error in raised.value.exceptions]


@pytest.fixture
def write(tmp_path):
    def write(content, name="file.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (b"", 0, "the file is empty"),
        (b" \n\n", 0, "the file is empty"),
        ("\ncafé".encode("latin-1"), 2, "the file is not UTF-8"),
        (b"a\nb\0", 2, "the file is not text"),
    ],
)
def test_file_that_is_no_text_is_refused(write, content, line, problem):
    assert errors_of(read_text, write(content))[0][:2] == (line, problem)


def test_what_is_no_file_or_too_large_is_refused(tmp_path, write, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 3)
    for path, problem in (
        (tmp_path / "none", "the file is missing"),
        (tmp_path, "this is no file"),
        (write("four"), "the file has more than 3 bytes"),
    ):
        assert errors_of(read_text, path)[0][1] == problem


def test_a_list_skips_comments_and_keeps_line_numbers(write):
    assert read_text(write(b"\xef\xbb\xbfa\r\nb\rc\n")) == "a\nb\nc\n"
    assert read_list(write("# a comment\n\n one \ntwo\n")) == [(3, "one"), (4, "two")]


def test_every_mistake_of_a_yaml_file_is_reported_with_its_line(write):
    content = "boats:\n  a: {name: A, crew: many}\n  b: {name: B, zzz: 1}\n  C: {nme: C}\n"
    assert errors_of(read_model, write(content), Fleet) == [
        (2, "boats.a.crew: 'many' is not valid", "input should be a valid integer"),
        (3, "unknown key 'zzz'", "expected one of boats, crew, name"),
        (4, "boats.C: 'C' is not valid", "an id is made of lower-case words joined by hyphens"),
        (4, "unknown key 'nme'", "did you mean 'name'?"),
    ]


def test_a_table_is_a_frame_whose_rows_know_their_lines(write):
    frame = read_table(write('boat,crew\ntern,3\n"a, b",4\n'), Row)
    assert frame.to_dict("list") == {"boat": ["tern", "a, b"], "crew": [3, 4]}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("boat,crw\n", [(1, "the columns are boat,crw", "did you mean 'crew'?")]),
        ("crew,boat\n", [(1, "the columns are crew,boat", "expected boat,crew")]),
        ("boat,crew\na,1,2\nb\n", [(2, "3 cells where the table has 2 columns", "boat,crew"),
                                   (3, "1 cells where the table has 2 columns", "boat,crew")]),
        ("boat,crew\na,x\nb,1\nc,y\n", [(2, "crew: 'x' is not valid", "input should be a valid integer"),
                                        (4, "crew: 'y' is not valid", "input should be a valid integer")]),
        ('boat,crew\n"a\nb",1\n', [(2, "a cell has more than one line", "check the quotes")]),
    ],
)  # fmt: skip
def test_every_mistake_of_a_table_is_reported_with_its_line(write, content, expected):
    assert errors_of(read_table, write(content), Row) == expected


def test_the_same_mistake_in_many_rows_is_one_message(write):
    content = "boat,crew\ntern,3\n" + "gull,many\n" * 4 + "auk,-\n"
    assert errors_of(read_table, write(content), Row) == [
        (3, "crew: 'many' is not valid here and in 3 more rows", "input should be a valid integer"),
        (7, "crew: '-' is not valid", "input should be a valid integer"),
    ]


@given(st.one_of(st.text(), st.binary()))
def test_any_content_is_read_or_reported(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    for read in (
        read_text,
        read_list,
        read_yaml,
        lambda p: read_model(p, Fleet),
        lambda p: read_table(p, Row),
    ):
        errors = []
        attempt(errors, lambda read=read: read(path), None)
        assert all(error.path == path and error.problem for error in errors)


@pytest.mark.parametrize(
    ("content", "line"),
    [('{\n"a": 1\n"b": 2}', 3), ("[" * 200_000, 0), ("9" * 5000, 0), ("{", 1), ("", 0)],
)
def test_invalid_json_is_reported(write, content, line):
    ((error_line, problem, _),) = errors_of(read_json, write(content))
    assert error_line == line
    assert problem.startswith("not valid JSON: ") or problem == "the file is empty"
