"""The rules in JSON."""

from typing import Any

import msgspec

from venture_canvas.hints.hint import Severity
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.rule import ALONE, Example, Rule


class RuleFact(msgspec.Struct, frozen=True):
    """A rule: what it finds, why that matters, and examples by note, in which `⟦…⟧` marks what is found.

    Arguments:
        code: its name.
        severity: of its hints, unless the vault's settings say otherwise.
        on: whether it runs unless the settings say otherwise.
        summary: what it finds, in a sentence.
        reason: why that matters to the venture.
        fix: what mends it.
        source: where the method says so.
        bad: examples in which it finds something.
        good: examples in which it does not.
    """

    code: str
    severity: Severity
    on: bool
    summary: str
    reason: str
    fix: str
    source: str
    bad: tuple[dict[str, str], ...]
    good: tuple[dict[str, str], ...]


class RuleList(msgspec.Struct, frozen=True):
    """All rules."""

    rules: tuple[RuleFact, ...]


def rule_list() -> RuleList:
    """Return all rules, in order of family."""
    return RuleList(tuple(map(rule_fact, all_rules().values())))


def rule_fact(rule: Rule[Any]) -> RuleFact:
    """Return what is to be told of a rule."""
    return RuleFact(
        code=rule.code,
        severity=rule.severity,
        on=rule.on,
        summary=rule.summary,
        reason=rule.reason,
        fix=rule.fix,
        source=rule.source,
        bad=tuple(map(_notes, rule.bad)),
        good=tuple(map(_notes, rule.good)),
    )


def _notes(example: Example) -> dict[str, str]:
    return {ALONE: example} if isinstance(example, str) else dict(example)
