"""`reading outline`: chapters, ids and data move together, and no word that a person wrote is lost.

The command checks the book before it writes anything, which takes most of the time. Few tests check it again.
"""

import json
import re
import shutil

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reading.checks.run import check
from reading.data import chapters
from reading.files.errors import ReadingErrors
from reading.new import reoutline as module
from reading.new.reoutline import reoutline
from tests.conftest import examples
from tests.new.themes import name_themes, write_pass

OUTLINE, QUAY = "data/document/outline.yml", "chapters/harbour/quay.md"

PLAN = "sha256:e7f795e8352584bd842ba84f1890b93fcfd54ba32670cb9eb81dd386f731e582"
"""The hash of the first sentence of the small document, to make a heading of it."""

HEADINGS = {0: ["The harbour plan"], 2: ["Ties with Eastland"]}
"""The headings of the small document by the number of the paragraph below them."""

SENTENCES = [1, 3, 1, 2]

NAMES = ["harbour/opening", "harbour/quay", "ties/opening", "ties/trade"]

ADDED = {
    QUAY: """
It goes on [there](../ties/trade.md), as the [page above](index.md) and the [landing page][start] say.

[start]: ../../index.md
""",
    "chapters/ties/trade.md": """
## Size

It has {fig}`paragraph.trade.tokens` of the {fig}`section.ties.tokens` words.
[The quay](../harbour/quay.md) has more.
""",
    "index.md": "\nRead of [the quay](chapters/harbour/quay.md).\n",
}


def prepare(folder):
    """Add links and figures to the small book."""
    for name, text in ADDED.items():
        with (folder / name).open("a", encoding="utf-8") as page:
            page.write(text)
    return folder


@pytest.fixture
def small(small_root):
    """The small book, all of it written and coded by people."""
    return prepare(small_root)


@pytest.fixture
def fresh(brief, tmp_path):
    """A book in which nobody has written anything yet."""
    shutil.copy(brief.parent / "text.txt", tmp_path)
    return shutil.copytree(brief, tmp_path / "book", ignore=shutil.ignore_patterns("_build"))


def divide(root, *sections, first=0):
    """Write a new outline of the small document: sections of ids with titles. Returns its path.

    first: the number of the first paragraph; those before it become headings
    """
    number, parts = first, []
    for name, paragraphs in sections:
        parts.append({"id": name, "title": f"On {name}", "paragraphs": []})
        for identifier in paragraphs:
            headings = [*HEADINGS.get(0, []), PLAN] if number == first == 1 else HEADINGS.get(number, [])
            paragraph = {"id": f"{name}/{identifier}", "title": f"{name} {identifier}", "heading": headings}
            parts[-1]["paragraphs"].append({**paragraph, "sentences": SENTENCES[number]})
            number += 1
    # JSON is YAML. Each key of the outline stands on a line of its own.
    text = "source:\n  title: The harbour plan\nsections:\n"
    for part in parts:
        text += f"  - id: {part['id']}\n    title: {part['title']}\n    paragraphs:\n"
        for paragraph in part["paragraphs"]:
            lines = [f"{key}: {json.dumps(value)}" for key, value in paragraph.items()]
            text += "      - " + "\n        ".join(lines) + "\n"
    new = root.parent / "new.yml"
    new.write_text(text, encoding="utf-8")
    return new


def edit(root, *replacements):
    """A copy of the outline in which texts are replaced, each of which it must hold. Returns its path."""
    text = (root / OUTLINE).read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    path = root.parent / "new.yml"
    path.write_text(text, encoding="utf-8")
    return path


def change(root, new, **options):
    text = root / "text.txt" if (root / "text.txt").exists() else root.parent / "text.txt"
    return reoutline(new, text, root, **options)


def refuse(root, new):
    """The errors of a change that is refused. No file may differ after it."""
    before = snapshot(root)
    with pytest.raises(ReadingErrors) as raised:
        change(root, new)
    assert snapshot(root) == before
    return [str(error).removeprefix(f"{root}/") for error in raised.value.exceptions]


