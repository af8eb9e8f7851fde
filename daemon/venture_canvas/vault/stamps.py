"""What the file system says of a file without opening it."""

import os
import stat
from typing import NamedTuple

# The stat module has these only on the systems that have the flag (Windows 10 SDK, winnt.h; macOS sys/stat.h).
FILE_ATTRIBUTE_RECALL_ON_OPEN = 0x0004_0000
FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS = 0x0040_0000
SF_DATALESS = 0x4000_0000
IO_REPARSE_TAG_MOUNT_POINT = 0xA000_0003
NOT_ON_THIS_DISK = (
    stat.FILE_ATTRIBUTE_OFFLINE | FILE_ATTRIBUTE_RECALL_ON_OPEN | FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
)

# A clock that ticks every 2 s (FAT) can show the same time for what was read and for what was written after it.
CLOCK_TICK_NS = 2_000_000_000
UNSETTLED_SIZE = -1


class FileStamp(NamedTuple):
    """What is compared to learn whether a file may have changed.

    Arguments:
        size: in bytes; -1 in a stamp that no file has, see `settled`.
        mtime_ns: time of the last change of the content, nanoseconds since 1970.
        inode: number of the file in its file system; 0 on Windows.
        changed_ns: time of the last change of content, name or mode; 0 on Windows.
        local: False for a file whose content a sync client has not downloaded yet. Such a file is never opened.
        on_disk: the path as the disk spells it, when that differs from the NFC path the vault is keyed by; else empty.
    """

    size: int
    mtime_ns: int
    inode: int
    changed_ns: int
    local: bool = True
    on_disk: str = ""

    def settled(self, at_ns: int) -> "FileStamp":
        """Return the stamp to remember for content that is read after a moment.

        A file that changed about when it was read may change once more and show the same stamp. For such a file the stamp that
        comes back equals none, so that the next look reads it again, as git does with its index ("racy git").
        """
        fresh = any(abs(at_ns - moment) <= CLOCK_TICK_NS for moment in (self.mtime_ns, self.changed_ns))
        return self.unsettled if fresh else self

    @property
    def unsettled(self) -> "FileStamp":
        """The stamp to remember for a file that is to be read again at the next look: no file has it."""
        return self._replace(size=UNSETTLED_SIZE)


def stamp_of(status: os.stat_result, on_disk: str = "", *, windows: bool = os.name == "nt") -> FileStamp:
    """Return the stamp for a file's status.

    On Windows a folder's listing leaves the inode out, and `st_ctime` is the time of creation; neither may count there, or the
    same file would differ between a walk and a look at it alone.
    """
    inode, changed_ns = (0, 0) if windows else (status.st_ino, status.st_ctime_ns)
    return FileStamp(status.st_size, status.st_mtime_ns, inode, changed_ns, is_local(status), on_disk)


def is_local(status: os.stat_result) -> bool:
    """Say whether a file's content is on this disk: not offline or recalled on access (Windows), not dataless (macOS)."""
    attributes: int = getattr(status, "st_file_attributes", 0)
    flags: int = getattr(status, "st_flags", 0)
    return not (attributes & NOT_ON_THIS_DISK or flags & SF_DATALESS)


def is_link(status: os.stat_result) -> bool:
    """Say whether a status is that of a symbolic link or of a Windows junction; cloud files are reparse points, but no links."""
    tag: int = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or tag == IO_REPARSE_TAG_MOUNT_POINT
