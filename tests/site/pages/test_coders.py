"""The line that says who coded: on every page that shows a coded number, and on no other."""

from reading.site.pages.coders import METHOD, PARTS


def shows_codes(page, figures):
    """Whether a page shows a figure of codings, or a chart or an entry of coded sentences."""
    names = [data["data-figure"] for data in page.select("data[data-figure]")]
    kinds = ("theme", "paragraph-profile", "document-at-a-glance")
    charts = ", ".join(["section.theme", *(f"[id^=chart-{kind}]" for kind in kinds)])
    return any(not set(PARTS).isdisjoint(figures.needs(name)) for name in names) or bool(page.select(charts))


def named(text):
    """The parts of the book whose coders a line names."""
    return [part for part, what in PARTS.items() if f"the {what}" in text]


def test_every_page_that_shows_a_coded_number_says_once_who_coded_it(pages, page_names, figures, book):
    said = {name: page.select("p.who-coded") for name, page in ((name, pages[name]) for name in page_names)}
    in_their_own_words = {f"{METHOD}.html", "index.html"}
    expected = {name for name in page_names if shows_codes(pages[name], figures)} - in_their_own_words
    assert {name for name, lines in said.items() if lines} == expected
    assert len([name for name in expected if name.startswith("chapters/")]) > 5
    for name in expected:
        (line,) = said[name]
        text, (*coding, method) = line.get_text(), (link["href"] for link in line.select("a"))
        assert text.startswith("A language model ")
        assert method.endswith(f"{METHOD}.html#who-coded")
        kinds = {coder.kind for part in named(text) for coder in getattr(book, part).coders.values()}
        # Once a person has coded, the line asks nobody to code any more.
        assert [link.endswith("coding.html") for link in coding] == [True] * ("person" not in kinds)
        assert ("person coded" in text or "people coded" in text) == ("person" in kinds)
