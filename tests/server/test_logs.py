"""What the daemon logs."""

import logging
import sys
from pathlib import Path

from live_daemon import places_in, run_command, running_daemon
from venture_canvas.server.logs import LOG_BYTES, TextlessFormatter, full_log, log_to


def record_of(error: Exception) -> str:
    try:
        raise error
    except type(error):
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It failed.", (), sys.exc_info())
    return TextlessFormatter().format(record)


def test_an_error_is_logged_without_the_text_it_stumbled_over() -> None:
    logged = record_of(ValueError("our secret plan"))

    assert "It failed." in logged
    assert "ValueError" in logged
    assert "record_of" in logged
    assert "our secret plan" not in logged


def test_what_the_operating_system_says_is_logged() -> None:
    assert "No space left" in record_of(OSError(28, "No space left on device"))


def test_a_log_that_is_full_is_kept_once_more(tmp_path: Path) -> None:
    file = tmp_path / "log" / "daemon.log"
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers.clear()
    try:
        log_to(file)
        for number in range(5):
            root.warning("%d %s", number, "x" * (LOG_BYTES // 2))
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers[:] = handlers
        root.setLevel(level)

    assert sorted(each.name for each in file.parent.iterdir()) == ["daemon.log", "daemon.log.1"]
    assert file.stat().st_size < LOG_BYTES
    assert " 4 " in file.read_text(encoding="utf-8")
    assert " 3 " in full_log(file).read_text(encoding="utf-8")


def test_neither_the_token_nor_the_text_of_a_note_is_logged(home: Path, vault: Path) -> None:
    (vault / "Broken.md").write_text("---\na: [our secret plan\n---\n", encoding="utf-8")
    with running_daemon(home, vault) as daemon:
        address = daemon.vault()
        token = daemon.token
        with daemon.live(address) as live:
            live.send(type="open", path="A.md", text="our secret plan", version=0)
            live.until("hints")
        with daemon.http() as client:
            client.post(f"{address}/check", content=b"our secret plan")
            client.get(f"/vaults/{token}")
        daemon.end()
    logged = places_in(home).daemon_log.read_text(encoding="utf-8")

    assert "; vaults: 1." in logged
    assert "The daemon has ended." in logged
    assert token not in logged
    assert "our secret plan" not in logged


def test_a_daemon_that_cannot_start_logs_why(home: Path) -> None:
    where = places_in(home)
    where.config.mkdir(parents=True)
    where.registry.write_text("not json", encoding="utf-8")

    run_command(home, "serve")

    assert str(where.registry) in where.daemon_log.read_text(encoding="utf-8")
