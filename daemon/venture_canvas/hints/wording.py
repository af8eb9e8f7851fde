"""How messages are put together."""

from collections.abc import Sequence


def in_a_row(names: Sequence[str], joiner: str = "and") -> str:
    """Return names as a sentence lists them: `Parents, Clinics and Wards`."""
    return f"{', '.join(names[:-1])} {joiner} {names[-1]}" if len(names) > 1 else "".join(names)
