"""Records the files that a process reads below a folder."""

import os
import sys


class FileRecorder:
    """The names of files that this process opens to read, except modules. An audit hook cannot be removed."""

    def __init__(self, root):
        self.names, self._root = set(), f"{root}{os.sep}"
        sys.addaudithook(self._record)

    def _record(self, event, arguments):
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100  a path object would cost more
            if path.startswith(self._root) and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
                self.names.add(path.removeprefix(self._root).replace(os.sep, "/"))
