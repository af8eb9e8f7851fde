"""The times of a watch, and the clocks it reads."""

import time
from collections.abc import Callable
from typing import NamedTuple

from venture_canvas.vault.gathering import LONGEST_WAIT, QUIET_GAP


class Timing(NamedTuple):
    """The times of a watch, in seconds.

    Arguments:
        quiet: the gap without events that ends a burst.
        longest: the longest that an event waits.
        supervise: how often a healthy watch is checked.
        poll: how often a watch looks for itself while events cannot be had.
        walk: how often everything is looked at, whatever the events say.
        effort: a look that took t seconds is not repeated by the clock before t times this.
    """

    quiet: float = QUIET_GAP
    longest: float = LONGEST_WAIT
    supervise: float = 60.0
    poll: float = 2.0
    walk: float = 900.0
    effort: float = 20.0


class Clocks(NamedTuple):
    """The two clocks, in seconds."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
