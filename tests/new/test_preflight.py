"""What `reading new` says before it writes anything, what it asks, and what it refuses."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from reading import new
from reading.data.document import read_outline
from reading.files.errors import ReadingErrors
from reading.new import preflight
from reading.new.names import propose_names
from reading.new.outline import propose_outline
from tests.conftest import ROOT
from tests.new import documents

READING = Path(sys.executable).with_name("reading")

LONGEST = 60
"""Seconds that a process may take to come to a point."""


@pytest.fixture
def copy(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(documents.BRIEF, encoding="utf-8")
    return path


def described(path):
    proposal = propose_outline(path)
    names = propose_names(sentence for part in proposal.sentences.values() for sentence in part)
    return preflight.describe(proposal, names, preflight.measure(proposal))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_book_is_described_with_its_parts_its_names_and_its_size(copy):
    *lines, size = described(copy)
    assert lines == [
        "Safer Harbours for the Northern Coast",
        "  read as: plain text, UTF-8, in English",
        "  left out: the numbers or letters of 4 items, such as 1.",
        "  4 sections, 7 paragraphs, 20 sentences, 225 words",
        "    Summary: 1 paragraph, 3 sentences",
        "    Why the Council should act: 1 paragraph, 4 sentences",
        "    Four points for a plan: 4 paragraphs, 10 sentences",
        "    What it costs: 1 paragraph, 3 sentences",
        "  2 proposed names: Harbour Office, Coast Council",
        "  headings are guessed. To correct this: `reading text DOCUMENT COPY.md`, edit COPY.md, "
        "then `reading new COPY.md FOLDER`",
    ]
    # Its site has 26 pages and 7 megabytes.
    assert size == "  about 26 pages and 7 megabytes, made and built in 1 minute"


def test_the_tree_of_a_long_document_is_short(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("".join(f"# Part {n}\n\nWe sail in it.\n\nIt sails.\n\n" for n in range(60)))
    lines = described(path)
    assert len(lines) < preflight.MAX_LINES + 10
    assert "    Part 3 to Part 5: 6 paragraphs, 6 sentences" in lines
    grouped = "  60 headings: grouped into 20 sections of up to 3 headings each (--outline FILE sets others)"
    assert grouped in lines


PARTS = "# Harbours\n\n## Old\n\nIt sails.\n\n### Ships\n\nIt waits.\n\nIt loads.\n\n#### Small\n\nIt goes.\n"


def test_the_tree_shows_the_headings_right_below_a_section_in_their_own_words(tmp_path):
    path = tmp_path / "a.md"
    long = "What the harbour masters of both coasts should do when the ice comes early in the year"
    others = "".join(f"## {name}\n\nIt sails.\n\n" for name in ("New", "Next", "Far", "Last"))
    path.write_text(f"{PARTS}\n### {long}\n\nIt waits.\n\n{others}")
    lines = described(path)
    assert lines[lines.index("    Old: 5 paragraphs, 5 sentences") :][:4] == [
        "    Old: 5 paragraphs, 5 sentences",
        "      Ships: 3 paragraphs",
        "      What the harbour masters of both coasts should do when the\u2026: 1 paragraph",
        "    New: 1 paragraph, 1 sentence",
    ]


def test_subsections_that_have_no_room_are_counted(tmp_path):
    path = tmp_path / "a.md"
    part = "".join(f"### Ship {number}\n\nIt sails.\n\n" for number in range(30))
    path.write_text(f"# Harbours\n\n## Old\n\n{part}## New\n\n{part}## Next\n\n### One\n\nIt sails.\n")
    lines = described(path)
    tree = [line for line in lines if line.startswith("    ")]
    assert len(tree) <= preflight.MAX_LINES
    assert sum(line.startswith("      Ship") for line in tree) + 2 * 13 == 60
    assert tree.count("      ... and 13 more") == 2
    assert tree[-1] == "      One: 1 paragraph"


def test_where_there_is_no_room_for_some_of_each_section_the_first_ones_are_shown(tmp_path):
    path = tmp_path / "a.md"
    part = "".join(f"### Ship {number}\n\nIt sails.\n\n" for number in range(3))
    path.write_text("# Harbours\n\n" + "".join(f"## Port {number}\n\n{part}" for number in range(22)))
    tree = [line for line in described(path) if line.startswith("    ")]
    assert len(tree) == 22 + 5 * 3 + 1 <= preflight.MAX_LINES
    assert tree[:5] == [
        "    Port 0: 3 paragraphs, 3 sentences",
        *(f"      Ship {number}: 1 paragraph" for number in range(3)),
        "    Port 1: 3 paragraphs, 3 sentences",
    ]
    assert tree[-2:] == ["    Port 21: 3 paragraphs, 3 sentences", "    ... and 51 more subsections"]


@pytest.mark.parametrize(("title", "is_said"), [("", True), ("Old harbours", False)])
def test_it_is_said_where_the_title_is_the_name_of_the_file(tmp_path, title, is_said):
    path = tmp_path / "old_ports.md"
    path.write_text("It sails.\n")
    shown = []

    def refuse(lines):
        shown.extend(lines)
        return False

    new.create_book(path, tmp_path / "book", ROOT, wishes=new.Wishes(title), approve=refuse)
    assert shown[0] == (title or "Old ports")
    assert ("  title: from the name of the file; --title sets another" in shown) == is_said


def test_words_are_counted_as_in_the_book(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("Ships - and boats - load grain, 1,000 tons / day.\n")
    assert preflight.measure(propose_outline(path)).words == 8


def test_speakers_of_a_transcript_are_listed_as_turns_and_not_as_names(tmp_path):
    path = tmp_path / "a.txt"
    turns = ["Q Did the ships leave?", "MR. LEE: All of the ships of Oslo left.", "Q And who of us saw it?"]
    path.write_text(
        "\n\n".join(["A talk at noon", *turns * 3, "We hope that they are in Oslo now."]), encoding="utf-8"
    )
    lines = described(path)
    assert "  turns of 2 speakers: Q, MR. LEE" in lines
    assert "  1 proposed name: Oslo" in lines


def test_what_was_assumed_and_left_out_is_said(tmp_path):
    path = tmp_path / "a.txt"
    text = "The caf\u00e9 sails.\n\nHarbour 1\n\fIt sails on.\n\nHarbour 2\n"
    path.write_bytes(text.encode("latin-1"))
    assert described(path)[2:5] == [
        "  read as: plain text, Latin-1 (assumed), in English",
        "  left out: 1 page break",
        "  left out: running line 'Harbour 1' and the like on 2 pages",
    ]


@pytest.mark.parametrize(("limit", "problem"), [("MAX_WORDS", "225 words"), ("MAX_SECTIONS", "4 sections")])
def test_a_document_that_is_too_large_is_refused_before_anything_is_written(
    copy, tmp_path, monkeypatch, limit, problem
):
    monkeypatch.setattr(preflight, limit, 3)
    asked = []
    with pytest.raises(ReadingErrors) as caught:
        new.create_book(copy, tmp_path / "book", ROOT, approve=asked.append)
    [error] = caught.value.exceptions
    assert error.problem == f"the text has {problem}, and a book has at most 3"
    assert "split" in error.hint
    assert (asked, names(tmp_path)) == ([], ["text.txt"])


def test_a_book_that_is_not_wanted_is_not_written(copy, tmp_path):
    made = new.create_book(copy, tmp_path / "book", ROOT, approve=lambda _: False)
    assert made.lines == ["nothing was written"]
    assert not made.complete
    assert names(tmp_path) == ["text.txt"]


@pytest.mark.usefixtures("no_notebooks_and_no_wheel")
def test_a_person_may_set_title_and_author(copy, tmp_path):
    wishes = new.Wishes("Harbours: a plan in 46 steps", "A. Sailor")
    folder = new.create_book(copy, tmp_path / "book", ROOT, wishes=wishes).folder
    _, outline = read_outline(folder / "data/document/outline.yml")
    assert (outline.source.title, outline.source.author) == wishes[:2]
    for name in ("README.md", "_config.yml", "CITATION.cff"):
        assert wishes.title in (folder / name).read_text(encoding="utf-8")
    assert "# Harbours: a plan in {n}`46` steps\n" in (folder / "index.md").read_text(encoding="utf-8")
    assert "A. Sailor" in (folder / "CITATION.cff").read_text(encoding="utf-8")


OUTLINE = """\
# My own.
source:
  title: My harbours
