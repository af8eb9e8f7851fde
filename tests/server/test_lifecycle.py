"""How the daemon starts, is found, stays alone, and ends."""

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import psutil
import pytest
from filelock import FileLock
from websockets.exceptions import ConnectionClosed

from live_daemon import (
    LiveDaemon,
    environment,
    places_in,
    run_command,
    running_daemon,
    slow_client,
    wait_until,
)
from venture_canvas.server.private import make_private_folder, write_private
from venture_canvas.server.runtime import Runtime, proof, token_of

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes and no SIGTERM")


@contextmanager
def somebody_else_on_a_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@posix_only
def test_what_tells_of_the_daemon_can_be_read_by_its_user_only(home: Path) -> None:
    with running_daemon(home) as daemon:
        state = places_in(home).state

        assert stat.S_IMODE(state.stat().st_mode) == 0o700
        assert stat.S_IMODE((state / "runtime.json").stat().st_mode) == 0o600
        assert stat.S_IMODE((state / "token").stat().st_mode) == 0o600
        assert stat.S_IMODE((state / "launcher.json").stat().st_mode) == 0o600
        assert set(msgspec.json.decode((state / "runtime.json").read_bytes())) == {
            "port",
            "token",
            "pid",
            "version",
        }
        assert daemon.runtime.pid == daemon.process.pid


def test_how_to_start_the_daemon_is_known_while_it_runs_and_afterwards(home: Path) -> None:
    launcher = places_in(home).launcher
    with running_daemon(home) as daemon:
        told = msgspec.json.decode(launcher.read_bytes())
        assert told == {
            "command": [sys.executable, "-P", "-m", "venture_canvas"],
            "version": daemon.runtime.version,
        }
        assert Path(told["command"][0]).is_absolute()
        daemon.end()

    assert msgspec.json.decode(launcher.read_bytes()) == told
    asked = subprocess.run(
        [*told["command"], "status"], env=environment(home), cwd=home, capture_output=True, check=False
    )
    assert b"No daemon is running" in asked.stderr


def test_the_command_of_the_installation_that_ran_last_counts(home: Path) -> None:
    launcher = places_in(home).launcher
    write_private(launcher, b'{"command": ["/gone/python"], "version": "0"}')
    with running_daemon(home):
        assert msgspec.json.decode(launcher.read_bytes())["command"][0] == sys.executable


@posix_only
@pytest.mark.parametrize("exposed", ["state", "state/token", "state/runtime.json"])
def test_a_state_folder_or_file_that_others_can_read_is_refused(home: Path, exposed: str) -> None:
    where = places_in(home)
    write_private(where.token, b"t" * 43)
    write_private(where.runtime, msgspec.json.encode(Runtime(1, "t" * 43, 1, "0")))
    (home / exposed).chmod(0o755)

    refused = run_command(home, "status" if "runtime" in exposed else "serve")

    assert refused.returncode == 2
    assert "chmod" in refused.stderr
    assert "Traceback" not in refused.stderr


@posix_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_daemon_cleanly(home: Path, vault: Path, number: signal.Signals) -> None:
    with running_daemon(home, vault) as daemon:
        address = daemon.vault()
        with daemon.live(address) as live:
            live.until("state")
            daemon.process.send_signal(number)
            assert daemon.wait() == 0
            with pytest.raises(ConnectionClosed):
                live.receive()
            assert live.connection.close_code == 1012

    assert not places_in(home).runtime.exists()


@posix_only
def test_a_connection_that_hangs_does_not_keep_the_daemon_from_ending(home: Path, vault: Path) -> None:
    with running_daemon(home, vault) as daemon:
        address = daemon.vault()
        with slow_client(daemon, address), daemon.live(address) as quick:
            quick.until("state")
            quick.send(type="open", path="Ferry Club.md", text="", version=0)
            for version in range(1, 40):
                quick.send(
                    type="change", path="Ferry Club.md", version=version, text=f"#{'long' * 5000}{version}"
                )
                quick.until("index")
            daemon.process.terminate()
            assert daemon.process.wait(timeout=6) == 0


@posix_only
def test_an_unfinished_request_does_not_keep_the_daemon_from_ending(home: Path) -> None:
    with running_daemon(home) as daemon, socket.create_connection(("127.0.0.1", daemon.port)) as slow:
        lines = [
            "POST /v1/vaults HTTP/1.1",
            f"Host: 127.0.0.1:{daemon.port}",
            f"Authorization: Bearer {daemon.token}",
        ]
        slow.sendall(
            "\r\n".join([*lines, "Content-Type: application/json", "Content-Length: 9", "", "{"]).encode()
        )
        daemon.get("/vaults")
        daemon.process.terminate()

        assert daemon.process.wait(timeout=6) == 0


