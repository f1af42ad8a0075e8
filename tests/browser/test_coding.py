"""The page on which readers code sentences: its keys, what it keeps, its file, and the agreement."""

import csv
import io
import math
import random
import re

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


def take(page):
    with page.expect_download() as started:
        page.locator("[data-part=file]").click()
    return started.value.path().read_bytes()


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def confirmed(page, answer="accept"):
    """Answer the question that the next click or key leads to."""
    page.once("dialog", lambda dialog: getattr(dialog, answer)())
    return page


def finish(page):
    confirmed(page).get_by_role("button", name="Finish and compare").click()
    page.locator("[data-part=results]").wait_for()


def discard(page):
    confirmed(page).get_by_role("button", name="Discard this pass").click()


def test_a_pass_takes_two_keys_a_sentence_and_agrees_with_the_others_as_python_says(
    watched, address, built_small_book
):
    begin(watched, address)
    for key in CODES:
        press(watched, key, "Enter")
    assert not [url for url, _ in watched.asked if "coding_passes" in url]
    assert watched.locator(":focus").inner_text() == "Finish and compare"
    press(confirmed(watched), "Enter")
    # Else the choices of the last sentence would be read out above the results.
    assert watched.locator("[data-part=chosen]").text_content() == ""
    rows = rows_of(take(watched))
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
        differing = agreement.disagreement(codes, unit=unit)
        numbers = [f"{value:.3f}".replace("-", "\u2212") for value in (alpha, low, high)]
        assert re.findall("\u2212?\\d\\.\\d{3}", line) == numbers
        assert line.endswith(f"{differing.differing} of {differing.units}")
        listed = watched.locator("[data-part=details] details", has_text=f"{book.coding.coders[name].name}:")
        different = sum(a != b for a, b in zip(mine["themes"], other["themes"], strict=True))
        assert listed.locator("li").count() == different


def test_the_measures_are_those_of_the_package(watched, address):
    watched.goto(f"{address}coding.html")
    rng = random.Random(21)
    for number, names in ((42, "yn"), (60, "abc"), (200, "yn"), (9, "y")):
        pairs = [
            [usual, usual if rng.random() < 0.8 else rng.choice(names)]
            for usual in rng.choices(names, k=number)
        ]
        clusters, start = [], 0
        while start < number:
            end = start + rng.randint(1, 5)
            clusters.append(pairs[start:end])
            start = end
        codes = pd.DataFrame(
            [
                (coder, cluster, unit, code)
                for cluster, units in enumerate(clusters)
                for unit, pair in enumerate(units)
                for coder, code in enumerate(pair)
            ],
            columns=["coder", "cluster", "unit", "code"],
        )
        key = ["cluster", "unit"]
        low, high = agreement.alpha_interval(codes, unit=key, cluster=["cluster"])
        expected = {"alpha": agreement.krippendorff_alpha(codes, unit=key), "low": low, "high": high}
        measured = watched.evaluate("window.codingAgreement.measureAgreement", clusters)
        for name, value in expected.items():
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
    first, second = rows_of(take(watched))
    assert (first["themes"], first["unsure"], first["note"]) == ("commerce works", "", "")
    assert (second["themes"], second["unsure"], second["note"]) == ("works", "Is it built?", "")
    watched.reload()
    watched.get_by_role("button", name="Show the results").press("Enter")
    watched.get_by_text("Ann coded 2 of 7 sentences").wait_for()
    discard(watched)
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
    watched.get_by_role("button", name="Finish and compare").click()
    assert "6 sentences left" in watched.locator("[data-part=status]").inner_text()
    assert watched.locator("[data-part=work]").is_visible()


def test_whole_pass_of_stances_becomes_a_table(watched, address):
    begin(watched, address, "Stances of actors")
    press(watched, "1", "2", "n", "2", "1", "a", *["Enter"] * 7)
    finish(watched)
    rows = rows_of(take(watched))
    assert [(row["actor"], row["target"], row["stance"]) for row in rows] == [
        ("northport", "eastland", "neutral"),
        ("eastland", "northport", "adverse"),
    ]
    assert watched.locator("[data-part=folder]").inner_text().startswith("data/coding/stances-ann-2")


def test_hostile_names_and_comments_stay_text(watched, address):
    name = "<img src=x onerror=alert(1)> \"=1+1, O'Neil & \u2028Co"
    begin(watched, address, name=name)
    press(watched, "1", "c")
    watched.keyboard.type('</script>"&<b>, ]]>')
    press(watched, "Enter", "2", "Enter")
    finish(watched)
    assert watched.locator("main img, article img").count() == 0
    first, _ = rows_of(take(watched))
    assert (first["coder"], first["note"]) == (" ".join(name.split()), '</script>"&<b>, ]]>')


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
    content = take(watched)
    assert {row["basis"] for row in rows_of(content)} == {"document"}
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
    assert [row["themes"] for row in rows_of(take(second))] == ["works", "commerce"]
    # What is finished in one tab can no longer be changed in the other.
    watched.locator("[data-part=results]").wait_for()
    assert not watched.locator("[data-part=work]").is_visible()
    discard(second)
    watched.get_by_text("discarded in another tab").wait_for()
    assert watched.locator("form.begin").is_visible()
    assert watched.evaluate("localStorage.length") == 0
    second.close()


def test_a_pass_is_neither_discarded_nor_finished_without_a_yes(watched, address):
    begin(watched, address)
    press(watched, "1", "Enter")
    confirmed(watched, "dismiss").get_by_role("button", name="Finish and compare").click()
    assert watched.locator("[data-part=work]").is_visible()
    watched.goto(f"{address}coding.html")
    confirmed(watched, "dismiss").get_by_role("button", name="Discard it").click()
    assert watched.evaluate("localStorage.length") == 1


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
    assert [row["themes"] for row in rows_of(take(watched))] == ["works"]
    watched.evaluate(end)


def test_on_a_phone_next_stays_in_view_and_the_rules_are_folded(watched, address):
    watched.set_viewport_size({"width": 390, "height": 320})
    begin(watched, address)
    for _ in range(2):
        step = watched.get_by_role("button", name="Next").bounding_box()
        assert step["y"] + step["height"] <= 320
        watched.mouse.wheel(0, 10_000)
        watched.wait_for_timeout(100)
    rules = watched.locator(".choices li").first
    assert rules.locator(".hint").is_hidden()
    rules.locator("summary").click()
    assert rules.locator(".hint").is_visible()


def test_the_page_works_from_disk_is_accessible_and_fits_narrow_screens(watched, site):
    root = f"{site.as_uri()}/"
    begin(watched, root, "other texts, 2022")
    assert place(watched) == "Sentence 1 of 2 \u00b7 captain, 2022, sentence 1"
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
