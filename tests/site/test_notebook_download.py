"""A downloaded notebook needs no site: its roles are text, and its first cell says how to run it."""

from reading.site.notebook_download import make_portable


def portable(text, site=""):
    notebook = {
        "cells": [{"cell_type": "markdown", "source": text}, {"cell_type": "code", "source": "`{fig}`"}]
    }
    first, prose, code = make_portable(notebook, {"a.b": "7"}.__getitem__, site=site, setup="Do.")["cells"]
    assert (first["source"], code["source"]) == ("Do.", "`{fig}`")
    assert notebook["cells"][0]["source"] == text
    return prose["source"]


def test_roles_become_plain_text_and_numbers():
    text = ["Of {fig}`a.b` {term}`turns <turn>`, {n}`5 %` {cite:p}`cohen1960,von2001a`."]
    assert portable(text) == "Of 7 turns, 5 % (Cohen 1960, Von 2001a)."


def test_links_to_pages_lead_to_the_site_or_are_text():
    text = "[One](../a/b.md#c), [two](d.ipynb), [three](https://example.org/x.md)."
    here = "https://example.org/notebooks/n.html"
    assert portable(text, here) == (
        "[One](https://example.org/notebooks/../a/b.html#c), [two](https://example.org/notebooks/d.html), "
        "[three](https://example.org/x.md)."
    )
    assert portable(text) == "One, two, [three](https://example.org/x.md)."
