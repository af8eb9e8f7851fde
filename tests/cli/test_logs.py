"""Showing the daemon's log."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from live_daemon import command, environment, places_in, run_command
from venture_canvas.cli.logs import START, Mark, read_on
from venture_canvas.server.logs import full_log


@pytest.fixture
def log(home: Path) -> Path:
    file = places_in(home).daemon_log
    file.parent.mkdir(parents=True)
    return file


def test_without_a_log_it_says_where_one_will_be(home: Path) -> None:
    found = run_command(home, "logs")

    assert found.returncode == 0
    assert found.stdout == ""
    assert str(places_in(home).daemon_log) in found.stderr


def test_the_last_lines_are_shown(home: Path, log: Path) -> None:
    log.write_text("".join(f"line {number} é\n" for number in range(60)), encoding="utf-8")

    assert run_command(home, "logs").stdout.splitlines() == [f"line {number} é" for number in range(10, 60)]
    assert run_command(home, "logs", "--lines", "1").stdout == "line 59 é\n"
    assert run_command(home, "logs", "--lines", "0").stdout == ""
    assert run_command(home, "logs", "--lines", "-1").returncode == 2


def test_lines_of_the_log_before_are_shown_when_the_new_one_is_short(home: Path, log: Path) -> None:
    full_log(log).write_text("a\nb\n", encoding="utf-8")
    log.write_text("c\n", encoding="utf-8")

    assert run_command(home, "logs", "--lines", "2").stdout == "b\nc\n"
    assert run_command(home, "logs").stdout == "a\nb\nc\n"


def test_following_goes_on_with_new_lines_once_they_are_whole(log: Path) -> None:
    log.write_bytes(b"old\nhal")
    mark = Mark(log.stat().st_ino, 4)

    assert read_on(log, mark) == (b"", mark)
    with log.open("ab") as file:
        file.write(b"f\nmore")
    content, mark = read_on(log, mark)

    assert content == b"half\n"
    assert mark.offset == 9


def test_following_loses_nothing_when_a_new_log_is_begun(log: Path) -> None:
    log.write_bytes(b"seen\nlast\n")
    mark = Mark(log.stat().st_ino, 5)
    log.rename(full_log(log))
    log.write_bytes(b"first\n")

    content, mark = read_on(log, mark)

    assert content == b"last\nfirst\n"
    assert mark == Mark(log.stat().st_ino, 6)


def test_following_begins_with_the_first_log_and_not_with_an_older_one(log: Path) -> None:
    full_log(log).write_bytes(b"older\n")
    log.write_bytes(b"first\n")

    assert read_on(log, START)[0] == b"first\n"


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_follow_shows_what_is_logged_from_then_on(home: Path, log: Path) -> None:
    log.write_bytes(b"old\n")
    with subprocess.Popen(
        command("logs", "--follow"), env=environment(home), stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "old\n"
            with log.open("ab") as file:
                file.write(b"new\n")
            assert process.stdout.readline() == "new\n"
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()
