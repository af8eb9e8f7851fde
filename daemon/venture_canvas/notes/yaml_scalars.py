"""Resolve YAML scalars by the core schema of YAML 1.2, which Obsidian uses (YAML 1.2.2, section 10.3.2).

PyYAML follows YAML 1.1, where `no`, `on`, `12:30`, `1_000` and `2001-01-01` are not text; here they are. Numbers are those of
JavaScript: past 2**53 an integer becomes a float.
"""

import re
from math import inf, nan

ScalarValue = str | int | float | bool | None

WORDS: dict[str, ScalarValue] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), nan),
    **{sign + word: inf for sign in ("", "+") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -inf),
}
NUMBER = re.compile(
    r"(?P<decimal>[-+]?[0-9]+)|0o(?P<octal>[0-7]+)|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
BASES = {"octal": 8, "hexadecimal": 16}
LARGEST_EXACT = 2**53
STANDARD_TAG = "tag:yaml.org,2002:"


def resolve_plain(value: str) -> ScalarValue:
    """Return what a scalar without quotes and without a tag stands for."""
    if value in WORDS:
        return WORDS[value]
    if value[0] not in "+-.0123456789":
        return value
    number = NUMBER.fullmatch(value)
    return _number(number) if number else value


def resolve_tagged(value: str, tag: str) -> ScalarValue:
    """Return what a scalar with an explicit tag stands for; an unknown tag leaves it text."""
    if tag not in {STANDARD_TAG + known for known in ("int", "float", "bool", "null")}:
        return value
    return resolve_plain(value)


def as_text(value: ScalarValue) -> str:
    """Return a value as JavaScript writes it: `null` as nothing, `1.0` as `1`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)


def _number(found: re.Match[str]) -> int | float:
    kind, digits = str(found.lastgroup), found[str(found.lastgroup)]
    if kind == "float":
        return float(digits)
    if (
        kind == "decimal" and len(digits) > 17
    ):  # int() refuses thousands of digits, and takes quadratic time for them
        return float(digits)
    value = int(digits, BASES.get(kind, 10))
    return value if abs(value) <= LARGEST_EXACT else _as_float(value)


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return inf
