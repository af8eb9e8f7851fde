"""Callouts and block quotes: which name types, which speak of one, and which are somebody else's words."""

import pytest

from canvas.reading import said, venture_of
from venture_canvas.canvas.model import CustomerType, Venture
from venture_canvas.notes.lines import read_lines
from venture_canvas.notes.parse import parse_note

TYPES = "🟢 **Children** – use the bowls\n\n🔴 **Cooks** – supply them\n"


def canvas(jobs: str, customers: str = TYPES) -> Venture:
    return venture_of(f"## Customers\n{customers}\n\n## Jobs\n{jobs}\n\n## UVP\n- warm\n")


def customers(text: str) -> tuple[CustomerType, ...]:
    return canvas("- eat", text).customer_types


def jobs(text: str) -> dict[str, list[str]]:
    return said(canvas(text), "jobs-to-be-done")


def test_a_line_tells_which_quotes_it_stands_in() -> None:
    lines = read_lines(parse_note("n.md", "> a\n>\n> > b\n>\n> c\n\n> d\ne"))
    assert [line.quote for line in lines] == [(1,), (1, 2), (1,), (3,), ()]


NAMED = {
    "bold, after an emoji": ("🧒 **Children**", "🍜 **Cooks**"),
    "after an emoji": ("🧒 Children", "🍜 Cooks"),
    "bold": ("**Children**", "**Cooks**"),
    "numbers": ("(1) Children", "(2) Cooks"),
    "plain": ("Children", "Cooks"),
    "plain, one of each": ("Children", "Municipality"),
}


@pytest.mark.parametrize("kind", ["user", "note", "info"])
@pytest.mark.parametrize(("first", "second"), NAMED.values(), ids=NAMED.keys())
def test_a_callout_in_customers_is_a_type_and_holds_what_is_said_of_it(
    kind: str, first: str, second: str
) -> None:
    one, other = customers(
        f"> [!{kind}] {first}\n> They use the bowls.\n> - little ones\n> - big ones\n\n> [!{kind}] {second}\n> They supply.\n"
    )
    assert (one.label, one.description, one.roles) == ("Children", "They use the bowls.", ("user",))
    assert [segment.label for segment in one.segments] == ["little ones", "big ones"]
    assert (other.label, other.roles) == (second.strip("🍜* (2)"), ("supplier",))


def test_callouts_within_a_callout_are_types() -> None:
    text = "> [!abstract]- our people\n> > [!user] **Children**\n> > They use.\n>\n> > [!user] **Cooks**\n> > They supply.\n"
    assert [(each.label, each.description) for each in customers(text)] == [
        ("Children", "They use."),
        ("Cooks", "They supply."),
    ]


NO_TYPES = {
    "a sentence": "> [!tip] the district office is *not* in here on purpose. Once they pay, children need a form",
    "a sentence without a stop": "> [!tip] the district office is not in here\n> they have no money",
    "somebody's note": "> [!note] Ben\n> says that schools pay",
    "a question": "> [!tip] Who else?\n> the schools",
    "a reminder": "> [!warning] Schools\n> they have no money",
    "who is not served": "> [!example] Not served\n> - schools",
}


@pytest.mark.parametrize("beside", NO_TYPES.values(), ids=NO_TYPES.keys())
@pytest.mark.parametrize("before", [TYPES, "> [!user] 🧒 Children\n> They use.\n\n> [!user] 🍜 Cooks\n"])
def test_a_callout_that_tells_or_reminds_is_no_type(before: str, beside: str) -> None:
    assert [each.label for each in customers(f"{before}\n{beside}\n")] == ["Children", "Cooks"]


def test_a_title_beside_running_text_that_names_the_types_is_no_type() -> None:
    text = (
        "We serve children who eat and cooks who supply the bowls.\n\n> [!note] Ben\n> Is mum a customer?\n"
    )
    assert [each.label for each in customers(text)] == ["children", "cooks"]


def test_a_callout_that_names_nobody_is_read_for_what_it_holds() -> None:
    text = "> [!example]- open me\n> - Children\n> - Cooks\n"
    assert [each.label for each in customers(text)] == ["Children", "Cooks"]


SCOPED = {
    "a short form": "> [!check] Children\n> - eat\n\n> [!check] Cooks\n> fill the stools",
    "a mark": "> [!check] 🟢\n> - eat\n\n> [!check] 🔴\n> fill the stools",
    "a mark and a name": "> [!check] 🟢 Children\n> - eat\n\n> [!check] 🔴 Cooks\n> fill the stools",
    "bold": "> [!check] **Children**\n> - eat\n\n> [!check] **Cooks**\n> fill the stools",
    "a colour of reminders": "> [!warning] Children\n> - eat\n\n> [!danger] Cooks\n> fill the stools",
    "marks of the lines": "> [!example]- open me\n> 🟢 eat\n> 🔴 fill the stools",
    "labels of the lines": "> [!example]- open me\n> Children: eat\n> Cooks: fill the stools",
    "within a callout": "> [!abstract] all of them\n> > [!check] Children\n> > - eat\n>\n> > [!check] Cooks\n> > fill the stools",
}


@pytest.mark.parametrize("text", SCOPED.values(), ids=SCOPED.keys())
def test_the_title_of_a_callout_scopes_what_it_holds_and_no_more(text: str) -> None:
    assert jobs(f"{text}\n\nnobody's\n") == {
        "child": ["eat"],
        "cook": ["fill the stools"],
        "": ["nobody's"],
    }


def test_a_heading_scopes_a_callout_that_names_nobody_and_what_follows_it() -> None:
    assert jobs("### Children\n> [!info] what they told us\n> eat\n\n- sleep\n") == {
        "child": ["eat", "sleep"]
    }


