"""A rule is turned on or off in the text of a settings file, and nothing else of that text changes."""

import re
import tomllib

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from venture_canvas.hints.settings_file import parse_settings
from venture_canvas.hints.switching import UnswitchableError, switched

JOB = "type-without-job"
CODES = (JOB, "broken-link", "empty-heading")


def turned_off(text: str) -> str:
    return switched(text, JOB, on=False, by_default=True)


def turned_on(text: str) -> str:
    return switched(text, JOB, on=True, by_default=True)


@pytest.mark.parametrize(
    ("on", "by_default", "expected"),
    [
        (True, True, "[rules]\non = []\noff = []\n"),
        (False, True, f'[rules]\non = []\noff = ["{JOB}"]\n'),
        (True, False, f'[rules]\non = ["{JOB}"]\noff = []\n'),
        (False, False, "[rules]\non = []\noff = []\n"),
    ],
)
@pytest.mark.parametrize("listed", ["", "on", "off", "on off"])
def test_a_rule_is_listed_once_and_only_when_that_is_not_what_holds_by_default(
    listed: str, on: bool, by_default: bool, expected: str
) -> None:
    lists = {name: [JOB] if name in listed.split() else [] for name in ("on", "off")}
    text = "[rules]\n" + "".join(f"{name} = {codes}\n".replace("'", '"') for name, codes in lists.items())

    assert switched(text, JOB, on=on, by_default=by_default) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", f'[rules]\noff = ["{JOB}"]\n', id="no file"),
        pytest.param("# mine\n", f'# mine\n\n[rules]\noff = ["{JOB}"]\n', id="no table"),
        pytest.param(
            "[tags]\nprofile = 'list' # ours",
            f"[tags]\nprofile = 'list' # ours\n\n[rules]\noff = [\"{JOB}\"]\n",
            id="no table, no line end",
        ),
        pytest.param("[rules]", f'[rules]\noff = ["{JOB}"]\n', id="no list, no line end"),
        pytest.param(
            "[rules] # ours\non = []\n\n# how tags are written\n[tags]\n",
            f'[rules] # ours\noff = ["{JOB}"]\non = []\n\n# how tags are written\n[tags]\n',
            id="no list",
        ),
        pytest.param(
            "# levels\n[rules.severity]\nbroken-link = 'hint'\n",
            f"# levels\n[rules.severity]\nbroken-link = 'hint'\n\n[rules]\noff = [\"{JOB}\"]\n",
            id="a table below it only",
        ),
        pytest.param(
            "[rules.severity]\nbroken-link = 'hint'\n[tags]\n[rules]\noff = []\n",
            f"[rules.severity]\nbroken-link = 'hint'\n[tags]\n[rules]\noff = [\"{JOB}\"]\n",
            id="the table after the one below it",
        ),
        pytest.param("rules = { on = [] } # c\n", f'rules = {{ on = [], off = ["{JOB}"]}} # c\n', id="inline table"),
        pytest.param("rules = { off = [] }\n", f'rules = {{ off = ["{JOB}"] }}\n', id="list in an inline table"),
        pytest.param(
            "rules.on = []\n# next\n[tags]\n", f'rules.on = []\nrules.off = ["{JOB}"]\n# next\n[tags]\n', id="dotted"
        ),
        pytest.param(
            "[rules]\noff = ['broken-link'] # c\n", f"[rules]\noff = ['broken-link', \"{JOB}\"] # c\n", id="one line"
        ),
        pytest.param(
            "[rules]\noff = [\n  # links\n  'broken-link', # later\n  # end\n]\n",
            f"[rules]\noff = [\n  # links\n  'broken-link', # later\n  # end\n  \"{JOB}\",\n]\n",
            id="several lines",
        ),
        pytest.param(
            "[rules]\noff = [\n\t'broken-link' # later\n]\n",
            f"[rules]\noff = [\n\t'broken-link', # later\n\t\"{JOB}\",\n]\n",
            id="several lines without the last comma",
        ),
        pytest.param("[rules]\noff = [\n]\n", f'[rules]\noff = [\n    "{JOB}",\n]\n', id="several empty lines"),
    ],
)  # fmt: skip
def test_a_rule_is_added_where_the_file_has_its_place(text: str, expected: str) -> None:
    assert turned_off(text) == expected
    assert turned_off(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"[rules]\noff = ['{JOB}'] # why\n", "[rules]\noff = [] # why\n"),
        (f"[rules]\noff = ['{JOB}', 'broken-link', \"{JOB}\"]\n", "[rules]\noff = ['broken-link']\n"),
        (
            f"[rules]\noff = [\n  # links\n  'broken-link', # later\n  '{JOB}', # they only sign\n]\n",
            "[rules]\noff = [\n  # links\n  'broken-link', # later\n]\n",
        ),
        (f"rules = {{ off = ['{JOB}'] }}\n", "rules = { off = [] }\n"),
        (f"rules.off = ['{JOB}']\n", "rules.off = []\n"),
        (f"# off = ['{JOB}']\n[tags]\n", f"# off = ['{JOB}']\n[tags]\n"),
        (f"[rules]\noff = '{JOB}'\n", f"[rules]\noff = '{JOB}'\n"),
    ],
)
def test_a_rule_is_taken_out_with_its_own_comment_and_no_other(text: str, expected: str) -> None:
    assert turned_on(text) == expected


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff# mine\r\n[rules]\r\non = [\r\n  'x',\r\n]\r\n"

    assert turned_off(text) == f"\ufeff# mine\r\n[rules]\r\noff = [\"{JOB}\"]\r\non = [\r\n  'x',\r\n]\r\n"
    assert switched(text, JOB, on=True, by_default=False) == text.replace("  'x',", f"  'x',\r\n  \"{JOB}\",")
    assert turned_off("\ufeff") == f'\ufeff[rules]\noff = ["{JOB}"]\n'
    assert turned_off("# one\r\n[rules]\n# two\r\n") == f'# one\r\n[rules]\noff = ["{JOB}"]\n# two\r\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[rules]\noff = [type-without-job]\n", "not TOML .*line 2"),
        ("a = " + "[" * 100_000, "not TOML"),
        ("[rules]\r\r\n", "not TOML"),
        ("rules = 3\n", "rules is a table"),
        ("[[rules]]\n", "rules is a table"),
        ("[rules]\noff = 'broken-link'\n", "off is a list"),
        ("[rules.off]\nx = 1\n", "off is a list"),
        ("[rules]\noff = [\n'broken-link' # c\n,\n]\n", "a line of its own"),
    ],
)
def test_a_text_that_has_no_place_for_it_is_refused(text: str, told: str) -> None:
    with pytest.raises(UnswitchableError, match=told):
        turned_off(text)


