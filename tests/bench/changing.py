"""Change one note at a time, on the disk and in an editor's buffer, and time how long the workspace takes to be current again.

Run as `python -m bench.changing VAULT CACHE`, on a vault whose cache is filled; prints a `Changed`. Changes the vault.
"""

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import msgspec

from bench.generated.links import unwritten
from venture_canvas.workspace import Workspace

ROUNDS = 20
NANOSECONDS_PER_MILLISECOND = 1e6

Edit = Callable[[str, int], str]
"""Called with a note's text and a number that no other edit has; returns the text after the edit."""

EDITS: Mapping[str, Edit] = {
    "body": lambda text, number: f"{text}\nOne line more, the {number}th.\n",
    "tag": lambda text, number: f"{text}\nSeen again. #changed/{number}\n",
    "alias": lambda text, number: f"---\naliases: [Another name {number}]\n---\n{_body(text)}",
    "canvas": lambda text, number: f"{text}\n- One thing more, the {number}th\n",
}
NEW_NOTE = "new note"
REMOVED_NOTE = "removed note"


class Changed(msgspec.Struct, frozen=True):
    """By kind of change, how long each took, in milliseconds."""

    disk: dict[str, list[float]]
    buffer: dict[str, list[float]]


class Changes:
    """Changes notes of an open vault. The first round only warms up.

    Arguments:
        workspace: the vault.
        chance: decides which notes are changed.
    """

    def __init__(self, workspace: Workspace, chance: Random) -> None:
        self._workspace, self._chance = workspace, chance
        self._canvases = [path for venture in workspace.ventures for path in venture.notes]
        self._ordinary = sorted(set(workspace.snapshot.notes) - set(self._canvases))
        self._number = 0

    def on_disk(self) -> dict[str, list[float]]:
        """Write to the disk, then let the workspace look there, as the watcher does."""
        rounds = [self._round_on_disk() for _ in range(ROUNDS + 1)]
        return {kind: [times[kind] for times in rounds[1:]] for kind in rounds[0]}

    def in_buffer(self) -> dict[str, list[float]]:
        """Send the text of an editor, then let the disk speak again."""
        rounds = [{kind: self._edit_in_buffer(kind) for kind in EDITS} for _ in range(ROUNDS + 1)]
        return {kind: [times[kind] for times in rounds[1:]] for kind in EDITS}

    def _round_on_disk(self) -> dict[str, float]:
        return {
            **{kind: self._edit_on_disk(kind) for kind in EDITS},
            NEW_NOTE: self._add(),
            REMOVED_NOTE: self._remove(),
        }

    def _edit_on_disk(self, kind: str) -> float:
        path, text = self._edited(kind)
        (self._workspace.root / path).write_text(text, encoding="utf-8", newline="")
        return self._look(path)

    def _edit_in_buffer(self, kind: str) -> float:
        path, text = self._edited(kind)
        taken = self._timed(lambda: self._workspace.edit(path, text))
        self._workspace.release(path)
        return taken

    def _edited(self, kind: str) -> tuple[str, str]:
        path = self._chance.choice(self._canvases if kind == "canvas" else self._ordinary)
        self._number += 1
        return path, EDITS[kind](self._workspace.snapshot.notes[path].text, self._number)

    def _add(self) -> float:
        """Write a note that, in all but the smallest vaults, others have linked to all along."""
        path = f"{unwritten(self._number)}.md"
        (self._workspace.root / path).write_text(
            "# At last\n\nIt is written.\n", encoding="utf-8", newline=""
        )
        return self._look(path)

    def _remove(self) -> float:
        path = self._ordinary.pop(self._chance.randrange(len(self._ordinary)))
        (self._workspace.root / path).unlink()
        return self._look(path)

    def _look(self, path: str) -> float:
        return self._timed(lambda: self._workspace._look(frozenset({path})))

    def _timed(self, change: Callable[[], None]) -> float:
        """Return how many milliseconds a change took.

        Raises:
            RuntimeError: the workspace did not take it in, so that the time would mean nothing.
        """
        before = self._workspace.generation
        started = time.perf_counter_ns()
        change()
        taken = time.perf_counter_ns() - started
        if self._workspace.generation == before:
            raise RuntimeError("The workspace did not notice a change that was made for the measurement.")
        return taken / NANOSECONDS_PER_MILLISECOND


def _body(text: str) -> str:
    """Return a note's text without its front matter."""
    return text.partition("\n---\n")[2] if text.startswith("---\n") else text


def main(vault: str, cache: str) -> None:
    """Open a vault, change it, print the times."""
    workspace = Workspace(Path(vault), cache=Path(cache))
    workspace.open()
    changes = Changes(workspace, Random("changes"))
    changed = Changed(disk=changes.on_disk(), buffer=changes.in_buffer())
    print(msgspec.json.encode(changed).decode(), flush=True)
    workspace.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
