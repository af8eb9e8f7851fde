"""The rules in JSON."""

from typing import Any, Literal

import msgspec

from venture_canvas.hints.hint import Severity
from venture_canvas.hints.registry import all_rules, chosen_rules
from venture_canvas.hints.rule import Rule, by_path
from venture_canvas.hints.settings import Settings

VERSION: Literal[1] = 1


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


class VaultRule(msgspec.Struct, frozen=True):
    """A rule as it holds in a vault, for people to read.

    Arguments:
        code: its name.
        severity: of its hints there.
        on: whether it runs there.
        what: what it finds, in a sentence.
        why: why that matters to the venture; an empty line parts paragraphs.
        fix: what mends it, in a sentence.
    """

    code: str
    severity: Severity
    on: bool
    what: str
    why: str
    fix: str


class VaultRules(msgspec.Struct, frozen=True):
    """All rules as they hold in a vault, by code."""

    version: Literal[1]
    rules: tuple[VaultRule, ...]


class RuleSwitch(msgspec.Struct, frozen=True):
    """A rule's code, and whether it shall be on in a vault from now on."""

    code: str
    on: bool


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
        bad=tuple(map(by_path, rule.bad)),
        good=tuple(map(by_path, rule.good)),
    )


def vault_rules(settings: Settings) -> VaultRules:
    """Return all rules as they hold in a vault with some settings."""
    running = chosen_rules(settings)
    rules = sorted(all_rules().values(), key=lambda rule: rule.code)
    return VaultRules(VERSION, tuple(_vault_rule(rule, settings, on=rule.code in running) for rule in rules))


def unwrapped(prose: str) -> str:
    """Return paragraphs without the line ends that our own files are wrapped with."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in prose.split("\n\n"))


def _vault_rule(rule: Rule[Any], settings: Settings, *, on: bool) -> VaultRule:
    return VaultRule(
        code=rule.code,
        severity=settings.severity.get(rule.code, rule.severity),
        on=on,
        what=unwrapped(rule.summary),
        why=unwrapped(rule.reason),
        fix=rule.fix,
    )
