"""The title of each section, and the question that it answers."""

from typing import NamedTuple


class Asked(NamedTuple):
    """A section's title as a heading has it, and the question it answers."""

    title: str
    question: str


QUESTIONS: dict[str, Asked] = {
    "purpose": Asked("Purpose", "Why does this exist? One plain line about the problem behind it."),
    "customers": Asked(
        "Customers", "Whom must you move for this to work, and what part does each of them play?"
    ),
    "early-adopters": Asked("Early Adopters", "Who wants it most, and where can you find them?"),
    "jobs-to-be-done": Asked("Jobs to be Done", "What is each customer type trying to get done?"),
    "existing-alternatives": Asked(
        "Existing Alternatives", "How do they do it today, doing nothing included?"
    ),
    "unique-value-proposition": Asked(
        "Unique Value Proposition", "What benefit do you promise each customer type, and why you?"
    ),
    "solution": Asked("Solution", "What do you provide?"),
    "issue": Asked("Issue", "What is the problem, for whom, and how large is it?"),
    "participants": Asked("Participants", "Who takes part in the activities?"),
    "activities": Asked("Activities", "What happens with the participants because of you?"),
    "outputs": Asked("Outputs", "What can you count when an activity is over?"),
    "short-term-outcomes": Asked("Short-Term Outcomes", "What changes first, within about a year?"),
    "medium-term-outcomes": Asked("Medium-Term Outcomes", "What changes next, in one to three years?"),
    "long-term-outcomes": Asked("Long-Term Outcomes", "What has changed for good after some years?"),
    "impact": Asked("Impact", "What is the world like when the purpose is met?"),
    "channels": Asked("Channels", "How do you win customers, and how do you serve them?"),
    "revenue": Asked("Revenue", "What regular income do you have, and from which customer type?"),
    "costs": Asked("Costs", "What does it cost to run, the impact work included?"),
    "advantage": Asked("Advantage", "What do you have that others cannot copy or buy?"),
    "financial-model": Asked("Financial Model", "How do income and costs add up?"),
    "key-metrics": Asked("Key Metrics", "Which few numbers show that it works?"),
    "problem": Asked("Problem", "What goes wrong for your customers today?"),
    "key-partners": Asked("Key Partners", "Who do you depend on?"),
    "key-activities": Asked("Key Activities", "What must you do well?"),
    "key-resources": Asked("Key Resources", "What must you have?"),
    "customer-relationships": Asked("Customer Relationships", "How do you stay in touch with each type?"),
}


def as_comment(tag: str) -> str:
    """Return a section's question as a comment, which no reader of the note sees and nobody takes for an answer."""
    return f"%% {QUESTIONS[tag].question} %%"


def title_of(tag: str) -> str:
    """Return a section's title."""
    return QUESTIONS[tag].title if tag in QUESTIONS else tag.replace("-", " ").capitalize()
