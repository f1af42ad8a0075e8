"""Documents to begin books on: a brief with points, a speech, a note, and a declaration."""

from __future__ import annotations

BRIEF = """\
# Safer Harbours for the Northern Coast

## Summary

The Harbour Office asks the Coast Council for a plan that makes small harbours safer by the end of
the decade. The plan rests on four points. It costs less than the repairs of a single bad winter.

## Why the Council should act

Small harbours carry most of the fish that is landed on the Northern Coast. Their walls were built
for lighter ships and calmer winters. In the last ten years the Harbour Office has counted more
damage each winter than the Coast Council has paid for. Fishing families carry the rest.

## Four points for a plan

1. The Coast Council should survey every harbour wall within two years. The survey should be public.
Harbour masters should be paid for the days that they give to it.
2. The Harbour Office should rank repairs by risk and not by the size of a town. Towns that disagree
should be heard before the ranking is final.
3. A fund for winter damage should be filled by a small fee on every landing. The fee should fall
when the fund is full. Fishing families should have a seat on its board.
4. Harbour masters should train together once a year. The Sea Rescue has offered its boats for the
training.

## What it costs

The survey costs as much as two new boats. The fund costs nothing once it is full. The Harbour
Office believes that the plan pays for itself after five winters.
"""

SPEECH = """\
Friends, I will be brief, because the tide does not wait and neither do you. Twenty years ago this \
town had a school, a ferry and a doctor. Today it has a ferry.

We did not lose the school because children stopped being born here. We lost it because somebody far \
away counted children in a spring when half of our families were at sea. I have asked for that count \
again. I will go on asking.

The doctor left when the road fell into the river. A road is not a gift. A road is what a town is \
owed when it pays its taxes, and this town has paid.

Some of you say that we should leave as well. I understand that. My own brother left, and he writes \
to me that the city is loud and that nobody there knows when the herring come. He asks whether the \
ferry still runs. I tell him that it does.

So here is what I promise you. The ferry will run. The road will be built. The school will open with \
as many children as there are, be they nine or ninety. And when the doctor comes back, she will not \
need a boat to reach us.
"""

NOTE = "The ferry is late again. Nobody at the harbour knows why.\n"

_RIGHTS = (
    "food and clean water",
    "a fair wage",
    "peaceful assembly",
    "schools and learning",
    "care in sickness",
    "thought and belief",
)

_COURT = "A court shall hear everyone who is charged. The court shall be independent of those who govern."


def _write_article(number: int) -> str:
    """An article. Three of them speak of courts, the eleventh at length."""
    times = {10: 1, 11: 4, 12: 1}.get(number, 0)
    first, second = _RIGHTS[number % 6], _RIGHTS[(number + 1) % 6]
    text = f"Everyone has the right to {first}. Every family may ask for {second}."
    return f"## Article {number}\n\n{text}{f' {_COURT}' * times}\n"


DECLARATION = "# Declaration of the Free Towns\n\n" + "\n".join(map(_write_article, range(1, 31)))
