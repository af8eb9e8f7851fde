"""What somebody wants of a new vault."""

from datetime import date
from enum import StrEnum

import msgspec


class Stage(StrEnum):
    """How far the venture is."""

    IDEA = "idea"
    EARLY = "early"
    GROWTH = "growth"
    SCALE = "scale"


class Layout(StrEnum):
    """How the canvas is laid out: a note for each section, or all of it in one note."""

    SECTIONS = "sections"
    ONE_NOTE = "one-note"


class Tags(StrEnum):
    """How notes write their tags: in a list, or sorted under categories."""

    LIST = "list"
    MAPPING = "mapping"


class Wish(msgspec.Struct, frozen=True):
    """What somebody wants of a new vault.

    Arguments:
        today: the day that the notes bear as the day of their last change.
        name: what the venture is called.
        example: whether to add the example of a filled venture.
    """

    today: date
    name: str = "My venture"
    stage: Stage = Stage.IDEA
    layout: Layout = Layout.SECTIONS
    tags: Tags = Tags.LIST
    example: bool = False
