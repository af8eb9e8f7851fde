"""The vaults a daemon serves, and how they are, in JSON."""

import msgspec

from venture_canvas.telling import State
from venture_canvas.verifying import Difference


class Health(msgspec.Struct, frozen=True):
    """That the daemon is there; `proof` answers a nonce, so that a client can tell it from another program on its port."""

    name: str
    version: str
    proof: str | None


class VaultFact(msgspec.Struct, frozen=True):
    """A vault that is served; `path` is the absolute path of its folder."""

    id: str
    name: str
    path: str
    state: State


class VaultList(msgspec.Struct, frozen=True):
    """The vaults that are served."""

    vaults: tuple[VaultFact, ...]


class NewVault(msgspec.Struct, frozen=True):
    """A folder to serve, in this run and in later ones, by its absolute path."""

    path: str


class Verification(msgspec.Struct, frozen=True):
    """Whether the live state equals a fresh build, and where it does not."""

    equal: bool
    differences: tuple[Difference, ...]


def verification(differences: tuple[Difference, ...]) -> Verification:
    """Return what a comparison found."""
    return Verification(not differences, differences)
