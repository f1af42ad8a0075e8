"""Pairs that share sentences in; a place for each of their members, near those that it shares many with."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def layout(pairs: pd.DataFrame, names: Sequence[str] = ()) -> pd.DataFrame:
    """A place for each member: [name, x, y] from 0 to 1, the same each time.

    `pairs` has a row [first, second, together] for each two members that share sentences, `together` so many;
    `names` are members that may be in no pair. The more sentences two share, the closer they are to stand, by
    one over its fifth root; two that share none, by the shortest way over others. Places keep to these
    lengths as well as a plane allows, by the algorithm of Kamada and Kawai (1989).
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
    start = networkx.circular_layout(graph)
    places = networkx.kamada_kawai_layout(graph, dist=apart, pos=start)
    found = pd.DataFrame.from_dict(places, orient="index", columns=["x", "y"])
    found = (found - found.min()) / (found.max() - found.min()).replace(0, 1)
    return found.round(2).rename_axis("name").reset_index()
