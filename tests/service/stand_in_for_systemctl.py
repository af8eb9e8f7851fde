"""Does what `systemctl --user` does to start and end the one unit; for tests of the commands as a whole.

The unit's folder is in XDG_CONFIG_HOME, as for systemd. The daemon is ended by asking it.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from service.units import unit_command
from venture_canvas.cli.client import end_daemon, find_daemon
from venture_canvas.server.places import places

UNIT = Path(os.environ["XDG_CONFIG_HOME"]) / "systemd" / "user" / "venture-canvas.service"


def restart() -> None:
    quiet = subprocess.DEVNULL
    command = unit_command(UNIT.read_text(encoding="utf-8"))
    subprocess.Popen(command, start_new_session=True, stdout=quiet, stderr=quiet)


def disable() -> None:
    if client := find_daemon(places()):
        end_daemon(places(), client)


if __name__ == "__main__":
    {"restart": restart, "disable": disable}[sys.argv[1]]()
