"""Put a file in its place in one step."""

import os
import secrets
import shutil
from pathlib import Path


def place_file(path: Path, content: bytes) -> None:
    """Write a file, or replace it: a reader sees the old or the new content whole. It keeps its mode; a new one gets the usual."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
