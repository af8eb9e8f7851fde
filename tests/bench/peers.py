"""Other programs that read a whole vault, to be measured beside ours on the same vault in the same run.

They come with the extra `bench`; one that is not installed is left out.
"""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Command = Sequence[str | Path]

CONNECT = "import sys, obsidiantools.api as tools; tools.Vault(sys.argv[1]).connect().gather()"

PEERS: Mapping[str, Callable[[Path, Path], Command]] = {
    "rumdl check --no-cache": lambda vault, _: ("rumdl", "check", "--no-cache", vault),
    "hvk rebuild": lambda vault, index: ("hvk", "--vault", vault, "--index", index, "rebuild"),
    "hvk scan": lambda vault, index: ("hvk", "--vault", vault, "--index", index, "scan"),
    "obsidiantools": lambda vault, _: (sys.executable, "-c", CONNECT, vault),
    "kb-lint": lambda vault, _: ("kb-lint", vault),
    "mdlint": lambda vault, _: ("mdlint", "--vault", vault, vault),
}
"""By name, the command for a vault and a folder for the program's own index. A scan follows a rebuild and finds nothing changed."""

NEEDED = {"obsidiantools": "obsidiantools"}
"""Modules that must be there for a peer that is no program."""


def installed(vault: Path, index: Path) -> dict[str, Command]:
    """Return the commands of the peers that are there, by name."""
    beside = str(Path(sys.executable).parent)
    found: dict[str, Command] = {}
    for name, command_for in PEERS.items():
        program, *rest = command_for(vault, index)
        place = shutil.which(program, path=beside) or shutil.which(program)
        if place and _has_module(name):
            found[name] = (place, *rest)
    return found


def _has_module(peer: str) -> bool:
    from importlib.util import find_spec  # noqa: PLC0415 - only here

    return peer not in NEEDED or find_spec(NEEDED[peer]) is not None
