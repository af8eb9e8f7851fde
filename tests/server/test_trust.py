"""Whom the daemon and its commands trust: nobody gets the token who does not know it, and no file of a vault is obeyed."""

import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
import psutil
import pytest

from live_daemon import OBSIDIAN, LiveDaemon, environment, places_in, run_command, running_daemon, wait_until
from venture_canvas.server.private import make_private_folder, write_private
from venture_canvas.server.runtime import Launcher, Runtime, proof, token_of

PROOFS: dict[str, Callable[[str], str | None]] = {
    "none": lambda _: None,
    "the nonce": lambda nonce: nonce,
    "an empty one": lambda _: "",
    "that of another token": lambda nonce: proof("x" * 43, nonce),
    "a long one": lambda nonce: nonce * 10_000,
}


class Impostor(HTTPServer):
    """A program that has the port a daemon had, answers as one, and keeps all it is told."""

    def __init__(self, prove: str) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.prove = PROOFS[prove]
        self.told: list[str] = []


class Answers(BaseHTTPRequestHandler):
    server: Impostor

    def do_GET(self) -> None:
        self.server.told.append(f"{self.requestline}\n{self.headers}")
        nonce = parse_qs(urlsplit(self.path).query).get("nonce", [""])[0]
        health = {"name": "venture-canvas", "version": "0", "proof": self.server.prove(nonce)}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(health if "/health" in self.path else {"vaults": []}).encode())

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def impostor(prove: str) -> Iterator[Impostor]:
    with Impostor(prove) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("prove", "command"),
    [*((prove, "status") for prove in PROOFS), ("the nonce", "stop"), ("the nonce", "tags")],
)
def test_a_program_that_has_the_daemons_port_and_not_its_token_does_not_get_it(
    home: Path, vault: Path, prove: str, command: str
) -> None:
    where = places_in(home)
    make_private_folder(where.state)
    token = token_of(where)
    with impostor(prove) as other:
        write_private(where.runtime, msgspec.json.encode(Runtime(other.server_port, token, 1, "0")))
        done = run_command(home, command, *[vault] * (command == "tags"))

    assert other.told
    assert "No daemon is running" in done.stderr or command == "tags"
    assert not [said for said in (*other.told, done.stdout, done.stderr) if token in said]


def test_the_token_is_in_no_argument_no_environment_and_no_child_of_the_daemon(daemon: LiveDaemon) -> None:
    process = psutil.Process(daemon.process.pid)

    assert daemon.token not in " ".join([*process.cmdline(), *process.environ().values()])
    assert process.children(recursive=True) == []


def test_no_answer_tells_the_token(daemon: LiveDaemon, address: str) -> None:
    with daemon.http(Origin=OBSIDIAN) as client:
        schema = client.get("/openapi.json").json()
        addresses = [
            path.removeprefix("/v1") for path, methods in schema["paths"].items() if "get" in methods
        ]
        answers = [client.get(each.replace("/vaults/{vault}", address)) for each in addresses]
        answers += [
            client.get("/nothing"),
            client.post("/vaults", content=b"{", headers={"Content-Type": "text/x"}),
        ]

    assert len(answers) >= 12
    for answer in answers:
        assert daemon.token not in answer.text + str(answer.headers)


BAIT = {
    "venture-canvas.toml": 'vaults = ["{other}"]\nallow-origin = ["https://evil.example"]\nport = 1\ntoken = "t"\n[server]\nport = 1\n',
    "vaults.json": '[{{"id": "other", "path": "{other}"}}]',
    "config/vaults.json": '[{{"id": "other", "path": "{other}"}}]',
    "runtime.json": '{{"port": 1, "token": "t", "pid": 1, "version": "0"}}',
    "state/token": "t" * 43,
    ".env": "VENTURE_CANVAS_HOME={other}\n",
    ".obsidian/plugins/venture-canvas/data.json": '{{"origins": ["https://evil.example"], "port": 1, "vaults": ["{other}"]}}',
    "Note.md": '---\nvaults: ["{other}"]\nallow-origin: https://evil.example\nport: 1\n---\n',
    "msgspec.py": "import pathlib; pathlib.Path(r'{other}', 'ran').touch()\n",
    "sitecustomize.py": "import pathlib; pathlib.Path(r'{other}', 'ran').touch()\n",
    "venture_canvas/__main__.py": "import pathlib; pathlib.Path(r'{other}', 'ran').touch()\n",
}


def test_no_file_of_a_vault_is_obeyed_even_when_the_daemon_is_started_in_it(
    home: Path, vault: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for path, content in BAIT.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(content.format(other=other.as_posix()), encoding="utf-8")
    with running_daemon(home) as first:
        assert first.get("/vaults")["vaults"] == []
        command = msgspec.json.decode(places_in(home).launcher.read_bytes(), type=Launcher).command
        first.end()

    started = subprocess.Popen(
        [*command, "serve", "."], cwd=vault, env=environment(home), stderr=subprocess.DEVNULL
    )
    try:
        daemon = RunningElsewhere(home)
        wait_until(lambda: places_in(home).runtime.exists() or started.poll() is not None)
        assert started.poll() is None
        assert [each["path"] for each in daemon.get("/vaults")["vaults"]] == [str(vault)]
        with daemon.http(Origin="https://evil.example") as page:
            assert page.get("/vaults").status_code == 403
        assert daemon.port != 1
        assert daemon.token != "t" * 43
        assert [*other.iterdir()] == []
    finally:
        started.terminate()
        started.wait()


class RunningElsewhere(LiveDaemon):
    """A daemon that was started in another way."""

    def __init__(self, home: Path) -> None:
        self.home, self.greeting = home, ""
