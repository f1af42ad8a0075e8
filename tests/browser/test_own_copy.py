"""A reader's own copy in a real browser, on its page, and on others once it is kept, of the small book."""

import pytest

from tests.browser.own_copy import announced, give
from tests.browser.running import script
from tests.browser.visits import AXE, COLOUR_RULES, LAYOUT_RULES, NARROW, WIDE, axe

KEYS = "[sessionStorage, localStorage].map((storage) => storage.length)"
"""How many entries each storage has."""

SENTENCE = "The council considers the quay a strategic priority."


@pytest.mark.parametrize("width", [WIDE, 390])
def test_what_was_found_in_a_copy_is_in_view(watched, small_address, copy_text, width):
    watched.set_viewport_size({"width": width, "height": 800})
    give(watched, small_address, copy_text)
    for part in ("[data-part=status]", ".pairs li"):
        assert watched.locator(part).first.evaluate(script("in_view")), part


def test_the_page_shows_each_sentence_beside_its_retelling_and_counts_again(
    watched, small_address, copy_text
):
    said = give(watched, small_address, f"Home\nNews\n\n{copy_text}\nShare this page")
    assert said.startswith("7 of 7 sentences found.")
    pair = watched.locator(".pairs li", has_text=SENTENCE)
    assert "comes before much else" in pair.inner_text()
    assert pair.get_by_role("link").get_attribute("href").endswith("chapters/harbour/quay.html#s2")
    assert watched.locator("[data-part=rows] .differs").count() == 0
    assert watched.locator("[data-part=rows] .agrees").count() > 7
    assert watched.evaluate(KEYS) == [0, 0]
    watched.reload()
    assert not watched.locator("[data-part=results]").is_visible()


def test_words_in_context_are_found_by_any_form_and_sorted_by_either_side(watched, small_address, copy_text):
    give(watched, small_address, copy_text)
    for word, found in (("trades", "does not have"), ("Northport", "The plan, sentence 1")):
        watched.get_by_label("Word or phrase").fill(word)
        watched.keyboard.press("Enter")
        assert found in watched.locator("[data-part=concordance]").inner_text()
    sides = {
        "by the words before": ["The quay", "Goods", "Free trade", "The plan"],
        "by the words after": ["The quay", "The plan", "Free trade", "Goods"],
        "as in the text": ["The plan", "The quay", "Goods", "Free trade"],
    }
    lines = watched.locator("[data-part=concordance] .lines li")
    for order, expected in sides.items():
        watched.get_by_label(order).press("Space")
        places = [text.split("\n")[-1].partition(",")[0] for text in lines.all_inner_texts()]
        assert places == expected


def test_a_wrong_text_is_refused_and_an_edited_copy_differs(watched, small_address, copy_text):
    said = give(watched, small_address, "The harbour is closed today. " * 30, keep="localStorage")
    assert "does not seem to be the document: 0 of 7 sentences found. The first that is missing" in said
    assert not watched.locator("[data-part=results]").is_visible()
    assert watched.evaluate(KEYS) == [0, 0]
    said = give(watched, small_address, copy_text.replace("strategic", "clear"))
    terms = watched.locator("[data-part=terms] tr").all_inner_texts()
    assert [" ".join(row.split()) for row in terms] == [
        "clear 0 1",
        "strategic 1 0",
        "strategic priority 1 0",
    ]


