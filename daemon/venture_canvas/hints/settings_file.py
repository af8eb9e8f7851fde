"""Read a vault's `venture-canvas.toml`.

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
from collections.abc import Collection, Mapping
from typing import get_args

from venture_canvas.canvas.tables import Extras, section_kinds, words
from venture_canvas.hints.settings import Profile, Settings, SettingsProblem, SettingsReading
from venture_canvas.hints.settings_mistakes import mistakes_in
from venture_canvas.hints.settings_values import groups_of, severity_of, table_of, texts_of
from venture_canvas.positions import LINE_END

PLACE_IN_ERROR = re.compile(r" \(at line (\d+), column \d+\)$")


def parse_settings(text: str, codes: Collection[str]) -> SettingsReading:
    """Return what a settings file says, and its mistakes.

    Arguments:
        text: the file's text.
        codes: the codes of all rules.
    """
    try:
        tables = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return SettingsReading(problems=(_not_toml(error),))
    mistakes = [*mistakes_in(tables, codes)]
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
    rules, tags = table_of(tables.get("rules")), table_of(tables.get("tags"))
    levels = {code: severity_of(value) for code, value in table_of(rules.get("severity")).items()}
    return Settings(
        on=frozenset(texts_of(rules.get("on"))) & frozenset(codes),
        off=frozenset(texts_of(rules.get("off"))) & frozenset(codes),
        severity={code: level for code, level in levels.items() if level and code in codes},
        tag_profile=next(
            (profile for profile in get_args(Profile) if profile == tags.get("profile")), "auto"
        ),
        vocabulary={
            category: tuple(texts_of(value)) for category, value in table_of(tables.get("vocabulary")).items()
        },
        reading=Extras(
            sections=_named_texts(tables.get("sections"), section_kinds()),
            synonyms=groups_of(table_of(tables.get("synonyms")).get("groups")),
            roles=_named_texts(tables.get("roles"), words().roles),
        ),
    )


def _named_texts(value: object, known: Collection[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(texts_of(texts))) for name, texts in table_of(value).items() if name in known)


def _line(text: str, way: tuple[str, ...]) -> int | None:
    """Return the line where names, one after the other, lead: what reads TOML does not tell places."""
    offset = 0
    for name in way:
        found = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(text, offset)
        if found is None:
            return None
        offset = found.end()
    return 1 + sum(1 for _ in LINE_END.finditer(text, 0, offset))