def snapshot(root):
    files = (path for path in root.rglob("*") if path.is_file())
    names = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in names.items() if not name.startswith("_build/")}


def read(root, name):
    return (root / name).read_text(encoding="utf-8")


# What moves -------------------------------------------------------------------------------------------------


def test_renamed_paragraph_takes_its_chapter_links_and_codes_along(small):
    page = read(small, QUAY)
    lines = change(
        small, edit(small, ("harbour/quay", "harbour/wall"), ("title: The quay", "title: The wall"))
    )
    assert check(small) == []
    assert lines[0] == f"moved: {QUAY} -> chapters/harbour/wall.md"
    assert not (small / QUAY).exists()
    assert read(small, "chapters/harbour/wall.md") == page.replace("harbour/quay", "harbour/wall")
    assert "[the quay](chapters/harbour/wall.md)" in read(small, "index.md")
    assert "          - file: chapters/harbour/wall\n" in read(small, "_toc.yml")
    for name in ("pass-a.csv", "pass-b.csv", "stances-a.csv", "stances-b.csv", "stances.csv"):
        rows = read(small, f"data/coding/{name}")
        assert "harbour/wall,3," in rows
        assert "harbour/quay" not in rows
    assert "paragraph: harbour/wall\n" in read(small, "data/lexicon/themes-reasons.yml")


def test_renamed_section_renames_its_folder_its_figures_and_the_claims_about_them(small):
    renamed = edit(small, ("id: harbour\n", "id: port\n"), ("harbour/", "port/"), ("ties", "bonds"))
    assert change(small, renamed, dry_run=True) == [*change(small, renamed), "nothing was written"]
    assert not (small / "chapters/harbour").exists()
    assert "section.port.theme.works.share > section.port.theme.commerce" in read(small, "data/claims.yml")
    trade = read(small, "chapters/bonds/trade.md")
    figures = "{fig}`paragraph.trade.tokens` of the {fig}`section.bonds.tokens` words."
    assert f"{figures}\n[The quay](../port/quay.md)" in trade
    quay = read(small, "chapters/port/quay.md")
    assert "[there](../bonds/trade.md), as the [page above](index.md)" in quay
    before = snapshot(small)
    assert change(small, renamed) == ["nothing changes"]
    assert snapshot(small) == before


def test_moved_paragraph_links_to_the_pages_that_it_left(small):
    change(small, divide(small, ("harbour", ["opening"]), ("ties", ["quay", "opening", "trade"])))
    page = read(small, "chapters/ties/quay.md")
    assert "[there](trade.md), as the [page above](../harbour/index.md) and the [landing page][start]" in page
    assert "[start]: ../../index.md\n" in page
    assert "[The quay](quay.md)" in read(small, "chapters/ties/trade.md")
    contents = read(small, "_toc.yml").split("chapters:\n")[1].split()
    assert [word for word in contents if "/" in word] == [
        "chapters/harbour/index",
        "chapters/ties/quay",
        "chapters/ties/index",
        "chapters/ties/trade",
    ]


def test_heading_that_joins_its_paragraph_leaves_the_chapter_and_its_codes(small):
    before = snapshot(small)
    change(small, edit(small, ("    heading: Ties with Eastland\n", "")))
    changed = {name for name, data in snapshot(small).items() if before.get(name) != data}
    assert {name.partition("/")[0] for name in changed} == {"data"}
    assert {name.rpartition("/")[0] for name in changed} == {"data/document"}
    assert "tokens: [11]" in read(small, OUTLINE)


def test_list_of_chapters_that_a_person_arranged_keeps_its_order_and_comments(small):
    arranged = read(small, "_toc.yml").replace("/quay\n", "/quay  # the longest\n")
    (small / "_toc.yml").write_text(arranged)
    change(small, edit(small, ("harbour/quay", "harbour/wall")))
    assert read(small, "_toc.yml") == arranged.replace("/quay", "/wall")


