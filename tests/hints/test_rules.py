"""Every rule does on its own examples what they say, and its fixes mend what it found without harm."""

from collections import Counter
from datetime import date
from typing import Any, Literal

import pytest

from hints.running import applied, hints_of
from venture_canvas.hints.hint import SEVERITIES, Hint, Severity
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.rule import Example, Rule, marks_of, notes_of

Case = tuple[Rule[Any], Example]


def cases(which: Literal["bad", "good"]) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{code}-{number}")
        for code, rule in all_rules().items()
        for number, example in enumerate(rule.bad if which == "bad" else rule.good)
    ]


def places(hints: tuple[Hint, ...]) -> list[tuple[str, int, int]]:
    return sorted((hint.finding.path, *hint.finding.span) for hint in hints)


def grave(hints: tuple[Hint, ...], severity: Severity) -> Counter[tuple[str, str]]:
    """Return how often each other rule of equal or higher severity speaks in each note."""
    limit = SEVERITIES.index(severity)
    return Counter(
        (hint.code, hint.finding.path) for hint in hints if SEVERITIES.index(hint.severity) <= limit
    )


@pytest.mark.parametrize(("rule", "example"), cases("bad"))
def test_a_rule_finds_what_is_marked_in_its_bad_examples_and_nothing_else(
    rule: Rule[Any], example: Example
) -> None:
    assert places(hints_of(notes_of(example), [rule.code])) == sorted(marks_of(example))


@pytest.mark.parametrize(("rule", "example"), cases("good"))
def test_a_rule_is_silent_in_its_good_examples(rule: Rule[Any], example: Example) -> None:
    assert hints_of(notes_of(example), [rule.code]) == ()


@pytest.mark.parametrize(("rule", "example"), cases("bad"))
def test_every_fix_removes_its_hint_brings_nothing_worse_and_is_done_after_once(
    rule: Rule[Any], example: Example
) -> None:
    before = notes_of(example)
    for hint in hints_of(before, [rule.code]):
        for fix in hint.finding.fixes:
            if fix.safety == "display":
                continue
            after = applied(before, fix)
            left = hints_of(after, [rule.code])
            assert len(left) < len(hints_of(before, [rule.code])), fix.title
            brought = grave(hints_of(after), rule.severity) - grave(hints_of(before), rule.severity)
            assert not {code for code, _ in brought} - {rule.code}, f"{fix.title} brings {brought}"


def test_every_rule_has_a_page_that_a_founder_can_read() -> None:
    for rule in all_rules().values():
        assert rule.summary.endswith("."), rule.code
        assert len(rule.reason) > 40, rule.code


def test_only_rules_that_say_so_find_something_else_on_another_day() -> None:
    """The others do not look again when a new day begins."""
    rules = all_rules()
    for example in (each for rule in rules.values() for each in (*rule.bad, *rule.good)):
        notes = notes_of(example)
        if not any(" until " in text for text in notes.values()):
            days = (date(2020, 1, 1), date(2040, 1, 1))
            before, after = (hints_of(notes, rules, today=day) for day in days)
            assert [hint for hint in {*before} ^ {*after} if not rules[hint.code].dated] == []
