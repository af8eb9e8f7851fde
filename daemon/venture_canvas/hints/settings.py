"""What a vault's `venture-canvas.toml` says about its hints.

```toml
[rules]
on = ["type-without-size"]        # rules that are off by default
off = ["note-without-description"]

[rules.severity]
type-without-job = "error"        # error, warning, info or hint

[tags]
profile = "list"                  # how tags are written in front matter: mapping, list or auto

[vocabulary]
content = ["field-report"]        # further tags, by category

[sections]
customers = ["our crowd"]         # further names of sections, by the section's tag

[synonyms]
groups = [["guest", "lodger"]]    # words that stand for one group of people

[roles]
payer = ["patron"]                # further words for roles, by the role
```

A mistake in the file costs only the line it is in: everything else holds, and each mistake is told with its place.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Literal, NamedTuple, get_args

import msgspec

from venture_canvas.canvas.tables import Extras, section_kinds, words
from venture_canvas.hints.did_you_mean import did_you_mean
from venture_canvas.hints.hint import SEVERITIES, Severity
from venture_canvas.positions import LINE_END

Profile = Literal["auto", "mapping", "list"]

PLACE_IN_ERROR = re.compile(r" \(at line (\d+), column \d+\)$")


class Settings(msgspec.Struct, frozen=True):
    """The settings of a vault.

    Arguments:
        on: codes of rules that run although they are off by default.
        off: codes of rules that do not run.
        severity: the severity of a rule's hints, by its code.
        tag_profile: how the vault writes its tags: as a mapping of categories, as a list, or as most of its notes do.
        vocabulary: further tags by category, beside the ones the product knows.
        reading: further names of sections, synonyms and words for roles, with which the canvas is read.
    """

    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    severity: dict[str, Severity] = msgspec.field(default_factory=dict)
    tag_profile: Profile = "auto"
    vocabulary: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    reading: Extras = Extras()


DEFAULTS = Settings()


class SettingsProblem(msgspec.Struct, frozen=True):
    """A mistake in the settings: a sentence a person can act on, and the line it is in, from 1; None for the whole file."""

    message: str
    line: int | None = None


class SettingsReading(msgspec.Struct, frozen=True):
    """What a settings file says, and what of it could not be used."""

    settings: Settings = DEFAULTS
    problems: tuple[SettingsProblem, ...] = ()


class _Entry(NamedTuple):
    """A value in the file, and the names that lead there."""

    way: tuple[str, ...]
    value: object


class _Mistake(NamedTuple):
    """What is wrong, and the names that lead there."""

    way: tuple[str, ...]
    message: str


Found = Iterator[_Mistake]


def parse_settings(text: str, codes: Collection[str]) -> SettingsReading:
    """Read a settings file.

    Arguments:
        text: the file's text.
        codes: the codes of all rules.
    """
    try:
        tables = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return SettingsReading(problems=(_not_toml(error),))
    mistakes = [*_check(tables, codes)]
    problems = (SettingsProblem(mistake.message, _line(text, mistake.way)) for mistake in mistakes)
    return SettingsReading(_settings(tables, codes), tuple(sorted(problems, key=lambda each: each.line or 0)))


def _not_toml(error: Exception) -> SettingsProblem:
    place = PLACE_IN_ERROR.search(str(error))
    why = PLACE_IN_ERROR.sub("", str(error)) or type(error).__name__
    message = (
        f"This is not TOML, so no setting is used ({why}). Texts stand in quotes, lists in square brackets."
    )
    return SettingsProblem(message, int(place[1]) if place else None)


def _settings(tables: Mapping[str, object], codes: Collection[str]) -> Settings:
    """Take over what is right."""
    rules, tags = _table(tables.get("rules")), _table(tables.get("tags"))
    severity = _table(rules.get("severity"))
    return Settings(
        on=frozenset(_texts(rules.get("on"))) & frozenset(codes),
        off=frozenset(_texts(rules.get("off"))) & frozenset(codes),
        severity={
            code: level for code, value in severity.items() if code in codes for level in _severity(value)
        },
        tag_profile=next(
            (profile for profile in get_args(Profile) if profile == tags.get("profile")), "auto"
        ),
        vocabulary={
            category: tuple(_texts(value)) for category, value in _table(tables.get("vocabulary")).items()
        },
        reading=Extras(
            sections=_named_texts(tables.get("sections"), section_kinds()),
            synonyms=_groups(_table(tables.get("synonyms")).get("groups")),
            roles=_named_texts(tables.get("roles"), words().roles),
        ),
    )


def _named_texts(value: object, known: Collection[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(_texts(texts))) for name, texts in _table(value).items() if name in known)


def _groups(value: object) -> tuple[tuple[str, ...], ...]:
    groups = value if isinstance(value, list) else []
    return tuple(tuple(group) for group in groups if isinstance(group, list) and _texts(group) == group)


def _check(tables: Mapping[str, object], codes: Collection[str]) -> Found:
    """Yield every mistake."""
    for name, value in tables.items():
        if name not in TABLES:
            yield _unknown((name,), [*TABLES])
        elif not isinstance(value, dict):
            yield _Mistake((name,), f"{name} is a table: write [{name}] and its settings below it.")
        else:
            yield from TABLES[name](value, codes)


def _check_rules(rules: Mapping[str, object], codes: Collection[str]) -> Found:
    for name, value in rules.items():
        way = ("rules", name)
        if name in ("on", "off"):
            yield from _check_texts(_Entry(way, value), "rule codes")
            yield from (_unknown_code((*way, code), codes) for code in _texts(value) if code not in codes)
        elif name == "severity" and isinstance(value, dict):
            yield from _check_severity(value, codes)
        elif name == "severity":
            yield _Mistake(way, 'severity is a table: write [rules.severity] and, below it, code = "error".')
        else:
            yield _unknown(way, ["on", "off", "severity"])
    for code in sorted({*_texts(rules.get("on"))} & {*_texts(rules.get("off"))}):
        yield _Mistake(
            ("rules", code), f"{code} is both on and off. It is off; remove it from one of the two."
        )


def _check_severity(levels: Mapping[str, object], codes: Collection[str]) -> Found:
    for code, value in levels.items():
        way = ("rules.severity", code)
        if code not in codes:
            yield _unknown_code(way, codes)
        elif not _severity(value):
            known = ", ".join(SEVERITIES)
            yield _Mistake(
                way, f"{value!r} is no severity.{did_you_mean(str(value), SEVERITIES)} There are: {known}."
            )


def _check_tags(tags: Mapping[str, object], _: Collection[str]) -> Found:
    profiles = get_args(Profile)
    for name, value in tags.items():
        if name != "profile":
            yield _unknown(("tags", name), ["profile"])
        elif value not in profiles:
            known = ", ".join(profiles)
            yield _Mistake(
                ("tags", name),
                f"{value!r} is no profile.{did_you_mean(str(value), profiles)} There are: {known}.",
            )


def _check_vocabulary(vocabulary: Mapping[str, object], _: Collection[str]) -> Found:
    for category, value in vocabulary.items():
        yield from _check_texts(_Entry(("vocabulary", category), value), "tags")


def _check_sections(names: Mapping[str, object], _: Collection[str]) -> Found:
    for tag, value in names.items():
        if tag not in section_kinds():
            yield _unknown(("sections", tag), [*section_kinds()])
        yield from _check_texts(_Entry(("sections", tag), value), "names")


def _check_roles(roles: Mapping[str, object], _: Collection[str]) -> Found:
    for role, value in roles.items():
        if role not in words().roles:
            yield _unknown(("roles", role), [*words().roles])
        yield from _check_texts(_Entry(("roles", role), value), "words")


def _check_synonyms(synonyms: Mapping[str, object], _: Collection[str]) -> Found:
    for name, value in synonyms.items():
        if name != "groups":
            yield _unknown(("synonyms", name), ["groups"])
        elif len(_groups(value)) != (len(value) if isinstance(value, list) else -1):
            yield _Mistake(
                ("synonyms", name), 'groups is a list of lists of words, such as [["guest", "lodger"]].'
            )


def _check_texts(entry: _Entry, what: str) -> Found:
    if not isinstance(entry.value, list) or any(not isinstance(item, str) for item in entry.value):
        yield _Mistake(entry.way, f'{entry.way[-1]} is a list of {what}, such as ["one", "another"].')


TABLES: Mapping[str, Callable[[Mapping[str, object], Collection[str]], Found]] = {
    "rules": _check_rules,
    "tags": _check_tags,
    "vocabulary": _check_vocabulary,
    "sections": _check_sections,
    "synonyms": _check_synonyms,
    "roles": _check_roles,
}


def _unknown(way: tuple[str, ...], known: Collection[str]) -> _Mistake:
    where = f" in [{way[0]}]" if way[1:] else ""
    return _Mistake(way, f"There is no setting {way[-1]}{where}.{did_you_mean(way[-1], known)}")


def _unknown_code(way: tuple[str, ...], codes: Collection[str]) -> _Mistake:
    return _Mistake(way, f"There is no rule {way[-1]}.{did_you_mean(way[-1], codes)}")


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _severity(value: object) -> tuple[Severity, ...]:
    return tuple(severity for severity in SEVERITIES if severity == value)


def _line(text: str, way: tuple[str, ...]) -> int | None:
    """Return the line where names, one after the other, lead: what reads TOML does not tell places."""
    offset = 0
    for name in way:
        found = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(text, offset)
        if found is None:
            return None
        offset = found.end()
    return 1 + sum(1 for _ in LINE_END.finditer(text, 0, offset))
