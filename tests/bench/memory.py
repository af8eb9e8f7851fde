"""The most memory that this process has held."""

import sys
from pathlib import Path

import psutil

KIB = 1024


def peak_memory() -> int:
    """Return the peak of the resident memory of this process, in bytes.

    Linux is asked for VmHWM: its `ru_maxrss` also counts what the parent held when it started this process (getrusage(2), execve(2)).
    """
    if sys.platform == "linux":
        return high_water_mark(Path("/proc/self/status").read_text(encoding="utf-8"))
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource  # noqa: PLC0415 - Windows has no such module

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * KIB


def high_water_mark(status: str) -> int:
    """Return the bytes that the `VmHWM` line of Linux's `/proc/<pid>/status` tells of."""
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * KIB
