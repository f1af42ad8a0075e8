"""The timeline on its page: each event has its date, and leads to its chapter."""

import datetime
import posixpath

import yaml

from tests import independent

PAGE = "chapters/diplomacy-and-politics/index.html"


def write_date(date):
    year, *rest = str(date).split("-")
    month = [datetime.date(2000, int(number), 1).strftime("%B") for number in rest[:1]]
    return " ".join([*(str(int(number)) for number in rest[1:]), *month, year])


def test_every_event_has_its_date_and_leads_to_its_chapter(pages):
    events = yaml.safe_load((independent.DATA / "timeline.yml").read_text(encoding="utf-8"))["events"]
    expected = {(write_date(event["date"]), event["event"]): f"{event['page']}.html" for event in events}
    rows = [row.select("td") for row in pages[PAGE].select(".timeline tbody tr")]
    shown = {
        (date.get_text(), event.get_text()): posixpath.normpath(
            posixpath.join(posixpath.dirname(PAGE), event.a["href"]) if event.a else PAGE
        )
        for date, event in rows
    }
    assert shown == expected
    assert pages[PAGE].select_one(".timeline caption .caption-text").get_text() == "What the chapters date"
