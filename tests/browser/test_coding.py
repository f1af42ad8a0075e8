"""The page on which readers code sentences: its keys, what it keeps, its file, and the agreement."""

import csv
import io
import math
import random
import re

import pandas as pd
import pytest

from reading.measures import agreement
from tests.browser.own_copy import give
from tests.browser.running import script
from tests.browser.visits import AXE, COLOUR_RULES, LAYOUT_RULES, NARROW, WIDE, axe

CODES = ["2", "2", "2", "1", "1", "1", "1"]
"""The keys of the themes that the small book's sentences get. The last theme differs from both passes."""


def begin(page, address, name="Ann"):
    page.goto(f"{address}coding.html")
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


def test_a_pass_takes_two_keys_a_sentence_and_is_compared_with_the_others(watched, small_address):
    begin(watched, small_address)
    for key in CODES[:3]:
        press(watched, key, "Enter")
    so_far = watched.get_by_role("button", name="Save so far")
    for width in (WIDE, 390):
        # The rules of this book are short: a book with ten themes fills a higher screen.
        watched.set_viewport_size({"width": width, "height": 500})
        assert so_far.evaluate(script("in_view")), width
    with watched.expect_download() as started:
        so_far.click()
    assert re.fullmatch(r"pass-ann-20[\d-]+\.csv", started.value.suggested_filename)
    assert len(rows_of(started.value.path().read_bytes())) == 3
    watched.reload()
    watched.get_by_role("button", name="Go on").press("Enter")
    for key in CODES[3:]:
        press(watched, key, "Enter")
    assert not [url for url in watched.asked if "coding_passes" in url]
    assert watched.locator(":focus").inner_text() == "Finish and compare"
    press(confirmed(watched), "Enter")
    rows = rows_of(take(watched))
    assert [row["themes"] for row in rows] == [["commerce", "works"][int(key) - 1] for key in CODES]
    assert {(row["coder"], row["kind"], row["basis"], row["codebook"]) for row in rows} == {
        ("Ann", "person", "retelling", "2")
    }
    shown = watched.locator("[data-part=agreement-rows] tr").all_inner_texts()
    assert [len(re.findall("\u2212?\\d\\.\\d{3}", line)) for line in shown] == [1, 1]
    assert watched.locator("[data-part=details] details li").count()


def test_alpha_is_that_of_the_package(watched, small_address):
    watched.goto(f"{small_address}coding.html")
    rng = random.Random(21)
    for number, names in ((42, "yn"), (60, "abc"), (200, "yn"), (9, "y")):
        pairs = [
            [usual, usual if rng.random() < 0.8 else rng.choice(names)]
            for usual in rng.choices(names, k=number)
        ]
        codes = pd.DataFrame(
            [(coder, item, code) for item, pair in enumerate(pairs) for coder, code in enumerate(pair)],
            columns=["coder", "item", "code"],
        )
        expected = agreement.krippendorff_alpha(codes, item=["item"])
        measured = watched.evaluate("window.measureAgreement", pairs)["alpha"]
        assert measured == pytest.approx(expected, abs=1e-9, nan_ok=True), number
        assert math.isnan(measured) == (len(names) == 1)


def test_undo_back_and_a_reload_lose_nothing(watched, small_address):
    begin(watched, small_address)
    press(watched, "1", "2", "Enter", "2", "u", "c")
    watched.keyboard.type("Is it built?")
    press(watched, "Enter")
    watched.reload()
    watched.get_by_role("button", name="Go on").press("Enter")
    watched.locator("[data-part=work]").wait_for()
    assert place(watched).startswith("Sentence 3")
    press(watched, "1", "z", "Backspace")
    assert watched.get_by_label("Comment").input_value() == "Is it built?"
    finish(watched)
    first, second = rows_of(take(watched))
    assert (first["themes"], first["unsure"], first["note"]) == ("commerce works", "", "")
    assert (second["themes"], second["unsure"], second["note"]) == ("works", "Is it built?", "")
    tops = [
        watched.locator(f"[data-part={name}]").bounding_box()["y"] for name in ("file", "discard-finished")
    ]
    assert tops == sorted(tops)
    confirmed(watched).get_by_role("button", name="Discard this pass").click()
    assert watched.locator("form.begin").is_visible()
    assert watched.evaluate("localStorage.length") == 0


def test_hostile_names_and_comments_stay_text(watched, small_address):
    name = "<img src=x onerror=alert(1)> \"=1+1, O'Neil & \u2028Co"
    begin(watched, small_address, name=name)
    press(watched, "1", "c")
    watched.keyboard.type('</script>"&<b>, ]]>')
    press(watched, "Enter", "2", "Enter")
    finish(watched)
    assert watched.locator("main img, article img").count() == 0
    first, _ = rows_of(take(watched))
    assert (first["coder"], first["note"]) == (" ".join(name.split()), '</script>"&<b>, ]]>')


def test_with_a_copy_its_sentences_are_coded_and_none_of_its_words_leave(watched, small_address, copy_text):
    give(watched, small_address, copy_text, "sessionStorage")
    begin(watched, small_address)
    press(watched, "Enter", "Enter")
    sentence = watched.locator("[data-part=sentence]").inner_text()
    assert sentence == "The council considers the quay a strategic priority."
    press(watched, "c")
    watched.keyboard.type(f"Why {sentence.upper()}")
    press(watched, "Enter")
    assert "your copy" in watched.locator("[data-part=status]").inner_text()
    watched.get_by_label("Comment").fill(re.sub(r"(?<=\w)(?=\w)", "\u00ad", sentence))
    press(watched, "Enter")
    assert "your copy" in watched.locator("[data-part=status]").inner_text()
    assert place(watched).startswith("Sentence 3")
    watched.get_by_label("Comment").fill("Why the quay?")
    press(watched, "Enter")
    finish(watched)
    content = take(watched)
    assert {row["basis"] for row in rows_of(content)} == {"document"}
    assert sentence[4:40].encode() not in content


def test_the_page_works_from_disk_is_accessible_and_fits_narrow_screens(watched, small_site):
    root = f"{small_site.as_uri()}/"
    begin(watched, root)
    watched.evaluate(AXE)
    assert axe(watched) == []
    watched.emulate_media(color_scheme="dark")
    assert axe(watched, COLOUR_RULES) == []
    press(watched, *["Enter"] * 7)
    finish(watched)
    watched.locator("[data-part=agreement-rows] tr").first.wait_for()
    for width in (WIDE, 360, NARROW):
        watched.set_viewport_size({"width": width, "height": 800})
        assert watched.evaluate("document.documentElement.scrollWidth") == width
        assert axe(watched, LAYOUT_RULES) == []
