"""The measures of terms come in parts: on time, late, or not at all."""

import re

import pytest


@pytest.fixture(scope="module")
def scripts(site):
    """The scripts with the list of all terms and with their measures, by their names below the site."""
    paths = (site / "_static").glob("terms*.js")
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in paths}


class Line:
    """Hands the scripts out; a part can be held back, or lost."""

    def __init__(self, scripts):
        self.scripts, self.lost, self.held, self.waiting = scripts, set(), set(), {}

    def part_of(self, term):
        return next(
            name for name, text in self.scripts.items() if f'"id":"{term}"' in text and "add" in text[:20]
        )

    def __call__(self, route):
        name = re.search(r"_static/terms[^?]*", route.request.url)[0]
        if name in self.lost:
            route.abort()
        elif name in self.held:
            self.waiting[name] = route
        else:
            route.fulfill(body=self.scripts[name], content_type="text/javascript")

    def release(self, name):
        self.held.discard(name)
        self(self.waiting.pop(name))


@pytest.fixture
def line(page, scripts):
    line = Line(scripts)
    page.route("**/_static/terms*", line)
    return line


@pytest.fixture
def faults(page):
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


def look(page, term):
    field = page.get_by_role("combobox", name="Term")
    field.fill(term)
    field.press("Enter")


def shows(page, name, query):
    page.locator("[data-part=name]").get_by_text(name, exact=True).wait_for()
    page.wait_for_url(f"**/explorer.html{query}")
    assert page.locator("[data-part=findings]").get_attribute("aria-busy") is None
    assert page.get_by_role("combobox", name="Term").input_value() == name


def test_the_part_of_a_term_is_loaded_when_the_term_is_chosen(page, address, line, faults):
    page.goto(f"{address}explorer.html")
    shows(page, "China", "")
    assert page.locator("[data-part=collocate-rows] tr").count()
    look(page, "stability")
    shows(page, "stability", "?term=stability")
    page.go_back()
    shows(page, "China", "")


def test_the_last_of_two_chosen_terms_is_shown(page, address, line, faults):
    page.goto(f"{address}explorer.html")
    shows(page, "China", "")
    late = line.part_of("stability")
    assert late != line.part_of("cooperation")
    line.held.add(late)
    with page.expect_request(f"**/{late}*"):
        look(page, "stability")
    assert page.locator("[data-part=findings]").get_attribute("aria-busy") == "true"
    look(page, "cooperation")
    shows(page, "cooperation", "?term=cooperation")
    with page.expect_response(f"**/{late}*"):
        line.release(late)
    shows(page, "cooperation", "?term=cooperation")
