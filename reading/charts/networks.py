"""Lays out and draws networks of pairs that share sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from reading.charts.common import INK, REST, label_marks

STARTS, TURNS = 24, 12
"""The number of starts of the layout, and of rotations of each result. The clearest layout is chosen."""

NUMBERED = 0.66
"""The position of a number on its line: off the centre, so that numbers of crossing lines do not meet."""


SPAN, CIRCLE, NAME = (220, 350), 16, (90, 36)
"""Pixels on a narrow screen: width and height of the network, radius of a circle, size of a name."""


def network(
    nodes: pd.DataFrame, edges: pd.DataFrame, places: pd.DataFrame, *, height: int, **drawn: Any
) -> alt.LayerChart:
    """Draw a network: circles with names, joined by lines whose width is the number of shared sentences.

    `nodes` is a frame [name, label, sentences, said, href], `edges` a frame [first, second, together, said,
    href], and `places` comes from `layout`. `drawn` are more encodings of the lines. Lines wider than the
    thinnest have their number, which is a link to the sentences.
    """
    nodes = nodes.merge(places, on="name")
    for end, column in (("", "first"), ("2", "second")):
        edges = edges.merge(places.set_axis([column, f"x{end}", f"y{end}"], axis=1), on=column)
    edges = edges.assign(
        middle=edges["x"] + (edges["x2"] - edges["x"]) * NUMBERED,
        half=edges["y"] + (edges["y2"] - edges["y"]) * NUMBERED,
    )
    scale = alt.Scale(domain=[0, 1], nice=False, padding=40)
    x, y = (alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale))
    width = alt.Scale(domain=[0, 12], range=[0, 14])
    lines = (
        alt.Chart(edges)
        .mark_rule(color=REST, strokeCap="round", aria=False)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", size=alt.Size("together:Q", scale=width, legend=None))
    )
    size = alt.Size("sentences:Q", scale=alt.Scale(domain=[0, 20], range=[40, 640]), legend=None)
    # The border in the colour of the page separates a circle from lines that pass behind it.
    dots = (
        alt.Chart(nodes)
        .mark_point(filled=True, color=INK, stroke="var(--page)", strokeWidth=3, opacity=1)
        .encode(x=x, y=y, size=size, description="said:N", href="href:N")
    )
    numbers = alt.Chart(edges[edges["together"] > edges["together"].min()]).encode(
        x=alt.X("middle:Q", axis=None, scale=scale),
        y=alt.Y("half:Q", axis=None, scale=scale),
        text="together:Q",
    )
    # Behind each text is the same text, wider, in the colour of the page, so that no line runs through it.
    halo: dict[str, Any] = {"stroke": "var(--page)", "strokeWidth": 4, "strokeJoin": "round"}
    above = _find_names_above(nodes, edges)
    sides = [(nodes[above], -1), (nodes[~above], 1)]
    halos = [mark for side, out in sides for mark in label_marks(side, x=x, y=y, out=out, **halo)]
    names = [mark for side, out in sides for mark in label_marks(side, x=x, y=y, out=out)]
    marks = numbers.mark_text(fontWeight="bold").encode(description="said:N", href="href:N")
    layers = [lines.encode(**drawn), numbers.mark_text(aria=False, **halo), *halos, dots, *names, marks]
    layered: alt.LayerChart = alt.layer(*layers).resolve_scale(size="independent").properties(height=height)
    return layered


def layout(pairs: pd.DataFrame, names: Sequence[str] = ()) -> pd.DataFrame:
    """Return a position for each member of the pairs: a frame [name, x, y], from 0 to 1, the same each time.

    `pairs` is a frame [first, second, together, ...] with the number of sentences that two members share;
    `names` are more members, which may be in no pair. The distance of two members depends on the number of
    shared sentences; that of other members is the shortest path between them. The algorithm of Kamada and
    Kawai (1989) finds positions that fit these distances.

    A distance is one over the fifth root of the number of shared sentences: 11 sentences give 0.62 of the
    distance of 1 sentence. The square root would give 0.30 and the number itself 0.09, and the members that
    share most would be so close that their names overlap.

    The result of the algorithm depends on its start. It is started `STARTS` times, with the members on a
    circle in random orders, and each result is rotated `TURNS` times. The chosen layout is the one in which
    members and names are furthest from each other and from the lines of others, since a line that runs
    through a member looks as if it ended there.
    """
    # NetworkX takes a quarter of a second to import.
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(names)
    lengths = zip(pairs["first"], pairs["second"], pairs["together"] ** -0.2, strict=True)
    graph.add_weighted_edges_from(lengths)
    ways = dict(networkx.all_pairs_dijkstra_path_length(graph))
    most = max((length for reached in ways.values() for length in reached.values()), default=0) or 1
    apart = {one: {other: ways[one].get(other, most) for other in graph} for one in graph}
    found = []
    for number in range(STARTS):
        order = list(graph)
        random.Random(number).shuffle(order)
        places = networkx.kamada_kawai_layout(graph, dist=apart, pos=networkx.circular_layout(order))
        at = pd.DataFrame.from_dict(places, orient="index", columns=["x", "y"])
        for angle in np.linspace(0, np.pi, TURNS, endpoint=False):
            turned = at @ np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
            spread = (turned - turned.min()) / (turned.max() - turned.min()).replace(0, 1)
            found.append(spread.set_axis(["x", "y"], axis=1).round(2))
    clearest = max(found, key=lambda at: _measure_clearance(at, pairs))
    return clearest.rename_axis("name").reset_index()


def _measure_clearance(at: pd.DataFrame, pairs: pd.DataFrame) -> float:
    """Return the smallest distance of a member from a line of others, or of a name from another name.

    It is measured on a narrow screen, in units in which 1 means that they touch.
    """
    place = at.to_numpy() * SPAN
    ends = [at.index.get_indexer(pd.Index(pairs[end])) for end in ("first", "second")]
    start, along = place[ends[0]], place[ends[1]] - place[ends[0]]
    way = place[:, None] - start
    length = (along**2).sum(axis=1)
    part = np.clip((way * along).sum(axis=2) / np.where(length > 0, length, 1), 0, 1)
    lines = np.hypot(*np.moveaxis(way - part[..., None] * along, 2, 0)) / CIRCLE
    for end in ends:
        lines[end, range(len(pairs))] = np.inf
    names = (np.abs(place[:, None] - place) / NAME).max(axis=2)
    np.fill_diagonal(names, np.inf)
    return float(min(lines.min(initial=np.inf), names.min(initial=np.inf)))


def _find_names_above(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.Series[bool]:
    """Return whether the name of each node is above its circle, because there are fewer or thinner lines."""
    rise = (edges["y2"] - edges["y"]) * edges["together"]
    up = rise.groupby(edges["first"]).sum().sub(rise.groupby(edges["second"]).sum(), fill_value=0)
    return nodes["name"].map(up).fillna(0) <= 0
