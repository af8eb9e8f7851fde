"""Take each safeguard away once, and see that a test notices.

Run from the root of the repository: `python tests/proof/mutation.py [WORD…]`; with words, only the safeguards whose name has one of them.
Every change is made to a copy of the package in a temporary folder, which the tests import in its place.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from proof.safeguards import SAFEGUARDS, Safeguard

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "daemon" / "venture_canvas"
AT_ONCE = 2
SOME_FAILED = 1
"""pytest's exit code when tests ran and at least one failed."""
IMPORTED = "import venture_canvas; print(venture_canvas.__file__)"


class Verdict(NamedTuple):
    """What came of a safeguard's absence: which test failed, or what else happened."""

    safeguard: Safeguard
    noticed: bool
    by: str
    seconds: float


@contextmanager
def without(safeguard: Safeguard) -> Iterator[Path]:
    """A folder with the package as it would be without a safeguard."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "venture_canvas"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        file = copy / safeguard.file
        file.write_text(taken_away(safeguard, file.read_text(encoding="utf-8")), encoding="utf-8")
        yield Path(folder)


def taken_away(safeguard: Safeguard, source: str) -> str:
    """Return a source without a safeguard."""
    assert source.count(safeguard.written) == 1, f"{safeguard.file} does not hold once: {safeguard.written}"
    return source.replace(safeguard.written, safeguard.without)


def try_without(safeguard: Safeguard) -> Verdict:
    """Run the tests of a safeguard without it."""
    began = monotonic()
    with without(safeguard) as folder:
        where = run(folder, "-c", IMPORTED).stdout
        assert str(folder) in where, f"The tests would import {where}"
        command = ("-m", "pytest", "-x", "-q", "--no-header", "-n0", "-p", "no:cacheprovider", "--timeout=60")
        done = run(folder, *command, *safeguard.tests)
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    by = failed[0].partition("::")[2].partition(" - ")[0] if failed else f"exit code {done.returncode}"
    return Verdict(safeguard, done.returncode == SOME_FAILED, by, monotonic() - began)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def main(words: list[str]) -> int:
    """Print a line for each safeguard; return how many were not missed by any test."""
    chosen = [each for each in SAFEGUARDS if not words or any(word in each.name for word in words)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = []
        for verdict in pool.map(try_without, chosen):
            mark = "noticed" if verdict.noticed else "NOT NOTICED"
            print(f"{mark:12}{verdict.seconds:5.1f} s  {verdict.safeguard.name}: {verdict.by}", flush=True)
            verdicts.append(verdict)
    unnoticed = sum(not verdict.noticed for verdict in verdicts)
    print(f"{len(verdicts) - unnoticed} of {len(verdicts)} safeguards are missed when they are gone.")
    return unnoticed


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