breaks: blank
sections:
  - id: plan
    heading: [Safer Harbours for the Northern Coast, Summary]
    title: The plan
    paragraphs:
      - id: plan/opening
        title: What is asked
        sentences: 3
      - id: plan/why
        heading: Why the Council should act
        title: Why
        sentences: 4
      - {points}
      - id: plan/costs
        heading: What it costs
        title: Costs
        sentences: 3
"""

POINTS = """\
id: plan/points
        heading: Four points for a plan
        title: Points
        sentences: 3
      - {id: plan/two, title: Two, sentences: 2}
      - {id: plan/three, title: Three, sentences: 3}
      - {id: plan/four, title: Four, sentences: %d}"""


def with_points(path, sentences):
    points = POINTS.replace("{", "\n        ").replace("}", "").replace(", ", "\n        ") % sentences
    path.write_text(OUTLINE.replace("{points}", points), encoding="utf-8")
    return path


@pytest.mark.usefixtures("no_notebooks_and_no_wheel")
def test_an_outline_that_a_person_has_written_is_taken_with_its_comments(copy, tmp_path):
    outline = with_points(tmp_path / "mine.yml", 2)
    folder = new.create_book(copy, tmp_path / "book", ROOT, wishes=new.Wishes(outline=outline)).folder
    assert (folder / "data/document/outline.yml").read_text(encoding="utf-8").startswith("# My own.\n")
    assert sorted(path.name for path in (folder / "chapters/plan").iterdir()) == [
        *["costs.md", "four.md", "index.md", "points.md", "three.md", "two.md", "why.md"]
    ]
    assert "# My harbours" in (folder / "index.md").read_text(encoding="utf-8")


def test_an_outline_that_the_text_does_not_fit_is_refused_with_the_place(copy, tmp_path):
    outline = with_points(tmp_path / "mine.yml", 5)
    with pytest.raises(ReadingErrors) as caught:
        new.create_book(copy, tmp_path / "book", ROOT, wishes=new.Wishes(outline=outline))
    [error] = caught.value.exceptions
    assert error.path == copy
    assert documents.BRIEF.split("\n")[error.line - 1].startswith("4. Harbour masters")
    assert error.problem == "sentences of paragraph 'plan/four': expected 5, found 2"
    assert names(tmp_path) == ["mine.yml", "text.txt"]


# Real processes ---------------------------------------------------------------------------------------------


def heed_interruptions():
    """Let the process be interrupted, also where the tests run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(condition):
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < LONGEST
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("number", "status", "word", "reached"),
    [
        (signal.SIGINT, 130, "interrupted", "notebooks/actors.ipynb"),
        (signal.SIGTERM, 143, "terminated", "notebooks/actors.ipynb"),
        (signal.SIGTERM, 143, "terminated", "_static"),
    ],
)
def test_an_interruption_leaves_nothing_behind(copy, tmp_path, number, status, word, reached):
    with subprocess.Popen(
        [READING, "new", "--yes", copy, tmp_path / "book"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interruptions,
    ) as process:
        wait_for(lambda: list(tmp_path.glob(f".book-*/book/{reached}")))
        # A terminal interrupts all processes of the command; SIGTERM comes to one.
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
        _, err = process.communicate(timeout=LONGEST)
    assert (process.returncode, err) == (status, f"{word}\n")
    # No process that goes on writes into the folder again.
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert names(tmp_path) == ["text.txt"]


@pytest.mark.parametrize("answer", [b"", b"y\n"])
def test_without_a_terminal_nothing_is_written_unless_it_was_asked_for(copy, tmp_path, answer):
    ran = subprocess.run(
        [READING, "new", copy, tmp_path / "book"], cwd=ROOT, input=answer, capture_output=True, check=False
    )
    *_, hint, last = ran.stdout.decode().splitlines()
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert hint == "there is no terminal to ask on: add --yes to write the book"
    assert last == "nothing was written"
    assert names(tmp_path) == ["text.txt"]


def test_a_terminal_shows_each_step_once_it_begins(copy, tmp_path):
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(ROOT)
        os.execv(READING, [READING, "new", "--yes", copy, tmp_path / "book"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    output = b""
    # Linux reports so that the other end has closed.
    with contextlib.suppress(OSError):
        while more := os.read(terminal, 1000):
            output += more
    _, ended = os.waitpid(pid, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(ended) == 0
    places = [output.decode().find(step) for step in new.STEPS]
    assert places == sorted(places)
    assert places[0] > 0


@pytest.mark.parametrize(("answer", "shown"), [(b"n\n", "nothing was written"), (b"\x03", "interrupted")])
def test_on_a_terminal_a_person_is_asked(copy, tmp_path, answer, shown):
    pid, terminal = pty.fork()
    if not pid:
        heed_interruptions()
        os.chdir(ROOT)
        os.execv(READING, [READING, "new", copy, tmp_path / "book"])
    output = b""
    while b"Write the book? [Y/n] " not in output:
        output += os.read(terminal, 1000)
    os.write(terminal, answer)
    begun = time.monotonic()
    while time.monotonic() - begun < LONGEST:
        # What was typed before the program had set up the terminal may be lost, and is typed again.
        if not select.select([terminal], [], [], 5)[0]:
            os.write(terminal, answer)
            continue
        try:
            more = os.read(terminal, 1000)
        except OSError:
            # Linux reports so that the other end has closed.
            break
        output += more
        if not more:
            break
    else:
        os.kill(pid, signal.SIGKILL)
    _, ended = os.waitpid(pid, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(ended) == (130 if answer == b"\x03" else 1)
    assert shown in output.decode()
    assert "20 sentences" in output.decode()
    assert "counting the words" not in output.decode()
    assert names(tmp_path) == ["text.txt"]
