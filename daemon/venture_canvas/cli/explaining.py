"""The commands that tell of the rules: `explain` and `rules`."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from venture_canvas.cli.console import Format, FormatOption, fail, print_json, results
from venture_canvas.cli.tables import table_of
from venture_canvas.hints.did_you_mean import did_you_mean
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.suppression import PROPERTY
from venture_canvas.shapes.rule import RuleFact, rule_fact, rule_list, unwrapped
from venture_canvas.vault.roots import SETTINGS_FILE


def explain(
    code: Annotated[str, typer.Argument(help="The code of a rule, as it stands beside a hint.")],
    format_: FormatOption = Format.TABLE,
) -> None:
    """Explain a rule: what it finds, why that matters, with examples, and how to ignore it."""
    rule = known_rule(code)
    if format_ is Format.JSON:
        print_json(rule)
        return
    for part in _page(rule):
        results.print(part)


def rules(format_: FormatOption = Format.TABLE) -> None:
    """List the rules, with the severity of their hints and whether they are on."""
    found = rule_list()
    if format_ is Format.JSON:
        print_json(found)
        return
    rows = ((rule.code, rule.severity, "on" if rule.on else "off", rule.summary) for rule in found.rules)
    results.print(table_of(None, ("Code", "Severity", "Default", "What it finds"), rows))


def known_rule(code: str) -> RuleFact:
    """Return a rule by its code, or end with what may have been meant."""
    found = all_rules().get(code)
    if found is None:
        fail(f"There is no rule {code}.{did_you_mean(code, all_rules())} All of them: venture-canvas rules")
    return rule_fact(found)


def _page(rule: RuleFact) -> Iterator[Text | Padding]:
    yield Text(f"{rule.code} ({rule.severity}, {'on' if rule.on else 'off'} by default)", style="bold")
    yield Text(f"{unwrapped(rule.summary)}\n\n{unwrapped(rule.reason)}\n")
    yield from _example("What it finds, marked with ⟦ ⟧:", rule.bad[0])
    yield from _example("What it does not find:", rule.good[0])
    yield Text(f"Fix: {rule.fix}\nSource: {rule.source}\n")
    yield Text("To ignore it")
    yield Padding(Text(_ignoring(rule.code)), (0, 0, 0, 2))


def _example(title: str, notes: dict[str, str]) -> Iterator[Text | Padding]:
    yield Text(title)
    for path, text in notes.items():
        head = f"{path}:\n" if len(notes) > 1 else ""
        yield Padding(Text(f"{head}{text.rstrip()}\n"), (0, 0, 0, 4))


def _ignoring(code: str) -> str:
    return (
        f"on a line:     %% ignore {code}: your reason %%\n"
        f"in a section:  %% ignore section {code}: your reason until 2030-12-31 %%\n"
        f"in a note:     {PROPERTY}: [{code}] in its front matter\n"
        f'in the vault:  off = ["{code}"] below [rules] in {SETTINGS_FILE}'
    )
