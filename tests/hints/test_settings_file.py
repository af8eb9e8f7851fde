"""What a vault's settings file says, and what it tells of its mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venture_canvas.canvas.tables import Extras
from venture_canvas.hints.settings import DEFAULTS, Settings, SettingsProblem
from venture_canvas.hints.settings_file import parse_settings

CODES = ("type-without-job", "broken-link", "empty-heading")


def read(text: str) -> Settings:
    reading = parse_settings(text, CODES)
    assert reading.problems == ()
    return reading.settings


def problem(text: str) -> SettingsProblem:
    (found,) = parse_settings(text, CODES).problems
    return found


def test_an_empty_file_says_nothing() -> None:
    assert read("") == read("# nothing yet\n") == DEFAULTS


def test_every_setting_is_read() -> None:
    text = """\
[rules]
on = ["broken-link"]
off = ["empty-heading"]

[rules.severity]
type-without-job = "error"

[tags]
profile = "list"

[vocabulary]
content = ["field-report", "diary"]

[sections]
customers = ["our crowd"]

[synonyms]
groups = [["guest", "lodger"]]

[roles]
payer = ["patron"]
"""
    assert read(text) == Settings(
        on=frozenset({"broken-link"}),
        off=frozenset({"empty-heading"}),
        severity={"type-without-job": "error"},
        tag_profile="list",
        vocabulary={"content": ("field-report", "diary")},
        reading=Extras(
            sections=(("customers", ("our crowd",)),),
            synonyms=(("guest", "lodger"),),
            roles=(("payer", ("patron",)),),
        ),
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[rule]\n", 1, "There is no setting rule. Did you mean rules?"),
        ("[rules]\nof = []\n", 2, "There is no setting of in [rules]. Did you mean off?"),
        ("\n[tags]\nprofil = 'list'\n", 3, "There is no setting profil in [tags]. Did you mean profile?"),
        ("[tags]\nprofile = 'lists'\n", 2, "Did you mean list?"),
        ("[rules]\non = []\noff = [\n  'empty-headin',\n]\n", 4, "Did you mean empty-heading?"),
        ("[rules.severity]\ntype-without-jobs = 'error'\n", 2, "Did you mean type-without-job?"),
        ("[rules.severity]\nbroken-link = 'warn'\n", 2, "Did you mean warning?"),
        ("[rules.severity]\nbroken-link = 3\n", 2, "3 is no severity."),
        ("[rules]\noff = 'broken-link'\n", 2, "off is a list of rule codes"),
        ("[rules]\nseverity = 'error'\n", 2, "severity is a table"),
        ("rules = 3\n", 1, "rules is a table"),
        ("[vocabulary]\ncontent = [1]\n", 2, "content is a list of tags"),
        ("[rules]\non = ['broken-link']\noff = ['broken-link']\n", 2, "is both on and off"),
        ("[zebra]\n", 1, "There is no setting zebra."),
        ("[roles]\npayers = ['patron']\n", 2, "There is no setting payers in [roles]. Did you mean payer?"),
        ("[roles]\npayer = 'patron'\n", 2, "payer is a list of words"),
        ("[sections]\ncustomer = ['crowd']\n", 2, "Did you mean customers?"),
        ("[synonyms]\ngroup = []\n", 2, "Did you mean groups?"),
        ("[synonyms]\ngroups = ['guest']\n", 2, "groups is a list of lists of words"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_was_probably_meant(text: str, line: int, told: str) -> None:
    found = problem(text)

    assert told in found.message
    assert found.line == line


def test_a_mistake_costs_only_itself() -> None:
    reading = parse_settings(
        "[rules]\noff = ['empty-heading', 'nonsense', 3]\nof = 1\n[tags]\nprofile='mapping'", CODES
    )

    assert reading.settings == Settings(off=frozenset({"empty-heading"}), tag_profile="mapping")
    assert len(reading.problems) == 3


def test_a_file_that_is_no_toml_leaves_the_defaults_and_tells_the_line() -> None:
    reading = parse_settings("[rules]\noff = [type-without-job]\n", CODES)

    assert reading.settings == DEFAULTS
    assert [problem.line for problem in reading.problems] == [2]
    assert "not TOML" in reading.problems[0].message


@given(st.text(alphabet="[]{}='\"\n.# rulesoftagvcby13", max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    parse_settings(text, CODES)


def test_a_thousand_brackets_are_a_mistake_like_any_other() -> None:
    assert len(parse_settings("a = " + "[" * 100_000, CODES).problems) == 1
