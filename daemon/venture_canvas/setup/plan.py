"""Which files a new vault consists of: the template, with the venture's name, stage and day, laid out and tagged as wished."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from venture_canvas.setup.names import folder_name
from venture_canvas.setup.one_note import in_one_note
from venture_canvas.setup.properties import Properties, by_category, joined, parted
from venture_canvas.setup.template import EXAMPLE, OWN
from venture_canvas.setup.wish import Layout, Tags, Wish
from venture_canvas.vault.roots import SETTINGS_FILE

PLACE_OF_NAME = re.compile(rf"(?P<link>\[\[){OWN}(?=/)|^# {OWN}$", re.MULTILINE)
HOUSE_KEYS = ("description", "source")
"""Properties that a note with sorted tags has, be they empty."""


class _Venture(NamedTuple):
    """What the venture is called, and its folder."""

    name: str
    folder: str


def planned(template: Mapping[str, str], wish: Wish) -> dict[str, str]:
    """Return the text of every file of a new vault by its path.

    Arguments:
        template: the text of every file of the template by its path.
        wish: what is wanted of the vault.
    """
    venture = _Venture(" ".join(wish.name.split()) or OWN, folder_name(wish.name))
    chosen = {path: text for path, text in template.items() if wish.example or not _is_in(path, EXAMPLE)}
    laid_out = in_one_note(chosen) if wish.layout is Layout.ONE_NOTE else chosen
    return {_path(path, venture): _text(path, text, venture, wish) for path, text in laid_out.items()}


def _is_in(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/")


def _path(path: str, venture: _Venture) -> str:
    return venture.folder + path.removeprefix(OWN) if _is_in(path, OWN) else path


def _text(path: str, text: str, venture: _Venture, wish: Wish) -> str:
    if path == SETTINGS_FILE:
        return text.replace(f'profile = "{Tags.LIST}"', f'profile = "{wish.tags}"')
    if not path.endswith(".md"):
        return text
    properties, body = parted(text)
    changed = _of_venture(properties, venture, wish) if _is_in(path, OWN) else properties
    return joined(_tagged(_dated(changed, wish.today), wish.tags), _named(body, venture))


def _of_venture(properties: Properties, venture: _Venture, wish: Wish) -> Properties:
    told = {key: properties[key].replace(OWN, venture.name) for key in ("title", "description")}
    stage = {"stage": wish.stage.value} if "stage" in properties else {}
    return {**properties, **told, **stage}


def _dated(properties: Properties, today: date) -> Properties:
    """Return properties with the day of the last change, unless it is left to be filled in, as in a form."""
    is_day = isinstance(properties.get("last_updated"), date)
    return {**properties, "last_updated": today} if is_day else properties


def _tagged(properties: Properties, tags: Tags) -> Properties:
    if tags is Tags.LIST:
        return properties
    return {**properties, **_house_keys(properties), "tags": by_category(properties["tags"])}


def _house_keys(properties: Properties) -> Properties:
    return {key: properties.get(key) for key in HOUSE_KEYS}


def _named(body: str, venture: _Venture) -> str:
    return PLACE_OF_NAME.sub(
        lambda match: f"[[{venture.folder}" if match["link"] else f"# {venture.name}", body
    )
