"""The page on which readers code sentences: its keys, what it keeps, its files, and the agreement."""

import csv
import io
import json
import math
import random
import re
import zipfile
from xml.etree import ElementTree

import pandas as pd
import pytest

from reading.data.book import Book
from reading.measures import agreement
from tests.browser.server import served
from tests.browser.visits import AXE, COLOUR_RULES, LAYOUT_RULES, NARROW, WIDE, axe, listened

CODES = ["2", "2", "2", "1", "1", "1", "1"]
"""The keys of the themes that the small book's sentences get. The last theme differs from both passes."""


@pytest.fixture(scope="module")
def site(built_small_book):
    return built_small_book / "_build" / "html"


@pytest.fixture(scope="module")
def address(site):
    with served(site) as served_at:
        yield served_at


@pytest.fixture
def watched(page, address, site):
    """A page whose requests are watched: none may leave the site, and none may carry anything."""
    page.asked = []
    page.on("request", lambda request: page.asked.append((request.url, request.method)))
    with listened(page, address, site.as_uri()) as problems:
        yield page
    assert problems == []
    assert {method for _, method in page.asked} == {"GET"}


def begin(page, address, task="Themes of the document", name="Ann", script="null"):
    page.goto(f"{address}coding.html")
    page.evaluate(script)
    page.get_by_label(task, exact=False).first.check()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Begin").press("Enter")
    page.locator("[data-part=work]").wait_for()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def place(page):
    return page.locator("[data-part=place]").inner_text()


def take(page, ending):
    link = page.locator(f"[data-part=files] a[download$='{ending}']")
    with page.expect_download() as started:
        link.click()
    return started.value.path().read_bytes()


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def finish(page):
    page.get_by_role("button", name="Finish and compare").click()
    page.get_by_role("button", name="Really finish?").click()
    page.locator("[data-part=results]").wait_for()


def test_a_pass_takes_two_keys_a_sentence_and_agrees_with_the_others_as_python_says(
    watched, address, built_small_book
):
    begin(watched, address)
    for key in CODES:
        press(watched, key, "Enter")
    assert not [url for url, _ in watched.asked if "coding_passes" in url]
    assert watched.locator(":focus").inner_text() == "Finish and compare"
    press(watched, "Enter", "Enter")
    # Else the choices of the last sentence would be read out above the results.
    assert watched.locator("[data-part=chosen]").text_content() == ""
    rows = rows_of(take(watched, ".csv"))
    names = ["commerce", "works"]
    assert [row["themes"] for row in rows] == [names[int(key) - 1] for key in CODES]
    assert {(row["coder"], row["kind"], row["basis"], row["codebook"]) for row in rows} == {
        ("Ann", "person", "retelling", "1")
    }
    book = Book.load(built_small_book)
    shown = watched.locator("[data-part=agreement-rows] tr").all_inner_texts()
    for line, (name, other) in zip(shown, book.coding.passes.items(), strict=True):
        mine = other.assign(themes=[(row["themes"],) for row in rows])
        codes = pd.DataFrame(
            [
                (coder, *row[:2], theme, "yes" if theme in row[2] else "no")
                for coder, frame in (("Ann", mine), (name, other))
                for row in frame.itertuples(index=False, name=None)
                for theme in names
            ],
            columns=["coder", "paragraph", "sentence", "theme", "code"],
        )
        unit = ["paragraph", "sentence", "theme"]
        alpha = agreement.krippendorff_alpha(codes, unit=unit)
        low, high = agreement.alpha_interval(codes, unit=unit, cluster=unit[:2])
        kappa = agreement.cohen_kappa(codes, unit=unit)
        differing = agreement.disagreement(codes, unit=unit)
        numbers = [f"{value:.3f}".replace("-", "\u2212") for value in (alpha, low, high, kappa)]
        assert re.findall("\u2212?\\d\\.\\d{3}", line) == numbers
        assert line.endswith(f"{differing.differing} of {differing.units}")
    theme_rows = watched.locator("[data-part=details] details").first.locator("tbody th")
    assert theme_rows.all_text_contents() == ["Commerce", "Building works"]


