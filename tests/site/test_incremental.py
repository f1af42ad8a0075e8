"""However a book came to be as it is, its site has the bytes of a clean build."""

import os
import random
import shutil

import pytest

from tests.conftest import MADE, examples
from tests.site.builds import build, differing, site_of

STEPS = 4
"""The steps of a walk. Each edits a book and builds it twice."""

TRADE, METHOD, GLOSSARY, CONTENTS = (
    "chapters/ties/trade.md",
    "about/method.md",
    "about/glossary.md",
    "_toc.yml",
)
LAST = "      - file: about/method\n"

EDITS = {
    "a word": {TRADE: ("## In brief\n", "## In brief\n\nUnmistakably new.\n")},
    "a retelling": {TRADE: ("Both are said to gain", "The two are said to gain")},
    "a title": {TRADE: ("# Ships", "# Crafts")},
    "the markup of a title": {METHOD: ("# Method", "# *Method*")},
    "a heading that another page shows": {
        "chapters/harbour/quay.md": ("## In brief", "(short)=\n## In short"),
        METHOD: ("is counted.", "is counted [there](#short)."),
    },
    "the text of that heading": {"chapters/harbour/quay.md": ("## In ", "## Quite in ")},
    "a definition": {GLOSSARY: ("A word as a form", "A string as a form")},
    "a term": {
        GLOSSARY: ("\ntoken\n", "\nwharf\n  Where boats lie.\n\ntoken\n"),
        METHOD: ("Each", "On a {term}`wharf`, each"),
    },
    "a citation": {TRADE: ("Each side", "As printed {cite:p}`gazette2020`, each side")},
    "a source": {"references.bib": ("What the council wants", "What is wanted now.")},
    "a notebook": {"notebooks/counts.ipynb": ("# What is counted", "# What we count")},
    "a page": {
        "about/one.md": (None, "# One\n\nA zebra: [a table](table.txt).\n"),
        "about/table.txt": (None, "one\n"),
        CONTENTS: (LAST, f"{LAST}      - file: about/one\n"),
    },
    "a file to download": {"about/table.txt": ("one", "two")},
}
"""For each edit, what it replaces in files, or what files it creates.

An edit that is made twice is undone.
"""


class Walk:
    """Edits of a book at random, whose files get any times."""

    def __init__(self, folder, seed):
        self.folder, self.chance, self.steps = folder, random.Random(seed), []

    def step(self):
        """Make one to three edits. What does not fit the book as it is is left out."""
        before, most = len(self.steps), self.chance.randint(1, 3)
        for name in self.chance.sample(list(EDITS), len(EDITS)):
            if len(self.steps) == before + most:
                break
            edit = EDITS[name]
            for files in ({path: change[::-1] for path, change in edit.items()}, edit):
                if all(self._fits(path, change) for path, change in files.items()):
                    for path, change in files.items():
                        self._apply(self.folder / path, change)
                    self.steps.append(name)
                    break

    def _fits(self, path, change):
        file = self.folder / path
        old, _ = change
        return not file.exists() if old is None else file.exists() and old in file.read_text(encoding="utf-8")

    def _apply(self, file, change):
        old, new = change
        if new is None:
            file.unlink()
            return
        file.parent.mkdir(exist_ok=True)
        text = new if old is None else file.read_text(encoding="utf-8").replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
        # As after `cp -p`, a clock that was set back, or a save.
        if time := self.chance.choice((0, 1_000_000_000, None)):
            os.utime(file, (time, time))


def compare_with_clean(folder, clean):
    """The files of a site that differ from those of a clean build, which is made in another folder."""
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(folder, clean, ignore=shutil.ignore_patterns("_build"))
    for name in MADE:
        shutil.copytree(folder / "_build" / name, clean / "_build" / name)
    done = build(clean)
    assert (done.status, done.err) == (0, "")
    return differing(site_of(folder), site_of(clean))


@pytest.mark.extended
@pytest.mark.parametrize("seed", range(examples(1)))
def test_after_any_edits_a_site_is_that_of_a_clean_build(small_copy, tmp_path, seed):
    walk = Walk(small_copy, seed)
    assert build(small_copy).status == 0
    for _ in range(examples(STEPS) // 2 if seed else STEPS):
        walk.step()
        done = build(small_copy)
        assert (done.status, done.err) == (0, ""), walk.steps
        assert compare_with_clean(small_copy, tmp_path / "clean") == [], walk.steps
