"""Values in a settings file, taken for what they should be: what is of another kind counts as nothing, or is left out."""

from collections.abc import Mapping

from venture_canvas.hints.hint import SEVERITIES, Severity


def table_of(value: object) -> Mapping[str, object]:
    """Return a table."""
    return value if isinstance(value, dict) else {}


def texts_of(value: object) -> list[str]:
    """Return the texts of a list."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def groups_of(value: object) -> tuple[tuple[str, ...], ...]:
    """Return the lists of texts in a list."""
    found = value if isinstance(value, list) else []
    return tuple(tuple(group) for group in found if isinstance(group, list) and texts_of(group) == group)


def severity_of(value: object) -> Severity | None:
    """Return a severity."""
    return next((known for known in SEVERITIES if known == value), None)
