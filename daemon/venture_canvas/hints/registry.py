"""Every rule, by its code. Pages, settings, commands and the examples' tests are made from this table."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from venture_canvas.hints import rules
from venture_canvas.hints.rule import Rule
from venture_canvas.hints.settings import Settings


@cache
def all_rules() -> dict[str, Rule[Any]]:
    """Return every rule by its code, in order of its family and place there.

    Raises:
        ValueError: two rules have one code.
    """
    found: dict[str, Rule[Any]] = {}
    for each in _rules():
        if each.code in found:
            raise ValueError(f"Two rules are called {each.code}.")
        found[each.code] = each
    return found


def chosen_rules(settings: Settings) -> dict[str, Rule[Any]]:
    """Return the rules that run in a vault with some settings."""
    return {
        code: rule
        for code, rule in all_rules().items()
        if code not in settings.off and (rule.on or code in settings.on)
    }


def _rules() -> Iterator[Rule[Any]]:
    for module in sorted(iter_modules(rules.__path__), key=lambda module: module.name):
        named = vars(import_module(f"{rules.__name__}.{module.name}"))
        yield from (value for value in named.values() if isinstance(value, Rule))
