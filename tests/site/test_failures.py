"""What ends a build is told on one line, with its file; only a fault of the package has a traceback."""

import errno
from unittest.mock import Mock

import jinja2
import pytest
from sphinx.errors import ExtensionError, ThemeError

from reading.site import build, failures
from reading.site.failures import describe_failure
from reading.site.published import MistakesError


def catch(function, *arguments):
    """The error that a function raises."""
    with pytest.raises(Exception) as caught:  # noqa: PT011
        function(*arguments)
    return caught.value


def test_mistake_in_a_template_is_told_with_its_line(small_root):
    (small_root / "page.html").write_text("<p>\n{% if %}\n")
    loader = jinja2.Environment(loader=jinja2.FileSystemLoader(small_root))
    outer = ThemeError("An error happened in rendering the page index.")
    outer.__cause__ = catch(loader.get_template, "page.html")
    assert describe_failure(small_root, outer, None).startswith("page.html:2: TemplateSyntaxError: ")


def test_fault_of_the_package_keeps_its_traceback(small_root):
    error = catch(failures._format, small_root, None)
    assert "Traceback" in describe_failure(small_root, error, None)


def test_full_disk_is_told_without_a_traceback(small_root):
    error = OSError(errno.ENOSPC, "No space left on device")
    error.__cause__ = ValueError("what another process says of it")
    outer = ExtensionError("a step has failed")
    outer.__cause__ = error
    told = [describe_failure(small_root, one, None) for one in (error, outer)]
    assert told == ["reading build: No space left on device"] * 2


def test_a_build_that_is_interrupted_ends_the_command(small_root, monkeypatch):
    monkeypatch.setattr(build, "check_start", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        build.build(small_root, list)


@pytest.mark.parametrize("name", ["_config.yml", "_toc.yml"])
@pytest.mark.parametrize("content", ["a:\n\tb: c\n", "- a\n", "", "title: [a]\n"])
def test_build_does_not_start_with_a_file_that_cannot_be_read(small_root, name, content):
    (small_root / name).write_text(content)
    with pytest.raises(MistakesError) as raised:
        failures.check_start(small_root)
    assert all(line.startswith(name) for line in str(raised.value).splitlines())
