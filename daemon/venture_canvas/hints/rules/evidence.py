"""Evidence: what the canvas rests on, and the tests and interviews that bring it."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.model import Statement
from venture_canvas.canvas.phrases import plain, word_list
from venture_canvas.canvas.sections import JOBS, PROPOSITION
from venture_canvas.canvas.tables import fold
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.rule import rule
from venture_canvas.hints.sections import line_at, line_end
from venture_canvas.hints.views import NoteView, VentureView
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span

FEWEST_MARKED = 2
CLAIM = re.compile(
    r"\b\d[\d.,]* ?%|\b(?:proven|verified|guaranteed|certified by|clinically)\b", re.IGNORECASE
)
CLAIMING = (PROPOSITION, "advantage", "short-term-outcomes", "medium-term-outcomes", "long-term-outcomes")
NO_TESTS = frozenset({"concept", "guide", "template", "lexicon-entry", "lexicon", "resource"})
PARTS = {
    "hypothesis": ("hypothesis", "hypotheses", "we believe", "we believe that", "assumption", "hypothese", "annahme", "hipotesis", "hipotese", "ipotesi"),
    "method": ("method", "test", "experiment", "we will", "to verify that, we will", "how", "setup", "procedure", "methode", "vorgehen", "metodo", "protocole"),
    "metric": ("metric", "metrics", "measure", "we measure", "and measure", "what we measure", "messgrosse", "kennzahl", "mesure", "metrica", "meting"),
}  # fmt: skip
CRITERION = re.compile(
    r"criteri|kriteri|critere|success (?:looks|means|if|when)|pass mark|threshold|right if|succeeds? (?:if|when)|fails? (?:if|when)|validated (?:if|when)|target|schwelle|erfolg|seuil|umbral|limiar|drempel|soglia|at least|\b\d+ ?%|\b\d+ (?:of|out of) \d+"
)
LABEL = re.compile(r"^[\W_]*(?P<label>[^\W\d_][^:\n*]{1,40}?)[*_]*:", re.MULTILINE)
FEWEST_PARTS = 2
LEADING = re.compile(
    r"(?:^|(?<=[.!?] ))[^\w\n]*(?P<question>(?:would you (?:ever |really |be willing to )?(?:buy|use|pay|like|want|recommend|consider|download|subscribe|sign up|prefer|switch|be interested)"
    r"|do you think (?:you|that|it|this|our|people)|how much would you (?:pay|spend)|will you (?:buy|use|pay|recommend)|do you like (?:the|our|this|my)|don't you think|wouldn't you"
    r"|would it (?:help|be useful|be good)|how likely (?:are|would) you)[^?\n]{0,200}\?)",
    re.IGNORECASE | re.MULTILINE,
)
COMPLIMENT = re.compile(
    r"(?<!n't )(?<!not )\b(?:loved? (?:it|the idea|our idea|the app|the product|the concept)|(?:great|brilliant|fantastic|wonderful|amazing) idea|would (?:definitely|totally|certainly) (?:buy|use|pay|recommend)|sounds? (?:good|great|amazing))\b",
    re.IGNORECASE,
)
COMMITTED = re.compile(
    r"\b(?:paid|pays?|deposit|signed|sign(?:s|ed)? up|introduc\w+|intro|pilot|pre-?order\w*|ordered|bought|booked|invoice|contract|letter of intent|switched|cancelled)\b",
    re.IGNORECASE,
)
INTERVIEW = frozenset({"interview", "interviews", "customer-interview", "customer-discovery"})
CANVAS = "## Customers\n- **Parents** (payer): two-job homes\n\n"
TEST = "---\ntags: [experiment-test]\n---\n# Door hangers\n\n"
ASKED = "---\ntags: [interview]\n---\n# Ada, ward 4\n\n"


@rule(
    severity="hint",
    reads="venture",
    source="The customer model: statements carry a status, such as assumption, tested or validated",
    fix="Marks the others as assumptions.",
    bad=(
        CANVAS
        + "## Jobs to be Done\n- sleep after a shift (validated)\n- know who is with the baby (assumption)\n- ⟦pay by the hour⟧\n",
    ),
    good=(
        CANVAS + "## Jobs to be Done\n- sleep after a shift\n- know who is with the baby\n",
        CANVAS
        + "## Jobs to be Done\n- sleep after a shift (validated)\n- know who is with the baby\n- pay by the hour\n",
        CANVAS + "## Jobs to be Done\n- sleep (validated)\n- know (assumption)\n",
    ),
)
def status_missing(venture: VentureView) -> Iterator[Finding]:
    """Most lines of a section say whether they were tested, some do not.

    Half a set of marks hides what is still a guess: a line without a mark reads as if it were known.
    """
    for section in (JOBS, PROPOSITION):
        told = venture.statements(section)
        without = [statement for statement in told if not statement.status]
        marked = len(told) - len(without)
        if without and marked >= FEWEST_MARKED and marked >= len(without):
            yield Finding(
                path=without[0].source.path,
                span=without[0].source.span,
                message=f"{marked} of {len(told)} lines here say whether they were tested; this one does not. Is it an assumption?",
                fixes=_marked_as_assumptions(venture, without),
                section=section,
            )


def _marked_as_assumptions(venture: VentureView, statements: list[Statement]) -> tuple[Fix, ...]:
    """Return the fix that marks lines; none when one of them is no line of its own, such as a table's cell."""
    edits: dict[tuple[str, Span], Edit] = {}
    for statement in statements:
        note = venture.notes[statement.source.path]
        line = line_at(note, statement.source.span.start)
        end = statement.source.span.end
        if (
            end > line.end
            or note.text[end : line.end].strip()
            or note.text[line.start : line.end].lstrip().startswith("|")
        ):
            return ()
        edits[note.path, line] = Edit(note.path, Span(end, end), " (assumption)")
    title = "Mark it as an assumption" if len(edits) == 1 else "Mark these lines as assumptions"
    return (Fix(title, "suggested", tuple(edits.values())),)