def test_the_measures_are_those_of_the_package(watched, address):
    watched.goto(f"{address}coding.html")
    rng = random.Random(21)
    for number, coders, names, missing in (
        (42, 2, "yn", 0),
        (60, 2, "abc", 0.2),
        (200, 4, "yn", 0.3),
        (9, 2, "y", 0),
    ):
        units, rows = [], []
        for unit in range(number):
            usual = rng.choice(names)
            given = [
                None if rng.random() < missing else usual if rng.random() < 0.8 else rng.choice(names)
                for _ in range(coders)
            ]
            units.append(given)
            rows += [(coder, unit // 3, unit, code) for coder, code in enumerate(given) if code]
        codes = pd.DataFrame(rows, columns=["coder", "cluster", "unit", "code"])
        key = ["cluster", "unit"]
        low, high = agreement.alpha_interval(codes, unit=key, cluster=["cluster"])
        expected = [agreement.krippendorff_alpha(codes, unit=key), low, high]
        if coders == 2 and not missing:
            expected.append(agreement.cohen_kappa(codes, unit=key))
        measured = watched.evaluate(
            "([units, clusters]) => window.codingAgreement.measureAgreement(units, clusters)",
            [units, [unit // 3 for unit in range(number)]],
        )
        for name, value in zip(("alpha", "low", "high", "kappa"), expected, strict=False):
            assert measured[name] == pytest.approx(value, abs=1e-9, nan_ok=True), (name, number)
        assert math.isnan(measured["alpha"]) == (len(names) == 1)


def test_undo_back_and_a_reload_lose_nothing(watched, address):
    begin(watched, address)
    press(watched, "1", "2", "Enter", "2", "u", "c")
    watched.keyboard.type("Is it built?")
    press(watched, "Enter")
    assert place(watched).startswith("Sentence 3 of 7 \u00b7 The quay, sentence 2")
    watched.reload()
    watched.get_by_role("button", name="Go on").press("Enter")
    watched.locator("[data-part=work]").wait_for()
    assert place(watched).startswith("Sentence 3 of 7")
    press(watched, "1", "z", "Backspace")
    assert watched.get_by_label("Comment").input_value() == "Is it built?"
    press(watched, "Backspace")
    assert [box.is_checked() for box in watched.locator(".choices input").all()] == [True, True]
    finish(watched)
    first, second = rows_of(take(watched, ".csv"))
    assert (first["themes"], first["unsure"], first["note"]) == ("commerce works", "", "")
    assert (second["themes"], second["unsure"], second["note"]) == ("works", "Is it built?", "")
    watched.reload()
    watched.get_by_role("button", name="Show the results").press("Enter")
    watched.get_by_text("Ann coded 2 of 7 sentences").wait_for()
    watched.get_by_role("button", name="Discard this pass").click()
    watched.get_by_role("button", name="Really discard").click()
    assert watched.locator("form.begin").is_visible()
    assert watched.evaluate("localStorage.length") == 0


def test_stances_are_coded_by_three_keys_or_three_taps(watched, address):
    begin(watched, address, "Stances of actors")
    press(watched, "1", "2", "f")
    watched.get_by_role("button", name="2").first.click()
    watched.get_by_role("button", name="1").first.click()
    watched.get_by_role("button", name="a adverse").click()
    assert watched.locator(".coded li").count() == 2
    watched.locator(".coded button").first.click()
    press(watched, "1", "2", "n", "Enter")
    finish(watched)
    assert watched.locator("[data-part=files] a[download$='.csv']").count() == 0
    assert "only if it has all sentences" in watched.locator("[data-part=summary]").inner_text()


def test_whole_pass_of_stances_becomes_a_table(watched, address):
    begin(watched, address, "Stances of actors")
    press(watched, "1", "2", "n", "2", "1", "a", *["Enter"] * 7)
    finish(watched)
    rows = rows_of(take(watched, ".csv"))
    assert [(row["actor"], row["target"], row["stance"]) for row in rows] == [
        ("northport", "eastland", "neutral"),
        ("eastland", "northport", "adverse"),
    ]
    assert watched.locator("[data-part=folder]").inner_text().startswith("data/coding/stances-ann-2")


def test_the_files_are_what_their_formats_say_and_hostile_names_stay_text(watched, address):
    name = "<img src=x onerror=alert(1)> \"=1+1, O'Neil & \u2028Co"
    begin(watched, address, name=name)
    press(watched, "1", "c")
    watched.keyboard.type('</script>"&<b>, ]]>')
    press(watched, "Enter", "2", "Enter")
    finish(watched)
    assert watched.locator("main img, article img").count() == 0
    first, _ = rows_of(take(watched, ".csv"))
    assert (first["coder"], first["note"]) == (" ".join(name.split()), '</script>"&<b>, ]]>')
    archive = zipfile.ZipFile(io.BytesIO(take(watched, ".qdpx")))
    assert archive.testzip() is None
    project = ElementTree.fromstring(archive.read("project.qde"))
    qda = "{urn:QDA-XML:project:1.0}"
    source = next(project.iter(f"{qda}TextSource"))
    text = archive.read(source.get("plainTextPath").replace("internal://", "sources/")).decode()
    guids = {code.get("guid"): code.get("name") for code in project.iter(f"{qda}Code")}
    coded = [
        (
            text[int(selection.get("startPosition")) : int(selection.get("endPosition"))],
            [guids[code.get("targetGUID")] for code in selection.iter(f"{qda}CodeRef")],
        )
        for selection in source.iter(f"{qda}PlainTextSelection")
    ]
    lines = text.rstrip("\n").split("\n")
    assert coded == [(lines[0], ["Commerce"]), (lines[1], ["Building works"])]
    codebook = ElementTree.fromstring(take(watched, ".qdc"))
    assert [code.get("guid") for code in codebook.iter("{urn:QDA-XML:codebook:1.0}Code")] == list(guids)
    annotations = json.loads(take(watched, ".jsonld"))
    assert annotations["total"] == 2
    target = annotations["first"]["items"][1]["target"]
    assert target["source"].endswith("chapters/harbour/quay.html")
    assert target["selector"] == {"type": "FragmentSelector", "value": "s1"}


def test_with_a_copy_its_sentences_are_coded_and_none_of_its_words_leave(watched, address, built_small_book):
    copy = (built_small_book / "text.txt").read_text(encoding="utf-8")
    watched.goto(f"{address}your-copy.html")
    watched.locator("input[name=keep][value=sessionStorage]").check()
    watched.get_by_label("Paste the text").fill(copy)
    watched.get_by_role("button", name="Read beside my copy").press("Enter")
    watched.get_by_text("7 of 7 sentences found.").wait_for()
    begin(watched, address)
    press(watched, "Enter", "Enter")
    sentence = watched.locator("[data-part=sentence]").inner_text()
    assert sentence == "The council considers the quay a strategic priority."
    press(watched, "c")
    watched.keyboard.type(f"Why {sentence.upper()}")
    press(watched, "Enter")
    assert "copyright" in watched.locator("[data-part=status]").inner_text()
    watched.get_by_label("Comment").fill(re.sub(r"(?<=\w)(?=\w)", "\u00ad", sentence))
    press(watched, "Enter")
    assert "copyright" in watched.locator("[data-part=status]").inner_text()
    assert place(watched).startswith("Sentence 3")
    watched.get_by_label("Comment").fill("Why the quay?")
    press(watched, "Enter")
    finish(watched)
    rows = rows_of(take(watched, ".csv"))
    assert {row["basis"] for row in rows} == {"document"}
    for ending in (".csv", ".qdpx", ".qdc", ".jsonld"):
        content = take(watched, ending)
        if ending == ".qdpx":
            archive = zipfile.ZipFile(io.BytesIO(content))
            content = b"".join(archive.read(name) for name in archive.namelist())
        assert sentence[4:40].encode() not in content


def test_two_tabs_show_the_same_pass(watched, address):
    begin(watched, address)
    second = watched.context.new_page()
    second.goto(f"{address}coding.html")
    second.get_by_role("button", name="Go on").press("Enter")
    second.locator("[data-part=work]").wait_for()
    press(second, "2", "Enter")
    watched.get_by_text("changed in another tab").wait_for()
    assert place(watched).startswith("Sentence 2 of 7")
    press(watched, "1", "Enter")
    second.get_by_text("changed in another tab").wait_for()
    finish(second)
    assert [row["themes"] for row in rows_of(take(second, ".csv"))] == ["works", "commerce"]
    # What is finished in one tab can no longer be changed in the other.
    watched.locator("[data-part=results]").wait_for()
    assert not watched.locator("[data-part=work]").is_visible()
    second.get_by_role("button", name="Discard this pass").click()
    second.get_by_role("button", name="Really discard").click()
    watched.get_by_text("discarded in another tab").wait_for()
    assert watched.locator("form.begin").is_visible()
    assert watched.evaluate("localStorage.length") == 0
    second.close()


def test_a_question_about_one_pass_is_not_answered_for_another(watched, address):
    for task in ("Themes of the document", "judged"):
        begin(watched, address, task)
        press(watched, "1")
    watched.goto(f"{address}coding.html")
    watched.get_by_role("button", name="Discard it").click()
    watched.get_by_label("judged").check()
    watched.get_by_role("button", name="iscard it").click()
    assert watched.evaluate("localStorage.length") == 2


def test_blank_name_begins_nothing(watched, address):
    watched.goto(f"{address}coding.html")
    watched.get_by_label("Your name").fill("   ")
    watched.get_by_role("button", name="Begin").press("Enter")
    assert "Please write a name" in watched.locator("[data-part=status]").inner_text()


FAILURES = {
    "forbidden": (
        "window.kept = Object.getOwnPropertyDescriptor(window, 'localStorage');"
        "Object.defineProperty(window, 'localStorage', { configurable: true, get() { throw 1; } }); null",
        "Object.defineProperty(window, 'localStorage', window.kept); null",
    ),
    "full": ("Storage.prototype.setItem = () => { throw Error(); }; null", "null"),
}
"""For each failure of the storage, a script that causes it, and one that ends it."""


def test_sentences_that_nobody_has_retold_are_coded_from_a_copy_only(watched, address):
    watched.goto(f"{address}coding.html")
    watched.evaluate("() => { window.codingData.texts[1] = ''; }")
    watched.get_by_label("Your name").fill("Ann")
    watched.get_by_role("button", name="Begin").press("Enter")
    watched.get_by_text("Please open your copy of the document first").wait_for()
    assert watched.locator("[data-part=work]").is_hidden()


@pytest.mark.parametrize("failure", FAILURES)
def test_without_storage_the_pass_still_becomes_a_file(watched, address, failure):
    cause, end = FAILURES[failure]
    begin(watched, address, script=cause)
    press(watched, "2")
    assert "cannot keep the pass" in watched.locator("[data-part=status]").inner_text()
    press(watched, "Enter")
    finish(watched)
    assert [row["themes"] for row in rows_of(take(watched, ".csv"))] == ["works"]
    watched.evaluate(end)


def test_the_page_works_from_disk_is_accessible_and_fits_narrow_screens(watched, site):
    root = f"{site.as_uri()}/"
    begin(watched, root, "judged")
    watched.evaluate(AXE)
    assert axe(watched) == []
    watched.emulate_media(color_scheme="dark")
    assert axe(watched, COLOUR_RULES) == []
    press(watched, "Enter")
    finish(watched)
    watched.locator("[data-part=agreement-rows] tr").first.wait_for()
    for width in (WIDE, 360, NARROW):
        watched.set_viewport_size({"width": width, "height": 800})
        assert watched.evaluate("document.documentElement.scrollWidth") == width
        assert axe(watched, LAYOUT_RULES) == []
