"""Runs the real daemon in this process, for tests that hold it at a place of their choice."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, ParamSpec, TypeVar

import pytest

from live_daemon import PATIENCE_SECONDS, Serving, places_in
from venture_canvas.server.daemon import run_daemon

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


@contextmanager
def daemon_here(home: Path, *roots: Path) -> Iterator[Serving]:
    """A daemon in a thread of this process, over real sockets; what it logs is left to the test."""
    ready = threading.Event()
    serving = threading.Thread(
        target=run_daemon, args=(places_in(home), roots), kwargs={"ready": lambda *_: ready.set()}
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("venture_canvas.server.daemon.log_to", lambda _: None)
        serving.start()
        assert ready.wait(PATIENCE_SECONDS)
        daemon = Serving(home)
        try:
            yield daemon
        finally:
            with daemon.http() as client:
                client.post("/stop", json={})
            serving.join(PATIENCE_SECONDS)
            assert not serving.is_alive()


class Held(Generic[Given, Answer]):
    """A function whose next answers can be held back, once they are worked out.

    Arguments:
        function: what is called.
    """

    def __init__(self, function: Callable[Given, Answer]) -> None:
        self._function = function
        self._holds = False
        self.held, self._goes_on, self.passed = threading.Event(), threading.Event(), threading.Event()

    def hold(self) -> None:
        """Hold the next answer back, and no other."""
        self._holds = True

    def let_go(self) -> None:
        """Let the answer go that is held back, and wait until it is given."""
        self._goes_on.set()
        assert self.passed.wait(PATIENCE_SECONDS)

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        holds, self._holds = self._holds, False
        answer = self._function(*args, **kwargs)
        if holds:
            self.held.set()
            assert self._goes_on.wait(PATIENCE_SECONDS)
            self.passed.set()
        return answer