def test_a_copy_that_is_not_whole_is_said_to_lack_a_sentence_here_and_where_readers_code(
    watched, small_address, copy_text
):
    said = give(watched, small_address, copy_text.replace(SENTENCE, ""), "sessionStorage")
    lacks = "6 of 7 sentences found. The first that is missing is The quay, sentence 2"
    assert said.startswith(lacks)
    watched.goto(f"{small_address}coding.html")
    assert f"Your copy is not whole: {lacks}" in watched.locator("[data-part=basis]").inner_text()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("copy.txt", "{}", "7 of 7"),
        ("page.html", "<nav>Home</nav><script>'council'</script><article><p>{}</p></article>", "7 of 7"),
        ("copy.pdf", "%PDF-1.7 {}", "This is no file of text"),
        ("empty.txt", "", "There is no text yet"),
    ],
)
def test_a_file_is_read_in_the_browser(watched, small_address, copy_text, name, content, said):
    watched.goto(f"{small_address}your-copy.html")
    watched.get_by_label("No, show it on this page only").check()
    text = copy_text.replace("\n", "</p><p>") if name.endswith("html") else copy_text
    file = {"name": name, "mimeType": "", "buffer": content.format(text).encode()}
    watched.get_by_label("Or choose a file").set_input_files(file)
    assert announced(watched).startswith(said)


def test_a_file_that_is_chosen_before_the_first_question_is_answered_is_read(
    watched, small_address, copy_text
):
    watched.goto(f"{small_address}your-copy.html")
    file = {"name": "copy.txt", "mimeType": "text/plain", "buffer": copy_text.encode()}
    watched.get_by_label("Or choose a file").set_input_files(file)
    watched.locator("input[name=keep][value='']").check()
    watched.get_by_role("button", name="Read beside my copy").press("Enter")
    assert announced(watched).startswith("7 of 7 sentences found.")


@pytest.mark.parametrize("keep", [pytest.param("sessionStorage", marks=pytest.mark.extended), "localStorage"])
def test_a_kept_copy_is_shown_on_other_pages_until_it_is_forgotten(watched, small_address, copy_text, keep):
    # Under load, Chromium loses the storage of pages that are files: on 2 of 40 visits, and on none by HTTP.
    give(watched, small_address, copy_text, keep)
    assert watched.evaluate(KEYS) == [int(keep == "sessionStorage"), int(keep == "localStorage")]
    watched.goto(f"{small_address}chapters/harbour/quay.html")
    real = watched.locator("ol.real")
    real.first.wait_for()
    assert [text.split("\n") for text in real.all_inner_texts()] == [
        ["First, the quay.", SENTENCE],
        ["Northport hopes that trade with Eastland grows."],
    ]
    watched.get_by_role("button", name="Hide").click()
    assert not real.first.is_visible()
    watched.goto(f"{small_address}explorer.html?term=eastland")
    lines = watched.locator(".explorer .lines li")
    lines.first.wait_for()
    assert lines.count() == 3
    watched.goto(f"{small_address}evidence.html")
    watched.locator(".sentences .real").first.wait_for(state="attached")
    assert watched.locator(".sentences .real", has_text=SENTENCE).count() == 1
    watched.get_by_role("button", name="Forget").click()
    assert watched.evaluate(KEYS) == [0, 0]
    assert watched.locator(".from-copy").all_inner_texts() == ["Your copy is forgotten."]
    assert watched.locator(":focus").inner_text() == "Your copy is forgotten."
    watched.goto(f"{small_address}chapters/harbour/quay.html")
    watched.wait_for_load_state("networkidle")
    assert watched.locator("script[src*=own_copy]").count() == 0


def test_the_results_are_accessible_in_both_modes_and_fit_narrow_screens(watched, small_address, copy_text):
    watched.set_viewport_size({"width": WIDE, "height": 800})
    give(watched, small_address, copy_text.replace("strategic", "clear"), "sessionStorage")
    watched.evaluate(AXE)
    assert axe(watched) == []
    watched.emulate_media(color_scheme="dark")
    assert axe(watched, COLOUR_RULES) == []
    for name in ("your-copy.html", "chapters/harbour/quay.html", "evidence.html"):
        watched.goto(f"{small_address}{name}")
        watched.locator(".pairs, .from-copy").first.wait_for()
        for width in (360, NARROW):
            watched.set_viewport_size({"width": width, "height": 800})
            assert watched.evaluate("document.documentElement.scrollWidth") == width
        watched.evaluate(AXE)
        assert axe(watched, LAYOUT_RULES) == []