def test_code_of_a_notebook_names_the_new_id_and_prose_keeps_its_words(small):
    path = small / "notebooks/counts.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"][0]["source"].append(" The sign says harbour/quay.")
    notebook["cells"][1]["source"].append('\nname = "harbour/quay"')
    path.write_text(json.dumps(notebook, indent=1))
    change(small, edit(small, ("harbour/quay", "harbour/wall")))
    prose, code = ("".join(cell["source"]) for cell in json.loads(path.read_text())["cells"][:2])
    assert prose.endswith("The sign says harbour/quay.")
    assert code.endswith('name = "harbour/wall"')


def test_section_begun_in_the_middle_takes_its_paragraphs_and_its_removal_brings_back_every_byte(fresh):
    theme = "  safety:\n    label: Safety\n    definition: What is safe.\n    terms: [safe]\n"
    name_themes(fresh, theme)
    write_pass(fresh, "ada", "safety")
    page = fresh / "chapters/four-points-for-a-plan/paragraph-5.md"
    page.write_text(
        page.read_text().replace("*Not yet retold.*{s}`1`", "Risk comes first.{s}`1`")
        + "\n- Who ranks, as [the fund](paragraph-6.md) asks?\n"
    )
    with (fresh / "index.md").open("a") as landing:
        landing.write("\nOf [ranks](chapters/four-points-for-a-plan/paragraph-5.md).\n")
    before = snapshot(fresh)
    first = '      - id: "four-points-for-a-plan/paragraph-5"\n'
    section = "  - id: rank\n    title: On ranks\n    paragraphs:\n"
    lines = change(fresh, edit(fresh, (first, section + first)))
    assert check(fresh) == []
    assert lines[:3] == [
        "renamed: four-points-for-a-plan/paragraph-5 -> rank/opening",
        "renamed: four-points-for-a-plan/paragraph-6 -> rank/paragraph-6",
        "moved: chapters/four-points-for-a-plan/paragraph-5.md -> chapters/rank/index.md",
    ]
    moved = read(fresh, "chapters/rank/index.md")
    assert "Risk comes first.{s}`1`" in moved
    assert "- Who ranks, as [the fund](paragraph-6.md) asks?\n" in moved
    assert "Of [ranks](chapters/rank/index.md)." in read(fresh, "index.md")
    assert "rank/paragraph-6,2,safety,Ada" in read(fresh, "data/coding/pass-ada.csv")
    assert "four-points-for-a-plan/paragraph-5" not in read(fresh, "data/document/incidence.csv")
    # The copy still has the former ids.
    assert change(fresh, fresh.parent / "new.yml") == ["nothing changes"]
    # The section goes again: the id of its first paragraph is made of the title.
    lines = change(fresh, edit(fresh, (section, "")))
    assert lines[0] == "renamed: rank/opening -> four-points-for-a-plan/paragraph-5"
    assert snapshot(fresh) == before


# What nobody has written ------------------------------------------------------------------------------------


def test_title_changes_headings_lists_and_files_that_still_have_it(fresh):
    page = fresh / "chapters/what-it-costs/index.md"
    page.write_text(page.read_text().replace("*Not yet retold.*{s}`1`", "It is cheap.{s}`1`"))
    new = {
        "Safer Harbours for the Northern Coast": "Safe: 7 harbours",
        "What it costs": "Costs",
        "Paragraph 4": "Walls",
    }
    titles = [(f'title: "{old}"', f'title: "{title}"') for old, title in new.items()]
    before = snapshot(fresh)
    # A section and its first paragraph may share a title, and both are replaced.
    change(fresh, edit(fresh, *titles))
    assert check(fresh) == []
    assert "# Costs\n" in page.read_text()
    assert "It is cheap.{s}`1`" in page.read_text()
    assert "# Walls\n" in read(fresh, "chapters/four-points-for-a-plan/paragraph-4.md")
    assert "  - [Walls](chapters/four-points-for-a-plan/paragraph-4.md)\n" in read(fresh, "index.md")
    assert read(fresh, "index.md").startswith("# Safe: {n}`7` harbours\n")
    for name in ("_config.yml", "CITATION.cff"):
        assert 'title: "Safe: 7 harbours: a close and distant reading"' in read(fresh, name)
    assert read(fresh, "README.md").startswith("# Safe: 7 harbours: a close")
    change(fresh, edit(fresh, *((new, old) for old, new in titles)))
    assert snapshot(fresh) == before


