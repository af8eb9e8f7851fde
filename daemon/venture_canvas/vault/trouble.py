"""Something about a vault that a person should know of."""

import msgspec


class Trouble(msgspec.Struct, frozen=True):
    """A note that could not be read, a folder that is not watched, a cache that is not used.

    Arguments:
        code: names the kind, lower case with hyphens.
        message: a sentence a person can act on.
        path: what it is about, relative to the vault with `/`; None for the vault as a whole.
    """

    code: str
    message: str
    path: str | None = None
