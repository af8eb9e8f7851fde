"""The command `doctor`."""

import typer

from venture_canvas.cli.console import FAILED, Format, FormatOption, print_json, results, say
from venture_canvas.cli.doctor.checks import Report, judge
from venture_canvas.cli.doctor.gathering import gather
from venture_canvas.cli.tables import table_of
from venture_canvas.server.places import places


def doctor(format_: FormatOption = Format.TABLE) -> None:
    """Look at everything that can be wrong, and say what to do; exit 1 when something is."""
    report = judge(gather(places()))
    if format_ is Format.JSON:
        print_json(report)
    else:
        _show(report)
    if not report.well:
        raise typer.Exit(FAILED)


def _show(report: Report) -> None:
    rows = (
        ("well" if finding.well else "look", finding.check, finding.what, finding.cure or "")
        for finding in report.findings
    )
    results.print(table_of(None, ("", "Check", "How it is", "What to do"), rows))
    unwell = sum(not finding.well for finding in report.findings)
    say("All is well." if report.well else f"{unwell} of {len(report.findings)} need a look.")