def test_a_title_that_is_a_whole_statement_is_one() -> None:
    text = "> [!star] 🔴 The six on the market. They feed somebody already.\n\n> [!star] The class of the year before last, very homesick\n"
    assert jobs(text) == {
        "cook": ["The six on the market. They feed somebody already."],
        "": ["The class of the year before last, very homesick"],
    }


def test_what_stands_behind_a_name_in_a_title_is_a_statement() -> None:
    assert jobs("> [!check] Children: eat something hot\n> - and sleep\n") == {
        "child": ["eat something hot", "and sleep"]
    }


def test_a_callout_that_names_a_type_and_holds_nothing_leaves_it_blank() -> None:
    venture = canvas("> [!check] 🟢 Children\n\n> [!check] 🔴 Cooks\n> - fill the stools\n")
    assert said(venture, "jobs-to-be-done") == {"cook": ["fill the stools"]}
    assert [each.types for each in venture.blanks] == [("child",)]


UNSAID = {
    "a reminder": "> [!bug] note to me: the yellow is unreadable, and cooks need a better word",
    "a short reminder": "> [!warning] Careful\n> Children: not so fast\n> ## UVP\n> cheap",
    "a to-do": "> [!todo] Children\n> ask them",
    "a question": "> [!question] Children\n> do they eat at weekends?",
    "a title alone": "> [!note] version 3",
    "a title that asks": "> [!tip] And what else do they want to get done?",
    "a speaker": "> Inês: one line each please",
    "a speaker in bold": "> **Mentor:** one line each please",
    "a speaker with a list": "> Inês: three words:\n> - simple\n> - short",
    "a dialogue": "> Inês: what do they want?\n> Rui: bowls",
    "a question of somebody": "> Inês: what do they hire you for? Not what you do!",
    "a question of nobody": "> And what about the schools?",
    "a wrapped question": "> what do they want\n> to get done?",
    "a callout with a question": "> [!quote] Inês\n> what do they want?",
    "a note to oneself": "**still to ask:** who sells winter milk?",
    "another": "**open:** the price",
    "one in German": "**Noch fragen:** was die Schulen wollen",
    "one in Spanish": "**Por preguntar:** quién paga",
}


@pytest.mark.parametrize("text", UNSAID.values(), ids=UNSAID.keys())
def test_what_reminds_or_asks_or_somebody_else_says_is_no_statement(text: str) -> None:
    assert jobs(f"🟢 eat\n\nsleep\n\n{text}\n") == {"child": ["eat"], "": ["sleep"]}


def test_a_question_scopes_nothing_and_holds_no_list() -> None:
    assert jobs("> Children: what do they want?\n\n- eat\n") == {"": ["eat"]}


def test_a_quote_that_names_a_type_is_a_statement() -> None:
    assert jobs("> Children: we want to eat\n\nsleep\n") == {"child": ["we want to eat"], "": ["sleep"]}


def test_where_all_is_quoted_a_speaker_is_the_writer() -> None:
    assert jobs("> Rosa: we want to eat\n") == {"": ["Rosa: we want to eat"]}


def test_a_quote_without_a_speaker_is_a_statement() -> None:
    assert jobs("> “I am not poor, I am dark.”\n\n🟢 eat\n") == {
        "": ["“I am not poor, I am dark.”"],
        "child": ["eat"],
    }


def test_a_list_of_labels_in_a_quote_asks_nothing() -> None:
    assert jobs("> Children: eat\n> Cooks: fill the stools, or not?\n") == {
        "child": ["eat"],
        "cook": ["fill the stools, or not?"],
    }


@pytest.mark.parametrize("asked", ["Inês: who has to move for this to work?", "Inês: one line each please"])
def test_whoever_asks_for_the_customers_is_none_of_them(asked: str) -> None:
    assert [each.label for each in customers(f"> {asked}\n\n{TYPES}")] == ["Children", "Cooks"]


@pytest.mark.parametrize(
    "text", ["> Children: use them\n> Cooks: supply them\n", "> - Children\n> - Cooks\n"]
)
@pytest.mark.parametrize("before", ["", "Two sides, and both are needed.\n\n"])
def test_customers_may_be_listed_in_a_quote(before: str, text: str) -> None:
    assert [each.label for each in customers(before + text)] == ["Children", "Cooks"]


@pytest.mark.parametrize("heading", ["### Children\n", "**Children**\n", "🟢\n"])
def test_letters_of_authors_leave_a_line_with_the_type_above_it(heading: str) -> None:
    assert jobs(f"{heading}- B: eat something hot\n- L: sleep\n") == {
        "child": ["B: eat something hot", "L: sleep"]
    }


def test_a_name_that_only_asks_leaves_it_to_the_tag_which_section_a_note_is() -> None:
    venture = venture_of(
        {
            "1 Why.md": "---\ntags: [purpose]\n---\nWarm.\n",
            "2 Who.md": f"---\ntags: [customers]\n---\n{TYPES}",
            "3 Who first.md": "---\ntags: [customers]\n---\nThe six cooks on the market.\n",
            "4 What for.md": "---\ntags: [jobs-to-be-done]\n---\n🟢\n- eat\n- sleep\n\n🔴\n- fill the stools\n",
        }
    )
    assert said(venture, "jobs-to-be-done") == {"child": ["eat", "sleep"], "cook": ["fill the stools"]}
    assert list(said(venture, "early-adopters")) == ["cook"]


def test_a_count_of_people_names_nobody() -> None:
    text = "## Customers\n- Senders\n  - people who moved away\n- Cooks\n\n## Early adopters\nThe class chat, 63 people, very loud.\n\n## Jobs\n- x\n"
    assert list(said(venture_of(text), "early-adopters")) == [""]
