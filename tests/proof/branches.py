"""Measure which branches of the core the tests take; fail below 95 %.

Run from the root of the repository: `python tests/proof/branches.py`. Only the tests that run in one process count: what the faces
do with the core runs in a daemon of its own.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE = (
    *("positions", "notes", "vault", "canvas", "hints", "assist"),
    *("live_state", "conclusions", "vault_settings", "first_look", "reading_processes"),
    *("telling", "verifying", "workspace"),
)
TESTS = (
    *(
        "test_positions.py",
        "notes",
        "vault",
        "canvas",
        "hints",
        "assist",
        "test_workspace.py",
        "test_vault_settings.py",
    ),
    *(
        "test_same_everywhere.py",
        "test_extended_reading.py",
        "test_taking_up.py",
        "test_reading_processes.py",
    ),
    *("proof/test_any_text.py", "proof/test_any_file.py", "proof/test_fixes.py"),
)
GOAL = 95.0


def coverage(data: Path, *arguments: str) -> int:
    command = [sys.executable, "-m", "coverage", arguments[0], f"--data-file={data}", *arguments[1:]]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """Run the tests, print what no test takes, and return 0 when the goal is met."""
    with tempfile.TemporaryDirectory() as folder:
        data, report = Path(folder) / "data", Path(folder) / "report.json"
        source = ",".join(f"venture_canvas.{part}" for part in CORE)
        tests = (f"tests/{test}" for test in TESTS)
        failed = coverage(
            data,
            "run",
            "--branch",
            f"--source={source}",
            "-m",
            "pytest",
            "-q",
            "-n0",
            "--timeout=600",
            *tests,
        )
        coverage(data, "report", "--skip-covered", "--show-missing")
        coverage(data, "json", "-q", "-o", str(report))
        totals = json.loads(report.read_text(encoding="utf-8"))["totals"]
    share = 100 * totals["covered_branches"] / totals["num_branches"]
    print(f"{totals['covered_branches']} of {totals['num_branches']} branches: {share:.1f} %")
    return failed or int(share < GOAL)


if __name__ == "__main__":
    sys.exit(main())
