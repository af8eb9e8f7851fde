"""The customer model of a venture, as canvas-method has it. Frozen; every part knows where it was read."""

from typing import Literal

import msgspec

from venture_canvas.positions import Span

Attribution = Literal["label", "marker", "link", "position", "only-type", "none"]
Stage = Literal["idea-stage", "early-stage", "growth-stage", "scale-stage", "unknown"]
Pattern = Literal["mass", "niche", "segmented", "diversified", "multi-sided"]
Decision = Literal["serve", "ignore"]
TestName = Literal["offer", "channel", "relationship", "profitability", "pays_for"]


class Source(msgspec.Struct, frozen=True):
    """Where something was read: the note, the headings above it, outermost first, and the place."""

    path: str
    headings: tuple[str, ...]
    span: Span


class Marker(msgspec.Struct, frozen=True):
    """The number and colour of a type, the same in every section; `color` is JSON Canvas's preset, "1" to "6", or None past six.

    `assigned` is true when no marker was written and this one follows from the order of the types.
    """

    number: int
    color: str | None
    assigned: bool


class Attribute(msgspec.Struct, frozen=True):
    """A property of a type or segment that founders write now and then: size, price, channel, relationship and so on."""

    name: str
    text: str
    source: Source


class Segment(msgspec.Struct, frozen=True):
    """A sub-group inside a type."""

    label: str
    description: str
    decision: Decision
    reason: str
    beachhead: bool
    attributes: tuple[Attribute, ...]
    source: Source


class Statement(msgspec.Struct, frozen=True):
    """What a section says, and of which types.

    Arguments:
        section: the section's tag, such as `jobs-to-be-done`.
        text: without list mark, marker and the label that ties it to a type.
        types: the ids of the types it speaks of; empty when it names none.
        segment: the label of the one segment it names, if it does.
        attribution: how it was tied to its types.
        label: the words that name whom it is for, as written, whether a type has that name or not.
        status: assumption, tested, validated … when written.
        evidence: the targets of the links in it.
        source: where it stands.
        colours: the presets, 1 to 6, of the coloured dots and squares that its own line carries.
        numbers: the numbers in brackets that its own line carries.
    """

    section: str
    text: str
    types: tuple[str, ...]
    segment: str | None
    attribution: Attribution
    label: str | None
    status: str | None
    evidence: tuple[str, ...]
    source: Source
    colours: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()


class SeparationTest(msgspec.Struct, frozen=True):
    """One of the five tests that make two segments separate, with what was read for it."""

    name: TestName
    result: Literal["passed", "failed", "unknown"]
    evidence: tuple[str, ...]


class Separation(msgspec.Struct, frozen=True):
    """The five tests between two segments of a type."""

    segments: tuple[str, str]
    tests: tuple[SeparationTest, ...]


class CustomerType(msgspec.Struct, frozen=True):
    """A group that plays its own role in the business model."""

    id: str
    label: str
    aliases: tuple[str, ...]
    description: str
    roles: tuple[str, ...]
    single: bool
    marker: Marker
    segments: tuple[Segment, ...]
    attributes: tuple[Attribute, ...]
    separations: tuple[Separation, ...]
    note: str | None
    source: Source


class Participant(msgspec.Struct, frozen=True):
    """Somebody who takes part in the impact activities, and the types that are the same people."""

    label: str
    text: str
    customer_types: tuple[str, ...]
    source: Source


class Section(msgspec.Struct, frozen=True):
    """A section's whole text, as written."""

    tag: str
    text: str
    source: Source


class PatternReading(msgspec.Struct, frozen=True):
    """The pattern of the segments: as the founder declares it, as the model shows it, and why."""

    declared: Pattern | None
    inferred: Pattern | None
    because: str


class ToldType(msgspec.Struct, frozen=True):
    """A customer type in a note that tells a venture once more; `types` are the ids of the venture's types that it names."""

    label: str
    types: tuple[str, ...]
    source: Source


class Retelling(msgspec.Struct, frozen=True):
    """What a note that tells a venture once more, such as a pitch, says of its customers."""

    path: str
    types: tuple[ToldType, ...]


class Venture(msgspec.Struct, frozen=True):
    """One venture's customer model.

    `root` is the folder or the note that holds it; `notes` are the notes that were read for it. `blanks` are the lines that name a
    type and say nothing of it yet: they are no statements. `retellings` are notes that tell the venture once more.
    """

    id: str
    name: str
    root: str
    stage: Stage
    pattern: PatternReading
    customer_types: tuple[CustomerType, ...]
    statements: tuple[Statement, ...]
    blanks: tuple[Statement, ...]
    participants: tuple[Participant, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    retellings: tuple[Retelling, ...]