def test_a_client_can_end_the_daemon(home: Path) -> None:
    with running_daemon(home) as daemon:
        with daemon.http() as client:
            assert client.post("/stop", json={}).status_code == 202

        assert daemon.wait() == 0


def test_the_token_outlives_the_daemon_and_is_made_anew_when_it_is_gone(home: Path) -> None:
    tokens = []
    for _ in range(2):
        with running_daemon(home) as daemon:
            tokens.append(daemon.token)
            daemon.end()
    places_in(home).token.unlink()
    with running_daemon(home) as daemon:
        tokens.append(daemon.token)

    assert tokens[0] == tokens[1] != tokens[2]
    assert len(tokens[2]) == 43


def test_a_daemon_that_was_killed_leaves_nothing_that_stops_the_next_one(home: Path, vault: Path) -> None:
    with running_daemon(home, vault) as killed:
        killed.process.kill()
        killed.wait()
        assert places_in(home).runtime.exists()

    assert "No daemon is running" in run_command(home, "status").stderr
    with running_daemon(home) as next_one:
        assert next_one.vault()
        assert next_one.runtime.pid == next_one.process.pid


def test_a_stale_runtime_file_does_not_give_the_token_to_who_has_the_port_now(home: Path) -> None:
    where = places_in(home)
    make_private_folder(where.state)
    with somebody_else_on_a_port() as port:
        write_private(where.runtime, msgspec.json.encode(Runtime(port, token_of(where), 1, "0")))
        status = run_command(home, "status")

    assert status.returncode == 1
    assert "No daemon is running" in status.stderr


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"port": "x"}', b"\xff"])
def test_a_damaged_runtime_file_means_that_no_daemon_runs(home: Path, content: bytes) -> None:
    write_private(places_in(home).runtime, content)

    assert "No daemon is running" in run_command(home, "status").stderr


def test_a_second_daemon_gives_its_vaults_to_the_first(home: Path, vault: Path, tmp_path: Path) -> None:
    second_vault = tmp_path / "second"
    second_vault.mkdir()
    with running_daemon(home, vault) as first:
        second = run_command(home, "serve", second_vault)

        assert second.returncode == 0
        assert f"process {first.process.pid}" in second.stderr
        assert str(second_vault) in second.stderr
        assert {each["name"] for each in first.get("/vaults")["vaults"]} == {"ferry vault", "second"}


