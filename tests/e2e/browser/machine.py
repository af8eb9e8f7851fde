"""What Electron gives to Obsidian and a page has not: the disk, other processes, and requests that no browser's rules apply to."""

import base64
import errno
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

Tell = Callable[[str, object], None]
"""Tells the page an event: its name, and what is told."""


class Machine:
    """The machine as the page's app sees it.

    Arguments:
        vault: the vault's folder.
        environment: the variables that the plugin finds in `process.env`, and passes on to the processes it starts.
        tell: takes events of processes to the page.

    Attributes:
        requests: what the plugin asked over `requestUrl`, in order.
    """

    def __init__(self, vault: Path, environment: dict[str, str], tell: Tell) -> None:
        self.vault = vault
        self.environment = environment
        self.processes: list[subprocess.Popen[bytes]] = []
        self.requests: list[httpx.Request] = []
        self._tell = tell
        self._client = httpx.Client(trust_env=False, timeout=20)
        self._threads: list[threading.Thread] = []
        self.functions: dict[str, Callable[..., object]] = {
            "machine": self._describe,
            "files": lambda: list(self._files()),
            "stat": lambda path: stat(Path(path)),
            "real_path": lambda path: str(Path(path).resolve(strict=True)),
            "read_text": lambda path: Path(path).read_bytes().decode("utf-8"),
            "read_bytes": lambda path: base64.b64encode(Path(path).read_bytes()).decode("ascii"),
            "write_text": self._write_text,
            "make_folder": lambda path: Path(path).mkdir(parents=True),
            "remove": lambda path: Path(path).unlink(),
            "rename": self._rename,
            "request": self._request,
            "spawn": self._spawn,
            "kill": self._kill,
        }

    def close(self) -> None:
        """End what was started."""
        for process in self.processes:
            process.kill()
        for thread in self._threads:
            thread.join()
        self._client.close()

    def change(self, path: Path) -> dict[str, object] | None:
        """What the app is told of a path that may have changed; nothing of what it hides."""
        relative = path.relative_to(self.vault)
        if any(part.startswith(".") for part in relative.parts):
            return None
        return {"path": relative.as_posix(), "stat": stat(path)}

    def _describe(self) -> dict[str, object]:
        return {
            "platform": sys.platform,
            "home": str(Path.home()),
            "environment": self.environment,
            "vault": str(self.vault),
        }

    def _files(self) -> Iterator[dict[str, object]]:
        for path in sorted(self.vault.rglob("*")):
            if change := self.change(path):
                yield change

    def _write_text(self, path: str, text: str) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(text.encode("utf-8"))

    def _rename(self, path: str, new_path: str) -> None:
        Path(new_path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).rename(new_path)

    def _request(self, method: str, url: str, headers: dict[str, str], body: str | None) -> dict[str, Any]:
        request = self._client.build_request(method, url, headers=headers, content=body)
        self.requests.append(request)
        response = self._client.send(request)
        return {"status": response.status_code, "headers": dict(response.headers), "text": response.text}

    def _spawn(self, number: int, command: list[str], environment: dict[str, str] | None) -> None:
        variables = self.environment if environment is None else environment
        program = shutil.which(command[0], path=variables.get("PATH"))
        if program is None:
            self._tell_process(number, "error", errno.errorcode[errno.ENOENT])
            return
        process = subprocess.Popen(
            [program, *command[1:]],
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.processes.append(process)
        self._tell_process(number, "spawn", process.pid)
        thread = threading.Thread(target=self._follow, args=(number, process))
        self._threads.append(thread)
        thread.start()

    def _follow(self, number: int, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self._tell_process(number, "stderr", line.decode("utf-8", "replace"))
        self._tell_process(number, "exit", process.wait())

    def _tell_process(self, number: int, event: str, value: object) -> None:
        self._tell("process", {"process": number, "event": event, "value": value})

    def _kill(self, pid: int) -> None:
        for process in self.processes:
            if process.pid == pid:
                process.terminate()


def stat(path: Path) -> dict[str, object] | None:
    """What Obsidian knows of a file or folder; None when it is not there. Times are milliseconds."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return {
        "type": "folder" if path.is_dir() else "file",
        "mode": status.st_mode,
        "ctime": status.st_ctime_ns / 1e6,
        "mtime": status.st_mtime_ns / 1e6,
        "size": status.st_size,
    }
