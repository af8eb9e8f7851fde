"""Play a kept sequence of steps: python tests/proof/replay.py [FILE]."""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from proof.comparing import told
from proof.moving_vault import MovingVault, Step

KEPT = Path(__file__).parents[2] / ".hypothesis" / "convergence.json"


@contextmanager
def kept_when_it_fails(vault: MovingVault, file: Path = KEPT) -> Iterator[None]:
    """Keep the steps of a vault when something fails; the last sequence that Hypothesis tries is the shortest."""
    try:
        yield
    except BaseException:
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps([step._asdict() for step in vault.steps], indent=1), encoding="utf-8")
        raise


def kept(file: Path = KEPT) -> list[Step]:
    """Return the steps that were kept in a file."""
    return [Step(**step) for step in json.loads(file.read_text(encoding="utf-8"))]


def replay(steps: Sequence[Step], place: Path) -> dict[str, object]:
    """Do steps once more, in an empty folder, come to rest, and return all that is told of the vault then.

    Raises:
        AssertionError: the workspace does not equal a fresh build.
    """
    vault = MovingVault(place)
    try:
        for step in steps:
            vault.do(step.does, **step.given)
        vault.come_to_rest()
        return told(vault.live)
    finally:
        vault.end()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        replay(kept(Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT), Path(folder))
