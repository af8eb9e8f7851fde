"""A vault on the disk that is changed step by step, beside the live workspace that follows it.

A step is a name and plain values, so that a sequence of them can be kept as JSON and played again.
"""

import time
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple
from unittest import mock

from live_daemon import wait_until
from proof.changing_folder import ChangingFolder, with_lines
from proof.comparing import apart, told
from proof.permissions import bound_by_permissions
from venture_canvas.notes.decoding import digest_of
from venture_canvas.vault import files
from venture_canvas.vault.gathering import path_in_vault
from venture_canvas.workspace import Workspace

FIRST_DAY = date(2026, 11, 20)
HOUR_NS, MOMENT_NS = 3_600_000_000_000, 2_000_000_000

MOVED_OUT_SECONDS = 10.0
MARKER = "Marker.md"

Cache = Literal["kept", "lost", "truncated", "older"]


class Step(NamedTuple):
    """One step: the name of a method of `MovingVault`, and what it is given."""

    does: str
    given: dict[str, Any]


class MovingVault(ChangingFolder):
    """A vault that moves on, and the workspace that follows it.

    Arguments:
        place: an empty folder to work in.
        watched: whether the workspace is told of changes by the system; otherwise the steps tell it, or do not.
    """

    def __init__(self, place: Path, *, watched: bool = False) -> None:
        super().__init__(place / "vault", place / "outside")
        self.steps: list[Step] = []
        self.today = FIRST_DAY
        self._probe = place / "probe"
        self._cache, self._older = place / "facts.sqlite", place / "older.sqlite"
        self._missed = False
        self._buffers: dict[str, str] = {}
        self._watched, self._markers = watched, 0
        self._clock = _Clock()
        self._patch = mock.patch.object(files, "time", self._clock)
        self._patch.start()
        self._begin()

    def do(self, step: str, **given: Any) -> None:
        """Do a step and remember it."""
        self.steps.append(Step(step, given))
        getattr(self, step)(**given)

    def end(self) -> None:
        """Close the workspace."""
        self.live.close()
        self._patch.stop()

    # What happens to the workspace.

    def open_editor(self, path: str) -> None:
        """Open a file in an editor: what it holds now stands for the note."""
        self._edit(path, self._in_editor(path))

    def type(self, path: str, line: int, text: str) -> None:
        """Type lines somewhere in an editor."""
        content = with_lines(self._in_editor(path).encode(), line, 0, text)
        self._edit(path, content.decode())

    def save_editor(self, path: str) -> None:
        """Save what an editor holds."""
        if unicodedata.normalize("NFC", path) in self._buffers:
            self.write(path, self._in_editor(path))

    def close_editor(self, path: str) -> None:
        """Close an editor: the disk speaks again."""
        if self._buffers.pop(unicodedata.normalize("NFC", path), None) is not None:
            with bound_by_permissions():
                self.live.release(path)

    def tell(self, first: int, *, backwards: bool, twice: bool) -> None:
        """Tell of the first events that wait, in some order, and maybe once more."""
        if self._watched:
            return
        events, self.untold = self.untold[:first], self.untold[first:]
        for path in (reversed(events) if backwards else events) if not twice else [*events, *events]:
            self._look(path)

    def miss(self, first: int) -> None:
        """Lose the first events that wait, as an overflow does; the whole vault is looked at in the end."""
        self._missed |= bool(self.untold[:first])
        del self.untold[:first]

    def let_time_pass(self) -> None:
        """Look at everything an hour from now, so that what is known of every file has settled."""
        if self._watched:
            return
        self._next_tick()
        self._clock.ahead_ns = HOUR_NS
        self._look()
        self._clock.ahead_ns = 0

    def let_days_pass(self, days: int) -> None:
        """Let it be another day."""
        self.today += timedelta(days)

    def restart(self, cache: Cache) -> None:
        """Stop, and start again on what is left of the cache; what editors held is gone."""
        self.live.close()
        self._keep_the_older_cache(cache)
        self._begin()

    def go_away_and_come_back(self) -> None:
        """Let the disk be pulled out and put in: what is known of the vault is kept meanwhile."""
        if self._watched:
            return
        away = self.root.with_name("away")
        self._take_in()
        before = told(self.live)
        self.root.rename(away)
        self._look()
        assert self.live.state.status == "unavailable"
        meanwhile = told(self.live)
        assert {**meanwhile, "troubles": ()} == {**before, "troubles": ()}
        away.rename(self.root)
        self._look()

    def come_to_rest(self) -> None:
        """Take in all that happened, and compare with a build from scratch."""
        if self._watched:
            self._await_a_marker()
        else:
            self._take_in()
        until = time.monotonic() + MOVED_OUT_SECONDS
        # The system tells of what was moved out of the vault after the marker: it waits to be told where that went.
        while (found := self._at_rest()) and self._watched and time.monotonic() < until:
            pass
        if found:
            raise AssertionError("\n".join(found))

    def _at_rest(self) -> list[str]:
        # What is known of a folder that may not be looked into is kept, which `verify` takes into account.
        return self.verified() if any(self._locked()) else self.differences()

    def verify(self) -> None:
        """Let the product itself compare."""
        if found := self.verified():
            raise AssertionError("\n".join(found))

    def differences(self) -> list[str]:
        """Return what is told of the vault otherwise than by a workspace that has just been opened on it."""
        fresh = Workspace(self.root, today=lambda: self.today)
        fresh.open()
        for path, text in self._buffers.items():
            fresh.edit(path, text)
        found = list(apart(told(self.live), told(fresh)))
        fresh.close()
        return found

    def verified(self) -> list[str]:
        """Return what the product itself finds to differ from a fresh build."""
        with bound_by_permissions():
            return [f"{each.what}: live {each.live}, fresh {each.fresh}" for each in self.live.verify()]

    def _in_editor(self, path: str) -> str:
        text = self._buffers.get(unicodedata.normalize("NFC", path))
        if text is not None:
            return text
        file = self._file(path)
        return file.read_bytes().decode("utf-8-sig", "replace") if file.is_file() else ""

    def _edit(self, path: str, text: str) -> None:
        self._buffers[unicodedata.normalize("NFC", path)] = text
        self.live.edit(path, text)

    def _begin(self) -> None:
        self._buffers.clear()
        self.untold.clear()
        self._missed = False
        self.live = Workspace(self.root, cache=self._cache, today=lambda: self.today)
        with bound_by_permissions():
            self.live.open()
            if self._watched:
                self.live.watch()

    def _take_in(self) -> None:
        """Take in every change that waits; a doubt is looked at again a moment later."""
        while self.untold:
            self.tell(1, backwards=False, twice=False)
        if self._missed:
            self._look()
            self._missed = False
        while self.live.state.status == "unavailable":
            self._clock.ahead_ns += MOMENT_NS
            self._look()
        self._clock.ahead_ns = 0

    def _look(self, path: str = "") -> None:
        """Do what a watch does."""
        told = path_in_vault(str(self.root), str(self.root / path))
        if told is not None:
            with bound_by_permissions():
                self.live._look(frozenset({told}) if told else None)

    def _next_tick(self) -> None:
        """Wait until the clock of the file system moved on: two changes within one tick cannot be told apart by their times."""
        self._probe.write_bytes(b"")
        before = self._probe.stat().st_ctime_ns
        while self._probe.stat().st_ctime_ns == before:
            self._probe.write_bytes(b"")

    def _await_a_marker(self) -> None:
        """Write one more note, and wait until it is known: then all that came before it is, but for what was moved out."""
        self._markers += 1
        self._file(MARKER).write_text(f"Marker {self._markers}\n", encoding="utf-8")
        marked = digest_of(self._file(MARKER).read_bytes())
        wait_until(lambda: self._digest_of_marker() == marked)

    def _digest_of_marker(self) -> str:
        with self.live.reading() as index:
            note = index.notes.get(MARKER)
            return note.digest if note else ""

    def _keep_the_older_cache(self, cache: Cache) -> None:
        now = self._cache.read_bytes()
        older = self._older.read_bytes() if self._older.exists() else b""
        self._older.write_bytes(now)
        self._cache.write_bytes(
            {"kept": now, "lost": b"", "truncated": now[: len(now) // 2], "older": older}[cache]
        )


class _Clock:
    """The clock by which the vault is scanned; it can be ahead."""

    ahead_ns = 0

    def time_ns(self) -> int:
        return time.time_ns() + self.ahead_ns