def test_of_two_daemons_started_at_once_one_serves_the_vaults_of_both(home: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    with running_both(home, folders) as both:
        ended = wait_until(lambda: [each for each in both if each.process.poll() is not None])
        lives = next(each for each in both if each not in ended)

        assert len(ended) == 1
        assert ended[0].process.returncode == 0
        assert lives.runtime.pid == lives.process.pid
        assert {each["name"] for each in lives.get("/vaults")["vaults"]} == {"one", "two"}


@contextmanager
def running_both(home: Path, folders: list[Path]) -> Iterator[list[LiveDaemon]]:
    with (
        running_daemon(home, folders[0], greet=False) as one,
        running_daemon(home, folders[1], greet=False) as other,
    ):
        yield [one, other]


def test_the_lock_and_not_a_process_id_says_that_a_daemon_runs(home: Path) -> None:
    where = places_in(home)
    make_private_folder(where.state)
    write_private(where.runtime, msgspec.json.encode(Runtime(1, token_of(where), os.getpid(), "0")))

    with running_daemon(home) as daemon:
        assert daemon.get("/vaults") == {"vaults": []}
        assert not can_lock(where.lock)


def can_lock(path: Path) -> bool:
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except TimeoutError:
        return False
    lock.release()
    return True


def test_a_port_that_is_taken_is_told(home: Path) -> None:
    with somebody_else_on_a_port() as port:
        refused = run_command(home, "serve", "--port", str(port))

    assert refused.returncode == 2
    assert f"port {port}" in refused.stderr
    assert "--port" in refused.stderr
    assert not places_in(home).runtime.exists()


def test_registered_vaults_are_served_again_in_the_next_run_and_removed_ones_are_not(
    home: Path, vault: Path, tmp_path: Path
) -> None:
    (tmp_path / "gone").mkdir()
    with running_daemon(home, vault) as daemon:
        with daemon.http() as client:
            kept = client.post("/vaults", json={"path": str(vault)})
            gone = client.post("/vaults", json={"path": str(tmp_path / "gone")})
            assert (kept.status_code, gone.status_code) == (201, 201)
            assert client.delete(f"/vaults/{gone.json()['id']}").status_code == 204
        daemon.end()
    with running_daemon(home) as daemon:
        assert [each["id"] for each in daemon.get("/vaults")["vaults"]] == [kept.json()["id"]]


def test_a_vault_whose_folder_is_gone_does_not_keep_the_others_from_being_served(
    home: Path, vault: Path, tmp_path: Path
) -> None:
    lost = tmp_path / "lost"
    lost.mkdir()
    with running_daemon(home, lost, vault) as daemon:
        daemon.end()
    lost.rmdir()
    with running_daemon(home) as daemon:
        assert daemon.vault(1)
        state = wait_until(lambda: known_state(daemon))

    assert state["status"] == "unavailable"


def test_a_vault_that_holds_the_daemons_own_folders_is_served_without_a_cache(
    tmp_path: Path, vault: Path
) -> None:
    home = vault / ".local"
    for _ in range(2):
        with running_daemon(home, vault) as daemon:
            state = daemon.get(daemon.vault())["state"]
            assert [trouble["code"] for trouble in state["troubles"] if not trouble["path"]] == ["cache-off"]
            daemon.end()

    assert not places_in(home).cache.exists()
    checked = run_command(home, "check", vault, "--select", "type-without-job")
    assert checked.returncode == 0
    assert checked.stderr.count("lie in the vault") == 1


@posix_only
def test_a_vault_that_cannot_be_opened_does_not_keep_the_others_from_being_served(
    home: Path, vault: Path, tmp_path: Path
) -> None:
    loop = tmp_path / "loop"
    loop.mkdir()
    with running_daemon(home, loop, vault) as daemon:
        daemon.end()
    loop.rmdir()
    loop.symlink_to(loop, target_is_directory=True)
    with running_daemon(home) as daemon:
        assert daemon.vault(1)
        state = wait_until(lambda: known_state(daemon))

    assert state["status"] == "unavailable"


def known_state(daemon: LiveDaemon) -> dict[str, object]:
    state: dict[str, object] = daemon.get("/vaults")["vaults"][0]["state"]
    return state if state["status"] != "indexing" else {}


def test_a_vaults_own_files_register_nothing_and_widen_nothing(
    home: Path, vault: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (vault / "venture-canvas.toml").write_text(
        f'vaults = ["{other.as_posix()}"]\nallow-origin = ["https://evil.example"]\nport = 1\n',
        encoding="utf-8",
    )
    with running_daemon(home, vault) as daemon, daemon.http(Origin="https://evil.example") as page:
        assert [each["name"] for each in daemon.get("/vaults")["vaults"]] == ["ferry vault"]
        assert page.get("/vaults").status_code == 403


def test_another_origin_can_be_allowed_by_the_user(home: Path) -> None:
    with (
        running_daemon(home, "--allow-origin", "http://localhost:3000") as daemon,
        daemon.http(Origin="http://localhost:3000") as page,
    ):
        assert page.get("/vaults").status_code == 200


def test_nothing_in_a_vault_changes_while_it_is_served(home: Path, vault: Path) -> None:
    before = everything_in(vault)
    with running_daemon(home, vault) as daemon:
        address = daemon.vault()
        with daemon.live(address) as live:
            live.send(type="open", path="Ferry Club.md", text="other", version=1)
            live.until("index")
        for what in ("tags", "aliases", "verify"):
            daemon.get(f"{address}/{what}")
        daemon.end()

    assert everything_in(vault) == before


def everything_in(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path): (
            path.stat().st_mode,
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


@pytest.mark.skipif(sys.platform != "linux", reason="counts context switches as Linux does")
def test_an_idle_daemon_sleeps(home: Path) -> None:
    """uvicorn's own loop would wake ten times a second: some thirty times in this test."""
    with running_daemon(home) as daemon:
        daemon.get("/vaults")
        process = psutil.Process(daemon.process.pid)
        quiet = socket.create_connection(("127.0.0.1", daemon.port))
        with quiet:
            before = process.num_ctx_switches().voluntary
            with pytest.raises(TimeoutError):
                FileLock(places_in(home).lock, timeout=3).acquire()
            woken = process.num_ctx_switches().voluntary - before

    assert woken <= 12


def test_health_answers_before_anything_is_indexed(home: Path, tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.mkdir()
    for number in range(400):
        (large / f"{number}.md").write_text("- [[note]] #tag\n" * 300, encoding="utf-8")
    with running_daemon(home, large) as daemon:
        health = httpx.get(
            f"http://127.0.0.1:{daemon.port}/v1/health", params={"nonce": "n"}, trust_env=False
        ).json()
        assert health["proof"] == proof(daemon.token, "n")
        assert daemon.vault()
