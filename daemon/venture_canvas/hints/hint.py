"""A hint: one finding of one rule, with its place and the edits that would mend it. Frozen."""

from typing import Literal

import msgspec

from venture_canvas.positions import Span

Severity = Literal["error", "warning", "info", "hint"]
Safety = Literal["safe", "suggested", "display"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info", "hint")
"""From the gravest to the mildest."""


class Edit(msgspec.Struct, frozen=True):
    """A piece of a note's text and what to put in its place."""

    path: str
    span: Span
    text: str


class Fix(msgspec.Struct, frozen=True):
    """Edits that mend a finding.

    `safe` is mechanical and may run in bulk; `suggested` is a judgement call: it inserts a skeleton or rewords; `display` has
    nothing to apply. `ignores` is true for the fix that mends nothing and has the hint ignored.
    """

    title: str
    safety: Safety
    edits: tuple[Edit, ...] = ()
    ignores: bool = False

    @property
    def paths(self) -> frozenset[str]:
        """The notes that it changes."""
        return frozenset(edit.path for edit in self.edits)


class Related(msgspec.Struct, frozen=True):
    """Another place that has to do with a finding."""

    path: str
    span: Span
    message: str


class Finding(msgspec.Struct, frozen=True):
    """What a rule found.

    Arguments:
        path: the note it is shown in.
        span: the place in it.
        message: a sentence for a founder: who or what, what is missing, what to do next.
        related: other places to look at.
        fixes: the best first.
        section: the tag of the canvas section it is about; its lexicon entry is shown with the hint.
    """

    path: str
    span: Span
    message: str
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    section: str | None = None


class Hint(msgspec.Struct, frozen=True):
    """A finding as it is shown: with its rule's code, and the severity that holds in this vault."""

    code: str
    severity: Severity
    finding: Finding

    @property
    def order(self) -> tuple[str, Span, int, str]:
        """The order in which hints are shown: by note, by place, the gravest first."""
        return (self.finding.path, self.finding.span, SEVERITIES.index(self.severity), self.code)
