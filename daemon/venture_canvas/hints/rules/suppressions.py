"""What a vault ignores: comments and properties that silence hints, and whether they still do what they were written for."""

from collections.abc import Iterator

from venture_canvas.hints.days import plain_day
from venture_canvas.hints.did_you_mean import meant_by
from venture_canvas.hints.hint import Edit, Finding, Fix, Safety
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.rule import rule
from venture_canvas.hints.suppression import Suppression
from venture_canvas.hints.unclear import Unclear, unclear_in
from venture_canvas.hints.views import HintedView, NoteView

SOURCE = (
    "Ignoring hints: what is ignored is written where it can be read, and ends when it is no longer needed"
)


@rule(
    severity="warning",
    reads="hints",
    source=SOURCE,
    fix="Puts the code that was probably meant in its place.",
    bad=(
        "Clinics pay. %% ignore ⟦type-without-jobs⟧: not before spring %%\n",
        "---\nignore-hints: [⟦type-witout-job⟧]\n---\nClinics pay.\n",
        "## Customers\n\n%% ignore section type-without-job, ⟦something-unheard-of⟧ %%\n\nClinics pay.\n",
    ),
    good=(
        "Clinics pay. %% ignore type-without-job: not before spring %%\n",
        "Clinics pay. %% ignore this for now %%\n",
        "Clinics pay. %% ignore follow-up %%\n",
        "Clinics pay. `%% ignore type-without-jobs: code %%`\n",
    ),
)
def unknown_ignore(view: HintedView) -> Iterator[Finding]:
    """A comment or property ignores a hint that does not exist.

    It has no effect: the hint it was written for stays, and whoever reads the note believes that it was dealt with.
    """
    codes = all_rules()
    for each in view.suppressions:
        meant = meant_by(each.code, codes)
        if each.code in codes or not (meant or each.explicit):
            continue
        tip = f"Did you mean {meant}?" if meant else "The list of all of them: venture-canvas rules."
        fixes = (
            [Fix(f"Ignore {meant}", "suggested", (Edit(view.note.path, each.span, meant),))] if meant else []
        )
        message = f"There is no hint called {each.code}, so nothing is ignored here. {tip}"
        yield Finding(view.note.path, each.span, message, fixes=(*fixes, _removal(view, each, "suggested")))


@rule(
    severity="warning",
    reads="note",
    source=SOURCE,
    fix="Writes it in the form that is read, where it is plain what is meant.",
    bad=(
        "Clinics pay. %% ignore type-without-job: agreed until ⟦31.12.2027⟧ %%\n",
        "Clinics pay. %% ignore type-without-job until ⟦2027-02-31⟧ %%\n",
        "Clinics pay. %% ignore type-without-job: pilot until ⟦2027⟧. %%\n",
        "Clinics pay. %% ignore ⟦type-without-job⟧ they only sign %%\n",
        "Clinics pay. %% ignore ⟦type_without_job⟧ %%\n",
        "Clinics pay. ⟦%% ignore %%⟧\n",
        "---\nignore-hints: ['type-without-job: until ⟦1 May 2027⟧']\n---\nClinics pay.\n",
    ),
    good=(
        "Clinics pay. %% ignore type-without-job: until 2027-01-31 %%\n",
        "Clinics pay. %% ignore type-without-job: until further notice, or until 5 of them sign %%\n",
        "Clinics pay. %% ignore this for now %% %% ignored %% %% ignore follow_up %%\n",
        "Clinics pay. `%% ignore %%`\n",
    ),
)
def malformed_ignore(view: NoteView) -> Iterator[Finding]:
    """A comment is meant to ignore a hint, and is not written so that it can be read.

    Without the form nothing is ignored; with a day that is none, the hint stays away for ever, and nobody looks at it again.
    """
    for each in unclear_in(view.note, all_rules()):
        text, fixed = _explained(each)
        edit = Edit(view.note.path, each.span, fixed)
        fixes = (Fix(f"Write {fixed}", "suggested", (edit,)),) if fixed else ()
        yield Finding(view.note.path, each.span, text, fixes=fixes)


