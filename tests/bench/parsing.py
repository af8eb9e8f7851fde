"""The limit of a cold index: a process that reads and parses every note one after the other, and nothing else.

Run as `python -m bench.parsing VAULT`; prints `{"bytes": …}`.
"""

import gc
import sys
from pathlib import Path

from venture_canvas.notes.parse import read_note


def main(vault: str) -> None:
    """Parse every note once."""
    gc.disable()
    read = 0
    for path in Path(vault).rglob("*.md"):
        content = path.read_bytes()
        read_note(path.name, content)
        read += len(content)
    print(f'{{"bytes": {read}}}', flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
