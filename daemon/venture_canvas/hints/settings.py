"""The settings of a vault that are about its hints."""

from typing import Literal

import msgspec

from venture_canvas.canvas.tables import Extras
from venture_canvas.hints.hint import Severity

Profile = Literal["auto", "mapping", "list"]


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
