"""A rule: its documentation, its examples and one function.

The docstring of the function is the rule's page. Its first sentence says what is found; the paragraphs after it say why that
matters to the venture. The examples are the rule's tests and stand on its page: each is a note, or several notes by path, in
which `⟦…⟧` marks the place where the rule must find something. Where nothing is marked, it must stay silent.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, Literal, TypeVar

import msgspec

from venture_canvas.hints.hint import Finding, Severity
from venture_canvas.hints.views import HintedView, NoteView, VaultView, VentureView

Reads = Literal["note", "links", "venture", "vault", "hints"]
"""What a rule looks at, and so when it runs again.

`note`: one note's text and what it is. `links`: also where its links lead and who else has its names, aliases and tags.
`venture`: one venture's model and the notes it was read from. `vault`: in which form the notes hold their tags, and those notes that
sort them under categories.
`hints`: what one note ignores and what all other rules found in it; a note that ignores nothing is not looked at.
"""

Example = str | Mapping[str, str]
View = TypeVar("View", NoteView, VentureView, VaultView, HintedView)
OPEN, CLOSE = "⟦", "⟧"
ALONE = "Canvas.md"
"""The path of an example that is one note."""


class Rule(msgspec.Struct, Generic[View], frozen=True):
    """A rule.

    Arguments:
        code: its name, which reads well after "ignore"; does not contain the remedy.
        page: what it finds, in a sentence, and in further paragraphs why that matters.
        severity: how grave a finding is by default.
        on: whether it runs by default.
        dated: whether it asks what day it is, so that it must look again when a new one begins.
        reads: what it looks at.
        source: where the method says so.
        fix: what mends it, in a sentence.
        check: yields the findings.
        bad: examples in which it finds something.
        good: examples in which it stays silent.
    """

    code: str
    page: str
    severity: Severity
    on: bool
    dated: bool
    reads: Reads
    source: str
    fix: str
    check: Callable[[View], Iterator[Finding]]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]

    @property
    def summary(self) -> str:
        """What it finds, in one sentence."""
        return self.page.partition("\n\n")[0]

    @property
    def reason(self) -> str:
        """Why that matters."""
        return self.page.partition("\n\n")[2]


def rule(
    *,
    severity: Severity,
    reads: Reads,
    source: str,
    fix: str,
    bad: tuple[Example, ...],
    good: tuple[Example, ...],
    on: bool = True,
    dated: bool = False,
) -> Callable[[Callable[[View], Iterator[Finding]]], Rule[View]]:
    """Make a rule of a function; its code is the function's name with hyphens.

    Raises:
        ValueError: a part is missing: the page, the reason, an example in which it finds something, one in which it is silent.
    """

    def made(check: Callable[[View], Iterator[Finding]]) -> Rule[View]:
        code = check.__name__.replace("_", "-")
        page = inspect.getdoc(check) or ""
        if "\n\n" not in page or not bad or not good or not fix or not source:
            raise ValueError(
                f"The rule {code} lacks its sentence, its reason, its fix, its source or an example."
            )
        if any(OPEN not in "".join(_texts(example)) for example in bad):
            raise ValueError(
                f"The rule {code} has a bad example in which nothing is marked with {OPEN}…{CLOSE}."
            )
        if any(OPEN in "".join(_texts(example)) for example in good):
            raise ValueError(f"The rule {code} has a good example in which something is marked.")
        return Rule(code, page, severity, on, dated, reads, source, fix, check, bad, good)

    return made


def notes_of(example: Example) -> dict[str, str]:
    """Return an example's notes by path, without marks."""
    return {path: re.sub(f"[{OPEN}{CLOSE}]", "", text) for path, text in by_path(example).items()}


def marks_of(example: Example) -> list[tuple[str, int, int]]:
    """Return the marked places of an example: path, start and end in the unmarked text, in order."""
    found: list[tuple[str, int, int]] = []
    for path, text in sorted(by_path(example).items()):
        for count, match in enumerate(re.finditer(f"{OPEN}([^{CLOSE}]*){CLOSE}", text)):
            start = match.start() - 2 * count
            found.append((path, start, start + len(match[1])))
    return found


def by_path(example: Example) -> dict[str, str]:
    """Return an example's notes by path, with their marks."""
    return {ALONE: example} if isinstance(example, str) else dict(example)


def _texts(example: Example) -> list[str]:
    return list(by_path(example).values())