def test_heading_becomes_a_paragraph_with_a_chapter_that_goes_again_if_nobody_writes_it(fresh):
    before = snapshot(fresh)
    original = shutil.copy(fresh / OUTLINE, fresh.parent / "original.yml")
    opening = '      - id: "summary/opening"\n'
    added = opening.replace("opening", "name") + '        title: "Name"\n        sentences: 1\n'
    new = edit(fresh, (', "Summary"]', "]"), (opening, added + opening))
    assert "begun: chapters/summary/name.md" in change(fresh, new)
    assert check(fresh) == []
    contents = read(fresh, "_toc.yml")
    assert (
        "- file: chapters/summary/name\n        sections:\n          - file: chapters/summary/index"
        in contents
    )
    landing = read(fresh, "index.md")
    assert "- [Summary](chapters/summary/name.md)\n  - [Summary](chapters/summary/index.md)\n" in landing
    line = "\nSee [its name](chapters/summary/name.md).\n"
    (fresh / "index.md").write_text(landing + line, encoding="utf-8")
    lines = change(fresh, original)
    assert "removed, nobody had written it: chapters/summary/name.md" in lines
    assert check(fresh) == []
    # The words of the heading stand above the paragraph that follows.
    linked = line.replace("name.md", "index.md").encode()
    assert snapshot(fresh) == {**before, "index.md": before["index.md"] + linked}


def test_chapter_that_a_person_removed_is_begun_again_and_listed_once(small):
    (small / "chapters/ties/trade.md").unlink()
    lines = change(small, edit(small, ("harbour/quay", "harbour/wall")))
    assert "begun: chapters/ties/trade.md" in lines
    assert read(small, "_toc.yml").count("chapters/ties/trade") == 1


def test_of_a_long_document_the_first_paragraph_of_a_new_section_gets_a_chapter(fresh, monkeypatch):
    monkeypatch.setattr(chapters, "MAX_REQUIRED", 2)
    for number in (4, 5, 6):
        (fresh / f"chapters/four-points-for-a-plan/paragraph-{number}.md").unlink()
    for name in ("_toc.yml", "index.md"):
        text = re.sub(r"        sections:\n|.*/paragraph-.*\n", "", read(fresh, name))
        (fresh / name).write_text(text, encoding="utf-8")
    assert check(fresh) == []
    before = snapshot(fresh)
    original = shutil.copy(fresh / OUTLINE, fresh.parent / "original.yml")
    place = '      - id: "four-points-for-a-plan/paragraph-5"\n'
    section = '  - id: "rank"\n    title: "Rank"\n    paragraphs:\n      - id: "rank/paragraph-5"\n'
    new = edit(fresh, (place, section), ("four-points-for-a-plan/paragraph-6", "rank/six"))
    lines = change(fresh, new)
    assert check(fresh) == []
    assert "begun: chapters/rank/paragraph-5.md" in lines
    assert not (fresh / "chapters/rank/six.md").exists()
    assert "{rest-of-section}" in read(fresh, "chapters/rank/paragraph-5.md")
    # This chapter was begun when each paragraph had one.
    rest = "chapters/four-points-for-a-plan/index.md"
    assert f"add {{rest-of-section}} to {rest} to show the paragraphs without a chapter" in lines
    assert "- [Rank](chapters/rank/paragraph-5.md)\n- [What it costs]" in read(fresh, "index.md")
    assert "removed, nobody had written it: chapters/rank/paragraph-5.md" in change(fresh, original)
    assert snapshot(fresh) == before