@rule(
    severity="hint",
    reads="venture",
    source="The customer model: statements carry evidence",
    fix="Link where the number comes from.",
    on=False,
    bad=(CANVAS + "## Unique Value Proposition\n- ⟦51% more income in a year⟧\n",),
    good=(
        CANVAS + "## Unique Value Proposition\n- 51% more income in a year, see [[Survey of May]]\n",
        "---\nsource: Survey of May\n---\n" + CANVAS + "## Unique Value Proposition\n- 51% more income\n",
        CANVAS + "## Unique Value Proposition\n- home by noon\n",
    ),
)
def claim_unsupported(venture: VentureView) -> Iterator[Finding]:
    """A number or a word of proof stands without its source.

    Whoever decides about money asks where a number comes from. With the source beside it, you find it again, and see when it is old.
    """
    for section in CLAIMING:
        for statement in venture.statements(section):
            note = venture.notes[statement.source.path]
            line = line_at(note, statement.source.span.start)
            cited = statement.evidence or re.search(r"\]\(|\[\^|https?://", note.text[line.start : line.end])
            found = CLAIM.search(plain(statement.text))
            if found and not cited and not note.property_value("source"):
                yield Finding(
                    path=note.path,
                    span=statement.source.span,
                    message=f"“{found[0]}”: where does that come from? Link the source.",
                    section=section,
                )


