import sys
from pathlib import Path

import pytest

from reading.files import limits
from reading.files.errors import ReadingErrors

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems limit memory in other ways")


def work_without_end():
    while True:
        pass


@pytest.mark.parametrize(
    ("work", "problem"),
    [
        (work_without_end, "to check it takes more than 1 s"),
        (lambda: bytes(limits.MEMORY), "to check it takes more than 4,000,000,000 bytes of memory"),
    ],
)
def test_work_that_reaches_a_limit_is_a_mistake_of_its_file(work, problem, monkeypatch):
    """One of them works for a second."""
    monkeypatch.setattr(limits, "SECONDS", 1)
    with pytest.raises(ReadingErrors) as caught:
        limits.limit_work(Path("a.md"), work)
    assert [(error.path, error.problem) for error in caught.value.exceptions] == [(Path("a.md"), problem)]
    # The limits end with the work.
    assert limits.limit_work(Path("b.md"), lambda: len(bytes(1_000))) == 1_000
