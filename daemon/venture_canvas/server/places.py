"""Where the daemon keeps its own files: in the user's folders, never in a vault."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
import platformdirs

NAME = "venture-canvas"
HOME_VARIABLE = "VENTURE_CANVAS_HOME"


class Places(msgspec.Struct, frozen=True):
    """The folders of one user; none of them needs to exist yet."""

    config: Path
    state: Path
    cache: Path
    log: Path

    @property
    def registry(self) -> Path:
        """The file that lists the vaults to serve."""
        return self.config / "vaults.json"

    @property
    def runtime(self) -> Path:
        """The file that tells a client how to reach the running daemon."""
        return self.state / "runtime.json"

    @property
    def launcher(self) -> Path:
        """The file that tells a client how to start the daemon, whether it runs or not."""
        return self.state / "launcher.json"

    @property
    def token(self) -> Path:
        """The file that keeps the user's token between two runs."""
        return self.state / "token"

    @property
    def lock(self) -> Path:
        """The file whose lock the one daemon of a user holds."""
        return self.state / "daemon.lock"

    @property
    def daemon_log(self) -> Path:
        """The file the daemon logs to."""
        return self.log / "daemon.log"

    def cache_of(self, vault: str) -> Path:
        """Return the file that keeps the facts of a vault, by the vault's id."""
        return self.cache / f"{vault}.sqlite"

    def journal_of(self, vault: str) -> Path:
        """Return the file that keeps what is being written to a vault, by the vault's id."""
        return self.state / "writing" / f"{vault}.journal"


def places(environment: Mapping[str, str] = os.environ) -> Places:
    """Return the user's folders, or the ones under `VENTURE_CANVAS_HOME` when that is set."""
    if home := environment.get(HOME_VARIABLE):
        root = Path(home).absolute()
        return Places(root / "config", root / "state", root / "cache", root / "log")
    return Places(
        config=platformdirs.user_config_path(NAME, appauthor=False),
        state=platformdirs.user_state_path(NAME, appauthor=False),
        cache=platformdirs.user_cache_path(NAME, appauthor=False),
        log=platformdirs.user_log_path(NAME, appauthor=False),
    )