# What is refused --------------------------------------------------------------------------------------------

WITHOUT_PLAN = [("harbour", ["quay"]), ("ties", ["opening", "trade"])]


def test_written_chapter_whose_paragraph_becomes_a_heading_is_named_and_then_its_codes(small):
    new = divide(small, *WITHOUT_PLAN, first=1)
    (error,) = refuse(small, new)
    assert error.startswith("chapters/harbour/index.md: no paragraph of new.yml has the words of harbour/op")
    assert "remove the file, and run this again" in error
    (small / "chapters/harbour/index.md").unlink()
    errors = refuse(small, new)
    assert [error.partition(": ")[0] for error in errors] == [
        "data/coding/pass-a.csv:2",
        "data/coding/pass-b.csv:2",
    ]
    assert all("no longer has the paragraph 'harbour/opening'" in error for error in errors)
    for name in ("pass-a.csv", "pass-b.csv"):
        path = small / "data/coding" / name
        path.write_text(re.sub(r"harbour/opening,.*\n", "", path.read_text()))
    lines = change(small, new)
    assert f"moved: {QUAY}" not in "\n".join(lines)
    assert "[page above](quay.md)" in read(small, QUAY)


def test_figure_of_a_paragraph_that_is_gone_is_named_with_its_line(small):
    (small / "chapters/harbour/index.md").unlink()
    for name in ("pass-a.csv", "pass-b.csv"):
        path = small / "data/coding" / name
        path.write_text(re.sub(r"harbour/opening,.*\n", "", path.read_text()))
    with (small / "index.md").open("a") as page:
        page.write("\nIt has {fig}`paragraph.harbour-opening.tokens` words.\n")
    errors = refuse(small, divide(small, *WITHOUT_PLAN, first=1))
    assert errors == [
        "index.md:7: the new outline no longer has the paragraph of the figures paragraph.harbour-opening.* "
        "(remove what names it, and run this again)",
    ]


def test_claim_that_turns_false_ends_the_change(small):
    new = divide(small, ("plan", ["opening"]), ("harbour", ["quay", "opening"]), ("ties", ["trade"]))
    (error, *others) = refuse(small, new)
    assert error.startswith(
        "codebook.md:8: the title says 'Works lead', but the claim claims.works-lead is false"
    )
    assert others == []


def test_text_that_does_not_fit_is_named_with_its_line_and_the_outline_that_it_does_not_fit(small):
    (error,) = refuse(small, edit(small, ("sentences: 3", "sentences: 4")))
    assert error.startswith("text.txt:3: sentences of paragraph 'harbour/quay': expected 4, found 3")
    (error,) = refuse(small, edit(small, ("Ties with Eastland", "Other ties")))
    assert "the text does not fit new.yml from here on" in error


def test_other_text_is_refused(small):
    (small / "text.txt").write_text(read(small, "text.txt").replace("fish", "salt"))
    (error,) = refuse(small, edit(small, ("harbour/quay", "harbour/wall")))
    assert error.startswith("text.txt: this is not the text that the book was made from")


def test_mistake_in_the_new_outline_is_named_with_its_line(small):
    *_, error = refuse(small, edit(small, ("harbour/quay", "ties/opening")))
    assert "new.yml:" in error
    assert "id 'ties/opening' appears twice (first in line " in error
    (error,) = refuse(small, edit(small, ("harbour/quay", "harbour/index")))
    assert "'harbour/index' has the page of 'harbour/opening'" in error


def test_paragraph_whose_words_are_a_heading_as_well_is_named_with_its_line(small):
    heading = "      - id: harbour/quay\n"
    new = edit(small, (heading, f'{heading}        heading: "{PLAN}"\n'))
    (error,) = refuse(small, new)
    assert error.endswith(
        "new.yml:15: the paragraph 'The plan' has the words of a heading "
        "(a line is one or the other: remove the lines of this paragraph, or the heading)"
    )


