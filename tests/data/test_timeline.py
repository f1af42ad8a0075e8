"""The timeline: dates of three grains, in order."""

import pytest

from reading.data import timeline
from reading.files.errors import ReadingErrors


def write(root, *dates):
    events = [
        f"  - date: {date}\n    event: Event {number}\n    source: a\n    page: chapters/harbour/quay\n"
        for number, date in enumerate(dates)
    ]
    (root / timeline.PATH).write_text("events:\n" + "".join(events), encoding="utf-8")
    return timeline.read(root)


def test_events_are_in_the_order_of_their_dates(small_root):
    events = write(small_root, "2022-10-16", "2021", "2022-10", "'2022-09'")
    assert [event.date for event in events] == ["2021", "2022-09", "2022-10", "2022-10-16"]


@pytest.mark.parametrize("date", ["22", "2022-1", "2022-00", "'2022-02-30'", "soon", "[2022]", "true", ""])
def test_what_is_no_date_is_refused(small_root, date):
    with pytest.raises(ReadingErrors):
        write(small_root, date)
