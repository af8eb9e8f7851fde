"""The bare limit: a process that reads every byte of a vault, and nothing else.

Run as `python -m bench.reading VAULT`; prints `{"bytes": …}`.
"""

import sys
from pathlib import Path


def main(vault: str) -> None:
    """Read every note once."""
    print(f'{{"bytes": {sum(len(path.read_bytes()) for path in Path(vault).rglob("*.md"))}}}', flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
