import contextlib
from pathlib import Path

import pytest

from reading.files.errors import ReadingErrors, single_error


def test_mistakes_stay_mistakes_where_other_errors_are_suppressed():
    with pytest.raises(ReadingErrors) as caught, contextlib.suppress(ValueError):
        raise single_error(Path("a.csv"), 4, "the file is not UTF-8")
    assert [error.line for error in caught.value.exceptions] == [4]
