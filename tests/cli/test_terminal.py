"""Commands in a real terminal: what is shown there, and what happens when it is closed."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from live_daemon import PATIENCE_SECONDS, Serving, command, environment, places_in

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")

WIPE_A_ROW, ROW_ABOVE = "\x1b[2K", "\x1b[1A"

# The first that opens a terminal in a session of its own has it, and hears of its end; whoever started the tests may not hear of that.
IN_A_TERMINAL = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGHUP, getattr(signal, sys.argv[1]))
os.execv(sys.argv[2], sys.argv[2:])
"""


class Terminal:
    """A command in a terminal.

    Arguments:
        home: the folder that stands for the user's own.
        arguments: the command's.
        hangup: what is done about the end of the terminal, as `signal` names it; `nohup` has it ignored.
    """

    def __init__(self, home: Path, *arguments: str | Path, hangup: str = "SIG_DFL") -> None:
        self._screen, keyboard = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", IN_A_TERMINAL, hangup, *command(*arguments)],
            env={**environment(home), "TERM": "xterm"},
            stdin=keyboard,
            stdout=keyboard,
            stderr=keyboard,
            start_new_session=True,
        )
        os.close(keyboard)
        self._open = True

    def until(self, text: str) -> str:
        """What is shown from now on, until a text is."""
        shown, deadline = "", time.monotonic() + PATIENCE_SECONDS
        while text not in shown:
            ready, _, _ = select.select([self._screen], [], [], deadline - time.monotonic())
            assert ready, f"{text!r} was not shown, but {shown!r}"
            shown += os.read(self._screen, 65536).decode("utf-8", "replace")
        return shown

    def close(self) -> None:
        """Close the window."""
        if self._open:
            os.close(self._screen)
            self._open = False


@contextmanager
def terminal(home: Path, *arguments: str | Path, hangup: str = "SIG_DFL") -> Iterator[Terminal]:
    opened = Terminal(home, *arguments, hangup=hangup)
    try:
        yield opened
    finally:
        opened.process.kill()
        opened.process.wait()
        opened.close()


def test_up_shows_a_vault_that_is_followed_later_and_one_that_is_removed_no_more(
    home: Path, vault: Path, tmp_path: Path
) -> None:
    later = tmp_path / "followed later"
    later.mkdir()
    with terminal(home, "up", "--no-plugin", vault) as window:
        window.until("ready, 2 notes")
        with Serving(home).serving(later):
            window.until("ready, 0 notes")
        both_rows_wiped = f"{WIPE_A_ROW}{ROW_ABOVE}{WIPE_A_ROW}"
        drawn_anew = window.until(f"{both_rows_wiped} {vault.name}").rpartition(both_rows_wiped)[2]
        window.process.send_signal(signal.SIGINT)
        assert later.name not in drawn_anew + window.until("Ended.")


@pytest.mark.parametrize("arguments", [["up", "--no-plugin"], ["serve"]])
def test_a_terminal_that_is_closed_ends_the_daemon_cleanly(
    home: Path, vault: Path, arguments: list[str]
) -> None:
    with terminal(home, *arguments, vault) as window:
        window.until(vault.name)
        assert Serving(home).vault()
        window.close()

        assert window.process.wait(PATIENCE_SECONDS) == 0
    assert not places_in(home).runtime.exists()
    assert "The daemon has ended." in places_in(home).daemon_log.read_text(encoding="utf-8")


def test_a_daemon_that_was_told_to_outlive_its_terminal_does(home: Path, vault: Path) -> None:
    with terminal(home, "serve", vault, hangup="SIG_IGN") as window:
        window.until(vault.name)
        window.close()

        assert Serving(home).vault()
        window.process.send_signal(signal.SIGTERM)
        window.process.wait(PATIENCE_SECONDS)
    assert not places_in(home).runtime.exists()
