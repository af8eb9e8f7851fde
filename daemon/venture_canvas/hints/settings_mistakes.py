"""What is wrong in a settings file: names that mean nothing there, and values of another kind than was asked for."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple, get_args

from venture_canvas.canvas.tables import section_kinds, words
from venture_canvas.hints.did_you_mean import did_you_mean
from venture_canvas.hints.hint import SEVERITIES
from venture_canvas.hints.settings import Profile
from venture_canvas.hints.settings_values import groups_of, severity_of, texts_of


class _Entry(NamedTuple):
    """A value in the file, and the names that lead there."""

    way: tuple[str, ...]
    value: object


class Mistake(NamedTuple):
    """What is wrong, and the names that lead there."""

    way: tuple[str, ...]
    message: str


Found = Iterator[Mistake]


def mistakes_in(tables: Mapping[str, object], codes: Collection[str]) -> Found:
    """Yield every mistake.

    Arguments:
        tables: the file's tables, by name.
        codes: the codes of all rules.
    """
    for name, value in tables.items():
        if name not in TABLES:
            yield _unknown((name,), [*TABLES])
        elif not isinstance(value, dict):
            yield Mistake((name,), f"{name} is a table: write [{name}] and its settings below it.")
        else:
            yield from TABLES[name](value, codes)


def _check_rules(rules: Mapping[str, object], codes: Collection[str]) -> Found:
    for name, value in rules.items():
        way = ("rules", name)
        if name in ("on", "off"):
            yield from _check_texts(_Entry(way, value), "rule codes")
            yield from (_unknown_code((*way, code), codes) for code in texts_of(value) if code not in codes)
        elif name == "severity" and isinstance(value, dict):
            yield from _check_severity(value, codes)
        elif name == "severity":
            yield Mistake(way, 'severity is a table: write [rules.severity] and, below it, code = "error".')
        else:
            yield _unknown(way, ["on", "off", "severity"])
    for code in sorted({*texts_of(rules.get("on"))} & {*texts_of(rules.get("off"))}):
        yield Mistake(
            ("rules", code), f"{code} is both on and off. It is off; remove it from one of the two."
        )


def _check_severity(levels: Mapping[str, object], codes: Collection[str]) -> Found:
    for code, value in levels.items():
        way = ("rules.severity", code)
        if code not in codes:
            yield _unknown_code(way, codes)
        elif not severity_of(value):
            known = ", ".join(SEVERITIES)
            yield Mistake(
                way, f"{value!r} is no severity.{did_you_mean(str(value), SEVERITIES)} There are: {known}."
            )


def _check_tags(tags: Mapping[str, object], _: Collection[str]) -> Found:
    profiles = get_args(Profile)
    for name, value in tags.items():
        if name != "profile":
            yield _unknown(("tags", name), ["profile"])
        elif value not in profiles:
            known = ", ".join(profiles)
            yield Mistake(
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
        elif len(groups_of(value)) != (len(value) if isinstance(value, list) else -1):
            yield Mistake(
                ("synonyms", name), 'groups is a list of lists of words, such as [["guest", "lodger"]].'
            )


def _check_texts(entry: _Entry, what: str) -> Found:
    if not isinstance(entry.value, list) or any(not isinstance(item, str) for item in entry.value):
        yield Mistake(entry.way, f'{entry.way[-1]} is a list of {what}, such as ["one", "another"].')


TABLES: Mapping[str, Callable[[Mapping[str, object], Collection[str]], Found]] = {
    "rules": _check_rules,
    "tags": _check_tags,
    "vocabulary": _check_vocabulary,
    "sections": _check_sections,
    "synonyms": _check_synonyms,
    "roles": _check_roles,
}


def _unknown(way: tuple[str, ...], known: Collection[str]) -> Mistake:
    where = f" in [{way[0]}]" if way[1:] else ""
    return Mistake(way, f"There is no setting {way[-1]}{where}.{did_you_mean(way[-1], known)}")


def _unknown_code(way: tuple[str, ...], codes: Collection[str]) -> Mistake:
    return Mistake(way, f"There is no rule {way[-1]}.{did_you_mean(way[-1], codes)}")