@rule(
    severity="hint",
    reads="note",
    source="A test states a hypothesis, a method, a metric and a criterion",
    fix="Adds a line for the number from which on you are right.",
    bad=(TEST + "**Hypothesis:** parents read door hangers\n**⟦Method⟧:** we hang out leaflets\n",),
    good=(
        TEST
        + "**Hypothesis:** parents read door hangers\n**Method:** we hang out 200\n**Criterion:** ten call\n",
        TEST + "We hang out leaflets and see.\n",
        TEST.replace("experiment-test", "experiment-test, concept")
        + "**Hypothesis:** what you believe\n**Method:** how\n",
        TEST
        + "**Hypothese:** Eltern lesen Zettel\n**Methode:** 200 Zettel\n**Erfolgskriterium:** zehn Anrufe\n",
    ),
)
def experiment_without_criterion(view: NoteView) -> Iterator[Finding]:
    """A test does not say from which result on you are right.

    Without a mark set before, every result can be read as a success. With it, the test can change your mind.
    """
    note = view.note
    tags = {fold(tag.name).rpartition("/")[2] for tag in note.tags}
    if "experiment-test" not in tags or tags & NO_TESTS:
        return
    labels = [(fold(plain(heading.text)), heading.span) for heading in note.headings]
    labels += [
        (fold(match["label"]).strip(), Span(*match.span("label")))
        for match in LABEL.finditer(note.text, note.body_start)
    ]
    keys = [fold(entry.key) for entry in note.front_matter.properties] if note.front_matter else []
    parts = {part: span for label, span in labels for part, names in PARTS.items() if label in names}
    if len(parts) < FEWEST_PARTS or CRITERION.search(" ".join([*keys, fold(_without_comments(note))])):
        return
    last = max(parts.values())
    end = len(note.text.rstrip())
    edit = Edit(note.path, Span(end, end), f"{line_end(note)}{line_end(note)}**We are right if:** ")
    yield Finding(
        path=note.path,
        span=last,
        message="From which result on are you right? Write the number down before you start.",
        fixes=(Fix("Add a line for it", "suggested", (edit,)),),
    )


@rule(
    severity="hint",
    reads="note",
    source="The Mom Test: ask about the past, not for opinions about the future",
    fix="Ask for the last time that it happened, and what they did about it.",
    bad=(
        ASKED + "- ⟦Would you buy this?⟧\n- When did you last do it?\n- ⟦Do you think people need that?⟧\n",
    ),
    good=(
        ASKED
        + "- When did you last do it?\n- Would you mind if I took notes?\n- Would you tell me about it?\n",
        "# Thoughts\n\nWould you buy this?\n",
        ASKED + "- Würden Sie das kaufen?\n",
    ),
)
def interview_leading_question(view: NoteView) -> Iterator[Finding]:
    """An interview asks for an opinion about the future.

    People are polite, and bad at telling what they will do. What they did last week, and what it cost them, is true.
    """
    if not _is_interview(view.note):
        return
    for match in LEADING.finditer(view.note.text, view.note.body_start):
        if not any(code.covers(match.start("question")) for code in view.note.code):
            yield Finding(
                path=view.note.path,
                span=Span(*match.span("question")),
                message="This asks for an opinion, and people are polite. Ask what they did the last time, and what it cost them.",
                fixes=(
                    Fix("Ask instead: When did this last happen, and what did you do about it?", "display"),
                ),
            )


@rule(
    severity="hint",
    reads="note",
    source="The Mom Test: compliments are no data; commitments are",
    fix="Ask for something that costs them: time, an introduction, a deposit.",
    bad=(ASKED + "She said she ⟦loved the idea⟧. It sounds good to her boss too.\n",),
    good=(
        ASKED + "She loved it and paid a deposit.\n",
        ASKED + "She didn't love it.\n",
        "# Diary\n\nHe loved the idea.\n",
    ),
)
def evidence_compliment(view: NoteView) -> Iterator[Finding]:
    """An interview holds a compliment, and nothing that it cost the person to say.

    Praise is free. Somebody who gives time, money or a good name has told you more than ten who like it.
    """
    found = COMPLIMENT.search(view.note.text, view.note.body_start) if _is_interview(view.note) else None
    if found and not COMMITTED.search(view.note.text):
        yield Finding(
            path=view.note.path,
            span=Span(*found.span()),
            message="A compliment costs nothing. What did they do: pay, sign, introduce you to somebody, give you time?",
        )


def _without_comments(note: Note) -> str:
    starts = [note.body_start, *(comment.end for comment in note.comments)]
    ends = [*(comment.start for comment in note.comments), len(note.text)]
    return " ".join(note.text[start:end] for start, end in zip(starts, ends, strict=True))


def _is_interview(note: Note) -> bool:
    tags = {fold(tag.name).rpartition("/")[2] for tag in note.tags}
    return bool(tags & INTERVIEW) or not INTERVIEW.isdisjoint(word_list(note.name))
