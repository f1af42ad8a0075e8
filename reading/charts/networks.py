"""Pairs that share sentences in; a place for each of their members, and the network drawn, out."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from reading.charts.common import INK, REST, label_marks

STARTS, TURNS = 10, 12
"""How often a layout is started anew, and how often each is turned, so that of many the clearest is found."""

NUMBERED = 0.66
"""How far along its line a number stands, so that numbers of lines that cross do not meet."""


SPAN, CIRCLE, NAME = (220, 350), 16, (90, 36)
"""Pixels on a narrow screen: from the first place to the last, a circle's radius, a name's two sides."""


def network(
    nodes: pd.DataFrame, edges: pd.DataFrame, places: pd.DataFrame, *, height: int, **drawn: Any
) -> alt.LayerChart:
    """Circles with their names, joined by lines that the number of sentences shared makes wide.

    `nodes` are [name, label, sentences, said, href], `edges` [first, second, together, said, href], `places`
    those of `layout`; `drawn` are encodings of the lines. A line that is not of the thinnest bears its
    number, which leads to the sentences.
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
    # A rim in the colour of the page parts a circle from the lines of others that pass below it.
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
    # Below each text the same in the colour of the page, wider, so that no line runs through it.
    halo: dict[str, Any] = {"stroke": "var(--page)", "strokeWidth": 4, "strokeJoin": "round"}
    above = _above(nodes, edges)
    sides = [(nodes[above], -1), (nodes[~above], 1)]
    halos = [mark for side, out in sides for mark in label_marks(side, x=x, y=y, out=out, **halo)]
    names = [mark for side, out in sides for mark in label_marks(side, x=x, y=y, out=out)]
    marks = numbers.mark_text(fontWeight="bold").encode(description="said:N", href="href:N")
    layers = [lines.encode(**drawn), numbers.mark_text(aria=False, **halo), *halos, dots, *names, marks]
    layered: alt.LayerChart = alt.layer(*layers).resolve_scale(size="independent").properties(height=height)
    return layered


def layout(pairs: pd.DataFrame, names: Sequence[str] = ()) -> pd.DataFrame:
    """A place for each member: [name, x, y] from 0 to 1, the same each time.

    `pairs` has a row [first, second, together] for each two members that share sentences, `together` so many;
    `names` are members that may be in no pair. The more sentences two share, the closer they are to stand;
    two that share none, by the shortest way over others. Places keep to these lengths as well as a plane
    allows, by the algorithm of Kamada and Kawai (1989).

    A length is one over the fifth root of the number shared. Two that share eleven sentences are to stand at
    0.62 of the distance of two that share one. By the square root that were 0.30, by the number itself 0.09,
    and those that share most crowd together, with their names upon each other.

    Where the algorithm ends depends on where it starts. It is started `STARTS` times, from members on a
    circle in so many orders, each time turned `TURNS` ways, and the layout is kept in which members and their
    names stay furthest from each other and from lines of others: a line that runs through a member reads as
    one that ends there.
    """
    # A quarter of a second to import, which whoever draws no network need not wait for.
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
    clearest = max(found, key=lambda at: _clearance(at, pairs))
    return clearest.rename_axis("name").reset_index()


def _clearance(at: pd.DataFrame, pairs: pd.DataFrame) -> float:
    """How close a member comes to a line that does not end at it, or a name to another, at the closest.

    It is as on a narrow screen, and 1 where neither touches.
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


def _above(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.Series[bool]:
    """Whether a name stands above its circle, not below: where fewer lines leave, as wide as they are."""
    rise = (edges["y2"] - edges["y"]) * edges["together"]
    up = rise.groupby(edges["first"]).sum().sub(rise.groupby(edges["second"]).sum(), fill_value=0)
    return nodes["name"].map(up).fillna(0) <= 0