def test_outline_of_the_book_itself_is_no_new_outline(small):
    (error,) = refuse(small, small / OUTLINE)
    assert "edit a copy of it" in error


def test_file_in_the_place_of_a_moved_chapter_is_not_replaced(small):
    (small / "chapters/harbour/wall.md").write_text("# Mine\n")
    (error,) = refuse(small, edit(small, ("harbour/quay", "harbour/wall")))
    assert error.startswith("chapters/harbour/wall.md: a chapter would move here")


def test_page_that_is_edited_in_the_meantime_is_not_replaced(small, monkeypatch):
    check_copy = module._check

    def edit_page(root, draft, renames):
        with (root / QUAY).open("a", encoding="utf-8") as page:
            page.write("\nMore words.\n")
        return check_copy(root, draft, renames)

    monkeypatch.setattr(module, "_check", edit_page)
    with pytest.raises(ReadingErrors) as raised:
        change(small, edit(small, ("harbour/quay", "harbour/wall")))
    (error,) = raised.value.exceptions
    assert (error.path, error.problem) == (small / QUAY, "the file was edited in the meantime")
    assert read(small, QUAY).endswith("More words.\n")
    assert not (small / "chapters/harbour/wall.md").exists()


def test_interruption_leaves_the_book_as_it_was_and_no_folder_behind(small, tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(module.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    before = snapshot(small)

    def interrupt(root, draft, renames):
        assert (draft / "chapters/harbour/wall.md").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_check", interrupt)
    with pytest.raises(KeyboardInterrupt):
        change(small, edit(small, ("harbour/quay", "harbour/wall")))
    assert snapshot(small) == before
    assert list((tmp_path / "temporary").iterdir()) == []


# Any outline ------------------------------------------------------------------------------------------------


@st.composite
def divisions(draw):
    """The four paragraphs of the small document in two or three sections, all with other names."""
    cuts = sorted(draw(st.sets(st.sampled_from([1, 2, 3]), min_size=1, max_size=2)))
    names = draw(st.permutations(["harbour", "ties", "plan"]))
    ids = draw(st.permutations(["opening", "quay", "trade", "plan"]))
    return [(name, ids[start:end]) for name, start, end in zip(names, [0, *cuts], [*cuts, 4], strict=False)]


def words_of(text):
    """What a person wrote on a page: all but the paragraph's id, targets of links and names of figures."""
    text = re.sub(r"\A---\r?\n.*?\n---\r?\n", "", text, flags=re.DOTALL)
    return re.sub(r"(\]\(|^\[\w+\]: |\{fig\}`)[^)`\r\n]*", r"\1", text, flags=re.MULTILINE)


# To find a smaller example would take minutes.
@settings(max_examples=examples(2), phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(sections=divisions())
def test_any_outline_keeps_every_word_and_the_old_outline_brings_back_every_byte(
    derived_small_book, tmp_path_factory, sections
):
    folder = tmp_path_factory.mktemp("any")
    root = prepare(shutil.copytree(derived_small_book, folder / "small"))
    # What is said of a section depends on the outline.
    trade = root / "chapters/ties/trade.md"
    # The line ends of a page are its own.
    trade.write_text(trade.read_text().replace("section.ties", "document"), newline="\r\n")
    claims = re.sub(r" *- section.harbour.*\n", "", read(root, "data/claims.yml"))
    (root / "data/claims.yml").write_text(claims)
    before = snapshot(root)
    pages = ["chapters/harbour/index.md", QUAY, "chapters/ties/index.md", "chapters/ties/trade.md"]
    shutil.copy(root / OUTLINE, folder / "original.yml")
    change(root, divide(root, *sections))
    assert check(root) == []
    ids = [f"{name}/{'index' if one == 'opening' else one}" for name, ones in sections for one in ones]
    for page, identifier in zip(pages, ids, strict=True):
        after = (root / f"chapters/{identifier}.md").read_bytes().decode()
        assert words_of(after) == words_of(before[page].decode()), page
    change(root, folder / "original.yml")
    assert snapshot(root) == before