def _explained(each: Unclear) -> tuple[str, str]:
    """Return what to say, and what to write in its place where that is plain."""
    if each.day:
        day = plain_day(each.day)
        return (
            f"“{each.day}” is no day that is read, so this is ignored without an end. Write it as in: until {day or '2027-01-31'}.",
            str(day or ""),
        )
    form = f"Write it so, on one line: %% ignore {each.code or 'CODE'}: reason %%"
    fixed = each.code + ":" * each.lacks_colon
    if each.code and each.code == each.written.lower():
        why = "a reason stands behind a colon" if each.lacks_colon else "it is not read in this form"
        return f"This ignores nothing yet: {why}. {form}", fixed * each.lacks_colon
    if each.code:
        return f"This ignores nothing yet: a code is written with hyphens. {form}", fixed
    return f"This ignores nothing: it does not say which hint. {form}", ""


@rule(
    severity="hint",
    reads="hints",
    dated=True,
    source=SOURCE,
    fix="Takes the code out; a comment or property that holds no other goes with it.",
    bad=(
        "Clinics pay. %% ignore ⟦type-without-job⟧ %%\n",
        "---\ntitle: Money\nignore-hints:\n  - ⟦type-without-job⟧: settled in spring\n---\nClinics pay.\n",
        """\
## Customers
- **Parents** (payer): two-job homes %% ignore ⟦type-without-job⟧ %%
- **Clinics** (funder): night wards %% ignore type-without-job %%

## Jobs to be Done
- **Parents**: sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards %% ignore type-without-job: they only sign %%

## Jobs to be Done
- **Parents**: sleep after a night shift
""",
        """\
---
ignore-hints: ["type-without-job: they only sign"]
---
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
""",
        "Clinics pay. %% ignore no-such-code: told by another hint %%\n",
        "Clinics pay. %% ignore type-without-job: over, told by another hint, until 2026-01-31 %%\n",
    ),
)
def unused_ignore(view: HintedView) -> Iterator[Finding]:
    """A comment or property ignores a hint that is not there.

    What it was written for has been mended or has moved. Left in place, it would hide the same mistake when it comes back.
    """
    for each in view.suppressions:
        if each.code in view.running and _is_judged(each, view) and not _is_used(each, view):
            message = (
                f"There is no {each.code} here to ignore. Take this out, so that it hides nothing later."
            )
            yield Finding(view.note.path, each.span, message, fixes=(_removal(view, each, "safe"),))


@rule(
    severity="info",
    reads="hints",
    dated=True,
    source=SOURCE,
    fix="Takes the code out, so that what is left is the hint itself.",
    bad=(
        "Clinics pay. %% ignore ⟦type-without-job⟧: we agreed on this until 2026-11-20 %%\n",
        "---\nignore-hints: [empty-something, '⟦type-without-job⟧: pilot runs until 2025-12-31']\n---\nClinics pay.\n",
    ),
    good=(
        "Clinics pay. %% ignore type-without-job: we agreed on this until 2026-11-21 %%\n",
        "Clinics pay. %% ignore type-without-job until 2027-01-31 %%\n",
        "Clinics pay. %% ignore type-without-job: until further notice %%\n",
    ),
)
def expired_ignore(view: HintedView) -> Iterator[Finding]:
    """A hint was ignored until a day that is past.

    You wanted to look at it again by then. The hint is shown once more: mend what it says, or set a new day.
    """
    for each in view.suppressions:
        if each.until and not each.holds(view.around.today):
            message = f"{each.code} was ignored until {each.until}, and that day is past. Mend it now, or set a new day."
            yield Finding(view.note.path, each.span, message, fixes=(_removal(view, each, "suggested"),))


def _is_judged(each: Suppression, view: HintedView) -> bool:
    """Say whether it can be told if it is used: not when it is over, nor when it ignores one of the rules here."""
    return each.holds(view.around.today) and all_rules()[each.code].reads != "hints"


def _is_used(each: Suppression, view: HintedView) -> bool:
    return any(each.ignores(code, finding.span.start) for code, finding in view.found)


def _removal(view: HintedView, each: Suppression, safety: Safety) -> Fix:
    return Fix(f"Ignore {each.code} no longer", safety, (Edit(view.note.path, each.remove, ""),))