Codes = st.lists(st.sampled_from(CODES), max_size=3)
Comment = st.sampled_from(["", " # why", f' # off = ["{JOB}"]'])
Above = st.sampled_from(["", "", "\n", "# about what follows\n", f"\n# '{JOB}',\n"])


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A list of codes, in one of the ways people write one."""
    codes = [f"'{code}'" for code in draw(Codes)]
    if draw(st.booleans()):
        return f"[{', '.join(codes)}{draw(st.sampled_from(['', ' ']))}]"
    separator = draw(st.sampled_from([f",{draw(Comment)}\n  ", f"{draw(Comment)}\n, ", ", "]))
    return f"[{draw(Comment)}\n  {separator.join(codes)}{draw(Comment)}\n  {draw(Above)}]"


@st.composite
def rules(draw: st.DrawFn) -> tuple[str, str]:
    """The settings of rules: what stands above all tables, and a table."""
    values = {name: draw(lists()) for name in draw(st.sets(st.sampled_from(["on", "off"])))}
    form = draw(st.sampled_from(["header", "inline", "dotted", "none"]))
    if form == "none":
        return "", draw(st.sampled_from(["", "[rules.severity]\nbroken-link = 'hint'\n"]))
    if form == "inline":
        return (
            f"rules = {{ {', '.join(f'{name} = {value}' for name, value in values.items())} }}{draw(Comment)}\n",
            "",
        )
    prefix = "rules." if form == "dotted" else ""
    level = draw(st.sampled_from(["", f"{prefix}severity.broken-link = 'hint'\n"]))
    lines = [f"{draw(Above)}{prefix}{name} = {value}{draw(Comment)}\n" for name, value in values.items()]
    written = "".join([*lines, level])
    return (written, "") if form == "dotted" else ("", f"[rules]{draw(Comment)}\n{written}")


@st.composite
def files(draw: st.DrawFn) -> str:
    """A settings file."""
    top, table = draw(rules())
    others = ["[tags]\nprofile = 'list'\n", "[vocabulary]\ncontent = ['''\n[rules]\noff = []\n''']\n"]
    tables = draw(st.permutations([table, *draw(st.sets(st.sampled_from(others)))]))
    text = top + "".join(f"{draw(Above)}{each}" for each in tables) + draw(Above)
    text = text.removesuffix("\n") if draw(st.booleans()) else text
    text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return draw(st.sampled_from(["", "\ufeff"])) + text


@given(files(), st.booleans(), st.booleans())
@example(f"[rules]\non = [\n'{JOB}'\n, 'broken-link' # c\n]", True, False)
def test_the_settings_say_what_was_asked_and_all_else_is_equal(text: str, on: bool, by_default: bool) -> None:
    before = parse_settings(text, CODES).settings
    asked_on, asked_off = on and not by_default, by_default and not on

    result = switched(text, JOB, on=on, by_default=by_default)

    assert parse_settings(result, CODES).settings == msgspec.structs.replace(
        before,
        on=before.on - {JOB} | ({JOB} if asked_on else set()),
        off=before.off - {JOB} | ({JOB} if asked_off else set()),
    )
    assert without_job(result) == without_job(text)
    assert (result.count("\n") == result.count("\r\n")) == ("\r\n" in text or "\n" not in result)
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    assert switched(result, JOB, on=on, by_default=by_default) == result


def without_job(text: str) -> dict[str, object]:
    """What a file says, without the one rule, and with both lists."""
    tables = tomllib.loads(text.removeprefix("\ufeff"))
    rules = tables.get("rules", {})
    others = {name: [code for code in rules.get(name, []) if code != JOB] for name in ("on", "off")}
    return {**tables, "rules": {**rules, **others}}


@given(files())
def test_a_rule_that_is_added_costs_no_comment(text: str) -> None:
    added = switched(text, "section-empty", on=False, by_default=True)

    assert re.findall(r"#[^\r\n]*", added) == re.findall(r"#[^\r\n]*", text)


@given(st.text(alphabet="[]{}='\"\n\r.# rulesonf", max_size=60))
def test_any_text_is_changed_or_refused(text: str) -> None:
    try:
        result = turned_off(text)
    except UnswitchableError:
        return
    assert JOB in tomllib.loads(result)["rules"]["off"]
