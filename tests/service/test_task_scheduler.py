"""What the Windows Task Scheduler is told."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema

from service.units import task_command
from venture_canvas.service.job import Job, daemon_job
from venture_canvas.service.recipe import UnsuitableError
from venture_canvas.service.task_scheduler import NAMESPACE, task, task_recipe

SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("task.xsd"))
USER = "WORK\\Ada & Zoë"


@pytest.mark.parametrize(
    "folder", ["C:\\Python", "C:\\Program Files\\Ünïcödé 日本", "C:\\o'brien", "C:\\100% <sure> & more"]
)
def test_every_path_reaches_the_daemon_as_it_is(folder: str) -> None:
    job = Job((f"{folder}\\pythonw.exe", "-m", "venture_canvas", "two words"), {})

    assert task_command(task(job, USER)) == job.command


def test_the_task_is_what_the_task_schedulers_schema_asks_for() -> None:
    SCHEMA.validate(task(Job(("C:\\python.exe", "serve"), {}), USER).decode("utf-16"))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<Priority>7<", "<Priority>70<"),
        ("<Enabled>true</Enabled><UserId>", "<UserId>x</UserId><UserId>"),
        ("PT1M", "PT1S"),
        ('Context="Author"', 'Context="Other"'),
        ("IgnoreNew", "Ignore"),
        ("<Command>", "<Command/><Command>"),
    ],
)
def test_the_schema_of_the_tests_finds_mistakes(right: str, wrong: str) -> None:
    text = task(Job(("C:\\python.exe", "serve"), {}), USER).decode("utf-16")
    assert right in text

    assert not SCHEMA.is_valid(text.replace(right, wrong))


def test_the_task_runs_on_battery_at_the_users_login_without_a_time_limit_and_below_normal() -> None:
    found = ElementTree.fromstring(task(Job(("C:\\python.exe",), {}), USER).decode("utf-16"))
    said = {element.tag.removeprefix(f"{{{NAMESPACE}}}"): element.text for element in found.iter()}

    assert found.findtext(f".//{{{NAMESPACE}}}LogonTrigger/{{{NAMESPACE}}}UserId") == USER
    assert said["DisallowStartIfOnBatteries"] == said["StopIfGoingOnBatteries"] == "false"
    assert said["ExecutionTimeLimit"] == "PT0S"
    assert said["Priority"] == "7"
    assert said["Interval"] == "PT1M"


def test_the_interpreter_without_a_window_is_taken_where_there_is_one(tmp_path: Path) -> None:
    interpreter = tmp_path / "python.exe"
    assert daemon_job({}, str(interpreter), "win32").command[0] == str(interpreter)
    (tmp_path / "pythonw.exe").touch()

    assert daemon_job({}, str(interpreter), "win32").command[0] == str(tmp_path / "pythonw.exe")
    assert daemon_job({}, str(interpreter), "linux").command[0] == str(interpreter)


@pytest.mark.parametrize("folder", ["C:\\%USERNAME%", "C:\\$(Arg0)"])
def test_a_path_that_the_task_scheduler_would_change_is_refused(folder: str) -> None:
    with pytest.raises(UnsuitableError, match="folder without these signs"):
        task_recipe(Job((f"{folder}\\python.exe",), {}), Path(), USER)


def test_a_variable_that_the_task_scheduler_cannot_set_is_refused() -> None:
    with pytest.raises(UnsuitableError, match="VENTURE_CANVAS_HOME"):
        task_recipe(Job(("C:\\python.exe",), {"VENTURE_CANVAS_HOME": "D:\\"}), Path(), USER)
