"""The customer model in JSON."""

from collections.abc import Mapping

import msgspec

from venture_canvas.canvas import model, sections
from venture_canvas.canvas.model import Attribution, Decision, Marker, PatternReading, Separation, Stage
from venture_canvas.notes.note import Note
from venture_canvas.shapes.ranges import Source
from venture_canvas.workspace import Workspace

VERSION = 1


class Attribute(msgspec.Struct, frozen=True):
    """A property of a type or segment: size, price, channel, relationship and so on."""

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
    """What a section says; `types` are the ids of the customer types it speaks of, `attribution` how that is known."""

    text: str
    types: tuple[str, ...]
    segment: str | None
    attribution: Attribution
    label: str | None
    status: str | None
    evidence: tuple[str, ...]
    source: Source


class CustomerType(msgspec.Struct, frozen=True):
    """A group that plays its own role in the business model, with what the sections say of it."""

    id: str
    label: str
    aliases: tuple[str, ...]
    description: str
    roles: tuple[str, ...]
    single: bool
    marker: Marker
    segments: tuple[Segment, ...]
    early_adopters: tuple[Statement, ...]
    jobs: tuple[Statement, ...]
    alternatives: tuple[Statement, ...]
    value_propositions: tuple[Statement, ...]
    attributes: tuple[Attribute, ...]
    separations: tuple[Separation, ...]
    note: str | None
    source: Source


class Unattributed(msgspec.Struct, frozen=True):
    """Statements that name no customer type."""

    jobs: tuple[Statement, ...]
    alternatives: tuple[Statement, ...]
    value_propositions: tuple[Statement, ...]
    early_adopters: tuple[Statement, ...]


class Section(msgspec.Struct, frozen=True):
    """A section's text."""

    text: str
    source: Source


class Participant(msgspec.Struct, frozen=True):
    """Somebody who takes part in the impact activities, with the ids of the types that are the same people."""

    label: str
    customer_types: tuple[str, ...]
    source: Source


class Venture(msgspec.Struct, frozen=True):
    """One venture; `statements` holds those of the sections that are not about types one by one, by the section's tag."""

    id: str
    name: str
    root: str
    stage: Stage
    pattern: PatternReading
    customer_types: tuple[CustomerType, ...]
    unattributed: Unattributed
    sections: dict[str, Section]
    participants: tuple[Participant, ...]
    statements: dict[str, tuple[Statement, ...]]
    notes: tuple[str, ...]


class Model(msgspec.Struct, frozen=True):
    """The ventures of a vault."""

    version: int
    ventures: tuple[Venture, ...]


def model_of(workspace: Workspace) -> Model:
    """Return the customer models of a vault."""
    with workspace.reading() as index:
        return Model(
            VERSION, tuple(_Shaper(venture, index.notes).venture() for venture in workspace.ventures)
        )


class _Shaper:
    """Shapes one venture; `notes` turn spans into ranges."""

    def __init__(self, venture: model.Venture, notes: Mapping[str, Note]) -> None:
        self._venture = venture
        self._notes = notes

    def venture(self) -> Venture:
        told = self._venture
        others = dict.fromkeys(
            statement.section for statement in told.statements if statement.section not in sections.ADDRESSED
        )
        return Venture(
            id=told.id,
            name=told.name,
            root=told.root,
            stage=told.stage,
            pattern=told.pattern,
            customer_types=tuple(self._type(customer) for customer in told.customer_types),
            unattributed=Unattributed(
                jobs=self._statements(sections.JOBS),
                alternatives=self._statements(sections.ALTERNATIVE),
                value_propositions=self._statements(sections.PROPOSITION),
                early_adopters=self._statements(sections.EARLY_ADOPTERS),
            ),
            sections={
                section.tag: Section(section.text, self._source(section.source)) for section in told.sections
            },
            participants=tuple(
                Participant(each.label, each.customer_types, self._source(each.source))
                for each in told.participants
            ),
            statements={
                tag: tuple(self._statement(each) for each in told.statements if each.section == tag)
                for tag in others
            },
            notes=told.notes,
        )

    def _type(self, customer: model.CustomerType) -> CustomerType:
        return CustomerType(
            id=customer.id,
            label=customer.label,
            aliases=customer.aliases,
            description=customer.description,
            roles=customer.roles,
            single=customer.single,
            marker=customer.marker,
            segments=tuple(self._segment(segment) for segment in customer.segments),
            early_adopters=self._statements(sections.EARLY_ADOPTERS, customer.id),
            jobs=self._statements(sections.JOBS, customer.id),
            alternatives=self._statements(sections.ALTERNATIVE, customer.id),
            value_propositions=self._statements(sections.PROPOSITION, customer.id),
            attributes=self._attributes(customer.attributes),
            separations=customer.separations,
            note=customer.note,
            source=self._source(customer.source),
        )

    def _segment(self, segment: model.Segment) -> Segment:
        return Segment(
            label=segment.label,
            description=segment.description,
            decision=segment.decision,
            reason=segment.reason,
            beachhead=segment.beachhead,
            attributes=self._attributes(segment.attributes),
            source=self._source(segment.source),
        )

    def _attributes(self, attributes: tuple[model.Attribute, ...]) -> tuple[Attribute, ...]:
        return tuple(Attribute(each.name, each.text, self._source(each.source)) for each in attributes)

    def _statements(self, tag: str, customer: str | None = None) -> tuple[Statement, ...]:
        """Return a section's statements of one type, or those that name none."""
        return tuple(
            self._statement(each)
            for each in self._venture.statements
            if each.section == tag and (customer in each.types if customer else not each.types)
        )

    def _statement(self, statement: model.Statement) -> Statement:
        return Statement(
            text=statement.text,
            types=statement.types,
            segment=statement.segment,
            attribution=statement.attribution,
            label=statement.label,
            status=statement.status,
            evidence=statement.evidence,
            source=self._source(statement.source),
        )

    def _source(self, source: model.Source) -> Source:
        return Source.of(self._notes[source.path], source.span)
