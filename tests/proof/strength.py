"""How hard the properties are tried: the same small number of examples in every ordinary run, others and more of them on demand."""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("VENTURE_CANVAS_TRIES", "1"))
"""How many times as many examples as in an ordinary run; above 1 they are new ones in each run."""


def tries(examples: int) -> settings:
    """Return the settings of a property that is tried on some examples."""
    return settings(
        max_examples=examples * TIMES,
        derandomize=TIMES == 1,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
