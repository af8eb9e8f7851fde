"""The people of the impact model, and whether they agree with the customers."""

import re
from collections.abc import Iterator

from venture_canvas.canvas.model import CustomerType
from venture_canvas.canvas.phrases import plain
from venture_canvas.hints.hint import Finding, Related
from venture_canvas.hints.rule import rule
from venture_canvas.hints.similarity import content_words
from venture_canvas.hints.views import VentureView

ELSEWHERE = re.compile(
    r"\b(?:donors?|donations?|grants?|sponsors?|sponsorships?|governments?|ministry|council|municipality|corporates?|foundations?|philanthrop\w+)\b",
    re.IGNORECASE,
)
CHAIN = """\
# Nightnest

## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
- **Clinics**: fill the rota

## Impact Model

### Issue
Children alone at night

"""


@rule(
    severity="info",
    reads="venture",
    source="Rules between sections: participants may be customers when the model depends on moving them; show the overlap",
    fix="Nothing to mend: it shows that the same people stand in both models.",
    bad=(
        CHAIN + "### Participants\n- ⟦Parents⟧\n- Neighbours\n\n### Activities\nNights\n",
        CHAIN + "### Participants\n- ⟦ward clinics⟧\n\n### Activities\nNights\n",
    ),
    good=(
        CHAIN + "### Participants\n- Children\n\n### Activities\nNights\n",
        "## Customers\n- **Parents**: two-job homes\n\n## Jobs to be Done\n- sleep\n\n## Impact Model\n\n### Participants\n- Children\n",
    ),
)
def participant_is_customer(venture: VentureView) -> Iterator[Finding]:
    """Participants of the impact model are also a customer type.

    That is often right: the business depends on moving the very people whose lives should change. It is good to know, because what
    they do as customers then drives the impact, and a change to one section asks for a look at the other.
    """
    types = {customer.id: customer for customer in venture.types}
    for participant in venture.venture.participants:
        same = [types[identity] for identity in participant.customer_types if identity in types]
        if same:
            labels = " and ".join(customer.label for customer in same)
            yield Finding(
                path=participant.source.path,
                span=participant.source.span,
                message=f"Among these participants are customers of yours: {labels}. What they do as customers drives your impact.",
                related=tuple(
                    Related(each.source.path, each.source.span, "The customer type.") for each in same
                ),
                section="participants",
            )


@rule(
    severity="hint",
    reads="venture",
    source="The sections: the impact model's participants; a common mistake in customers: the beneficiary assumed to pay",
    fix="Add the type to the participants, or take the role away from it in Customers.",
    bad=(
        "## Customers\n- ⟦**Refugees**⟧ (beneficiary): newly arrived\n- **Firms** (payer): hire them\n\n## Jobs to be Done\n- **Firms**: fill posts\n\n## Impact Model\n\n### Participants\n- Language tutors\n\n### Activities\nLessons\n",
    ),
    good=(
        "## Customers\n- **Refugees** (beneficiary): newly arrived\n- **Firms** (payer): hire them\n\n## Jobs to be Done\n- **Firms**: fill posts\n\n## Impact Model\n\n### Participants\n- Refugees with a permit\n",
        "## Customers\n- **Refugees** (beneficiary): newly arrived\n- **Firms** (payer): hire them\n\n## Jobs to be Done\n- **Firms**: fill posts\n\n## Impact Model\n\n### Participants\n\n### Activities\nLessons\n",
        "## Customers\n- **Refugees** (beneficiary): newly arrived\n- **Firms** (payer): hire them\n\n## Jobs to be Done\n- **Firms**: fill posts\n\n## Impact Model\n\n### Participants\n- newly arrived families\n",
    ),
)
def beneficiary_not_participant(venture: VentureView) -> Iterator[Finding]:
    """A customer type that benefits is not among the participants of the impact model.

    If their lives should change, the chain must run through them. If not, they may have another role than beneficiary.
    """
    participants = venture.venture.participants
    if not participants:
        return
    met = {identity for participant in participants for identity in participant.customer_types}
    named = {word for participant in participants for word in content_words(participant.text)}
    for customer in venture.types:
        if (
            "beneficiary" in customer.roles
            and customer.id not in met
            and named.isdisjoint(_words_of(customer))
        ):
            yield Finding(
                path=customer.source.path,
                span=customer.source.span,
                message=f"{customer.label} benefit, but they are not among the participants. Do they take part under another name?",
                related=(
                    Related(participants[0].source.path, participants[0].source.span, "The participants."),
                ),
                section="participants",
            )


def _words_of(customer: CustomerType) -> frozenset[str]:
    texts = (
        customer.label,
        customer.description,
        *customer.aliases,
        *(segment.label for segment in customer.segments),
    )
    return frozenset(word for text in texts for word in content_words(text))


@rule(
    severity="hint",
    reads="venture",
    source="Rules between sections: at least one type pays; common mistake: the beneficiary assumed to pay",
    fix="Add those who pay to Customers, as a type of their own.",
    bad=(
        "## Customers\n- **Refugees** (beneficiary): newly arrived\n\n## Jobs to be Done\n- a first flat\n\n## Revenue\n⟦Grants from two foundations⟧\n",
    ),
    good=(
        "## Customers\n- **Refugees** (beneficiary): newly arrived\n\n## Jobs to be Done\n- a first flat\n\n## Revenue\nRefugees pay a fee\n",
        "## Customers\n- **Refugees** (beneficiary): newly arrived\n- **Foundations** (funder): two\n\n## Jobs to be Done\n- a first flat\n\n## Revenue\nGrants from two foundations\n",
    ),
)
def payer_and_beneficiary_unclear(venture: VentureView) -> Iterator[Finding]:
    """All customers are beneficiaries, while the income comes from somebody else.

    Those who pay must be moved too. They have jobs of their own and want a promise of their own, so they belong among the customers.
    """
    if not venture.types or any(set(customer.roles) != {"beneficiary"} for customer in venture.types):
        return
    for statement in venture.statements("revenue"):
        found = ELSEWHERE.search(plain(statement.text))
        if found:
            yield Finding(
                path=statement.source.path,
                span=statement.source.span,
                message=f"The income comes from elsewhere ({found[0].lower()}), but nobody who pays is among the customers. Add them as a type.",
                section="customers",
            )
            return
