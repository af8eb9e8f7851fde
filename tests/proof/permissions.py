"""Permissions that hold for whoever runs the tests: the administrator of Linux passes over them, unless that right is laid down."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# linux/capability.h
VERSION_3 = 0x2008_0522
DAC_OVERRIDE, DAC_READ_SEARCH = 1 << 1, 1 << 2

PASSES_OVER_THEM = sys.platform == "linux" and os.geteuid() == 0


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Rights(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Let the modes of files and folders bind this thread, and the ones it starts."""
    if not PASSES_OVER_THEM:
        yield
        return
    library = ctypes.CDLL(None, use_errno=True)
    header, rights = _Header(VERSION_3, 0), (_Rights * 2)()
    _check(library.capget(ctypes.byref(header), rights))
    former = rights[0].effective
    rights[0].effective = former & ~(DAC_OVERRIDE | DAC_READ_SEARCH)
    _check(library.capset(ctypes.byref(header), rights))
    try:
        yield
    finally:
        rights[0].effective = former
        _check(library.capset(ctypes.byref(header), rights))


def _check(answer: int) -> None:
    if answer:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
