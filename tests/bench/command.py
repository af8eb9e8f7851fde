"""The command line of the benchmark."""

import tempfile
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from bench.measure import measure
from bench.report import report, table

SIZES = [1_000, 20_000]
FEWEST_NOTES = 40

Sizes = Annotated[
    list[int] | None,
    typer.Argument(
        min=FEWEST_NOTES, metavar="NOTES…", help="Sizes of the vaults; 1000 and 20000 when none is given."
    ),
]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the rows there as well.")]


def main(sizes: Sizes = None, json: Json = None) -> None:
    """Measure cold index, warm start and the cost of one change on generated vaults."""
    progress = Console(stderr=True)
    with (
        tempfile.TemporaryDirectory(prefix="venture-canvas-bench-") as folder,
        progress.status("starting") as status,
    ):
        measured = measure(Path(folder), sizes or SIZES, status.update)
    found = report(measured)
    Console().print(table(found))
    if json:
        json.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")


def run() -> None:
    """Run the command."""
    typer.run(main)
