"""Tell the system's service manager of the daemon, and ask it."""

import contextlib
import subprocess
from collections.abc import Callable, Iterable

import msgspec

from venture_canvas.server.private import replace_file
from venture_canvas.service.recipe import Command, Recipe

COMMAND_SECONDS = 60


class ServiceError(Exception):
    """The service manager cannot be used or refused; the message says what to do."""


class Outcome(msgspec.Struct, frozen=True):
    """How a command ended, and what it printed."""

    code: int
    said: str


Runner = Callable[[Command], Outcome]


def run_command(command: Command) -> Outcome:
    """Run a command to its end; one that is not there or never ends has failed."""
    try:
        done = subprocess.run(  # noqa: S603  the commands are the recipes' own
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=COMMAND_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Outcome(-1, str(error))
    return Outcome(done.returncode, f"{done.stdout}{done.stderr}".strip())


class Installation:
    """The daemon's place with one service manager.

    Arguments:
        recipe: what the manager needs to be told.
        run: runs a command.
    """

    def __init__(self, recipe: Recipe, run: Runner = run_command) -> None:
        self.recipe = recipe
        self._run = run

    def check_manager(self) -> None:
        """Make sure that the service manager can be talked to.

        Raises:
            ServiceError: when it cannot.
        """
        outcome = self._run(self.recipe.reachable)
        if outcome.code != 0:
            raise ServiceError(
                f"{self.recipe.manager} cannot be reached for your user here ({_first_line(outcome)}), so nothing can be started "
                "at login. Run the daemon yourself: venture-canvas serve"
            )

    @property
    def is_known(self) -> bool:
        """Whether the service manager knows the job, and its description is there."""
        return self.recipe.file.exists() and self._run(self.recipe.known).code == 0

    @property
    def is_current(self) -> bool:
        """Whether the description is the one this installation of the package would write."""
        try:
            return self.recipe.file.read_bytes() == self.recipe.content
        except FileNotFoundError:
            return False

    def install(self) -> None:
        """Have the daemon started now and at every login. What was there before is replaced.

        Raises:
            ServiceError: when the service manager refuses; nothing is left behind then.
        """
        self.check_manager()
        if self.recipe.file.exists():
            self._try(self.recipe.forget)
        self.recipe.file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self.recipe.file, self.recipe.content)
        for command in self.recipe.start:
            outcome = self._run(command)
            if outcome.code != 0:
                self._remove()
                raise ServiceError(
                    f"{self.recipe.manager} refused: {' '.join(command)}: {_first_line(outcome)}. Nothing was installed."
                )

    def uninstall(self) -> bool:
        """End the daemon and have it started no more; return whether there was something to remove.

        Raises:
            ServiceError: when the service manager cannot be reached, or still knows the job afterwards.
        """
        self.check_manager()
        was_there = self.recipe.file.exists()
        self._remove()
        if self._run(self.recipe.known).code == 0:
            raise ServiceError(
                f"{self.recipe.manager} did not let go of the job. Remove it with its own tools: {self.recipe.forget[-1]}"
            )
        return was_there

    def _remove(self) -> None:
        self._try(self.recipe.forget)
        with contextlib.suppress(FileNotFoundError):
            self.recipe.file.unlink()
        self._try(self.recipe.settle)

    def _try(self, commands: Iterable[Command]) -> None:
        """Run commands that fail when there is nothing to do."""
        for command in commands:
            self._run(command)


def _first_line(outcome: Outcome) -> str:
    return outcome.said.partition("\n")[0] or f"exit code {outcome.code}"
