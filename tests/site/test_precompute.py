"""A build computes in a second process what it then finds in the cache."""

import shutil
from pathlib import Path

import pytest

from reading.data.cached import STORE
from reading.site.precompute import precompute
from tests.site.builds import run
from tests.site.test_notebooks import build_with_last_outputs


def precompute_here():
    precompute(Path.cwd())
    return 0


@pytest.mark.slow
def test_a_build_computes_no_chart_that_was_precomputed(small_copy):
    shutil.rmtree(small_copy / STORE)
    assert run(precompute_here, small_copy, {}).status == 0
    computed = set((small_copy / STORE).iterdir())
    assert run(build_with_last_outputs, small_copy, {}).status == 0
    # That neither the data nor the references have a mistake.
    assert len(set((small_copy / STORE).iterdir()) - computed) == 2
    assert len(computed) > 2


@pytest.mark.slow
def test_mistakes_are_left_to_the_build(small_copy):
    (small_copy / "data/lexicon/actors.yml").write_text("actors: 1\n")
    done = run(precompute_here, small_copy, {})
    assert (done.status, done.err) == (0, "")
