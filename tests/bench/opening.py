"""Open a vault as the daemon does: a cold index when the cache is missing, a warm start when it is there.

Run as `python -m bench.opening VAULT CACHE`; prints an `Opened` as soon as the vault is open.
"""

import sys
from pathlib import Path

import msgspec

from bench.memory import peak_memory
from venture_canvas.workspace import Workspace


class Opened(msgspec.Struct, frozen=True):
    """What was found, how many notes were parsed for it, and the peak of memory in bytes."""

    notes: int
    ventures: int
    parsed: int
    peak_memory: int


def main(vault: str, cache: str) -> None:
    """Open the vault once."""
    workspace = Workspace(Path(vault), cache=Path(cache))
    workspace.open()
    opened = Opened(workspace.state.notes, len(workspace.ventures), workspace.parsed, peak_memory())
    print(msgspec.json.encode(opened).decode(), flush=True)
    workspace.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
