"""Run the benchmark as `python tests/bench`: a folder that is run stands alone, so its package is made known first."""

import sys
from importlib import import_module
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])
import_module("bench.command").run()
