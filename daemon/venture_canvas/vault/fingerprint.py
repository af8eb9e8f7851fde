"""The version of this program, as far as it matters to what is kept between two runs."""

import hashlib
import os
import sys
from pathlib import Path

import msgspec
import pyromark
import rapidfuzz
import yaml

from venture_canvas import __version__

# What the facts are made by, besides our own code: another version of one may read the same note differently.
READERS = (pyromark, yaml, msgspec, rapidfuzz)
PROGRAM = Path(__file__).parents[1]
SOURCES = (".py", ".yaml")


def fingerprint(program: Path = PROGRAM) -> str:
    """Return the version of what this program reads from notes and concludes from them.

    It is a hash of its sources, and the versions of the libraries beneath: nobody has to think of raising a number when a structure,
    the parser or a rule changes. An installation without sources gives the version of the package.
    """
    digest = hashlib.blake2b(digest_size=16)
    for source in _sources(program):
        digest.update(source.read_bytes())
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    # Not asked of importlib.metadata: to import that takes a tenth of a warm start.
    readers = [f"{reader.__name__} {reader.__version__}" for reader in READERS]
    return " ".join([digest.hexdigest(), __version__, *readers, python])


def _sources(program: Path) -> list[Path]:
    """Return the files that the program consists of, in order."""
    folders = os.walk(program)
    return sorted(
        Path(folder, name) for folder, _, names in folders for name in names if name.endswith(SOURCES)
    )
