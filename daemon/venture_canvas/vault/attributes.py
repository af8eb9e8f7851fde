"""What a file has besides its content and its mode: extended attributes, as Finder's tags are, and on macOS an access list too.

Linux keeps access lists among the extended attributes. On Windows nothing is copied: a note that is written there gets the access list
of its folder, and has no further streams.
"""

import contextlib
import ctypes
import os
import sys

BY_FCOPYFILE = sys.platform == "darwin"
"""Python knows extended attributes on Linux only; macOS has a call of its own that copies them, fcopyfile(3)."""
CAN_COPY = BY_FCOPYFILE or hasattr(os, "listxattr")
# copyfile.h
ACCESS_LIST, EXTENDED_ATTRIBUTES = 1 << 0, 1 << 2


def copy_attributes(source: int, target: int) -> None:
    """Copy what can be copied from one open file to another; a file system without attributes has none to lose."""
    if BY_FCOPYFILE:
        ctypes.CDLL(None).fcopyfile(source, target, None, ACCESS_LIST | EXTENDED_ATTRIBUTES)
    else:
        _copy_one_by_one(source, target)


def _copy_one_by_one(source: int, target: int) -> None:
    names: list[str] = []
    with contextlib.suppress(OSError):
        names = os.listxattr(source)
    for name in names:
        # Those of the system itself (security.*) may be refused, and the founder's own come after them.
        with contextlib.suppress(OSError):
            os.setxattr(target, name, os.getxattr(source, name))
