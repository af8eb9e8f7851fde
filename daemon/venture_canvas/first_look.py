"""What a note says of itself, whatever the notes around it say: what it is, and what the rules for a single note find in it.

It can be worked out wherever the note is read, in another process too.
"""

from datetime import date

import msgspec

from venture_canvas.canvas.kinds import Outlook
from venture_canvas.canvas.tables import reading_with
from venture_canvas.canvas.ventures import Ventures
from venture_canvas.hints.findings import Found, look
from venture_canvas.hints.registry import chosen_rules
from venture_canvas.hints.settings import Settings
from venture_canvas.hints.views import NoteView, Surroundings
from venture_canvas.notes.note import Note
from venture_canvas.vault.filing import FiledNote, Known, filed
from venture_canvas.vault.index import VaultIndex


class FirstLook(msgspec.Struct, frozen=True, array_like=True):
    """What came of the first look at a note.

    Arguments:
        digest: of the note.
        outlook: what it is.
        found: what the rules found; None when one failed: then they shall run once more where that is told.
    """

    digest: str
    outlook: Outlook
    found: Found | None


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(FirstLook)


class FirstReader:
    """Looks at notes one by one.

    Arguments:
        settings: the vault's settings.
        today: the day.
    """

    def __init__(self, settings: Settings, today: date | None) -> None:
        self._settings = settings
        self._around = Surroundings(VaultIndex(), Ventures(""), settings, today)
        self._rules = [each for each in chosen_rules(settings).items() if each[1].reads == "note"]

    def filed(self, note: Note) -> FiledNote:
        """Return a note as it is kept, with the first look at it."""
        with reading_with(self._settings.reading):
            outlook = self._around.ventures.outlook(note)
            looked = look(self._rules, NoteView(note, outlook, self._around))
        first = FirstLook(note.digest, outlook, None if looked.failed else looked.found)
        return msgspec.structs.replace(filed(note), first_look=_encoder.encode(first))


def first_look(note: Known | None) -> FirstLook | None:
    """Return the first look at a note, if it was looked at."""
    return _decoder.decode(note.first_look) if isinstance(note, FiledNote) and note.first_look else None
