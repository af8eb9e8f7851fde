"""Which vaults the daemon serves, in this run and in later ones.

The list is the user's own file, in the user's own folder: nothing inside a vault can put a vault on it.
"""

import hashlib
import re
import unicodedata
from pathlib import Path

import msgspec

from venture_canvas.server.private import replace_file


class RegistryError(Exception):
    """The list of vaults cannot be read; the message says what to do."""


class RegisteredVault(msgspec.Struct, frozen=True):
    """A vault to serve."""

    id: str
    path: str


def vault_id(root: Path) -> str:
    """Return a short name for a vault that stays the same while its folder stays where it is.

    It is readable (from the folder's name), safe in an address, and different for two folders of one name.
    """
    plain = unicodedata.normalize("NFKD", root.name).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "vault"
    place = unicodedata.normalize("NFC", root.as_posix()).encode("utf-8", "surrogateescape")
    return f"{slug}-{hashlib.blake2b(place, digest_size=4).hexdigest()}"


class Registry:
    """The list of vaults, kept in a file.

    Arguments:
        path: the file; it need not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def vaults(self) -> tuple[RegisteredVault, ...]:
        """Return the vaults on the list.

        Raises:
            RegistryError: when the file is there and is not a list of vaults.
        """
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=tuple[RegisteredVault, ...])
        except FileNotFoundError:
            return ()
        except msgspec.DecodeError as error:
            raise RegistryError(
                f"{self.path} is not a list of vaults ({error}). Mend it, or delete it and serve your vaults once more."
            ) from error

    def add(self, root: Path) -> RegisteredVault:
        """Put a folder on the list, unless it is there, and return its entry."""
        listed = self.vaults()
        known = next((vault for vault in listed if is_same_folder(Path(vault.path), root)), None)
        if known is not None:
            return known
        added = RegisteredVault(vault_id(root), str(root))
        self._write((*listed, added))
        return added

    def remove(self, vault: str) -> None:
        """Take a vault off the list, by its id."""
        self._write(tuple(entry for entry in self.vaults() if entry.id != vault))

    def _write(self, vaults: tuple[RegisteredVault, ...]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self.path, msgspec.json.format(msgspec.json.encode(vaults)))


def is_same_folder(one: Path, other: Path) -> bool:
    """Say whether two paths lead to one folder, which need not be there.

    The spelling may differ where the file system ignores case.
    """
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False
