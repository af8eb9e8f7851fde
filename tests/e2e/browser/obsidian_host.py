"""The app in the browser, as a person uses it: opens notes, types, points, and reads what is on the screen."""

from pathlib import Path
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Locator, Page

from live_daemon import wait_until

SCREENSHOTS = Path(__file__).parent / "screenshots"
Mode = Literal["live", "source"]


class Mark(NamedTuple):
    """A mark that is drawn; offsets are UTF-16."""

    severity: str
    text: str
    start: int
    end: int


class Host:
    """The app, with the plugin loaded.

    Arguments:
        page: the browser's page, in which nothing is opened yet.
        origin: where the app is served.
    """

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error.stack or error)))
        page.goto(origin)
        wait_until(lambda: self.errors or page.evaluate("'stage' in window"))
        assert not self.errors, self.errors

    def open(self, path: str, pane: int = 0) -> None:
        """Open a note in a pane; panes are counted from the left, and made as needed."""
        self._do("open", path, pane)

    def close(self, pane: int = 0) -> None:
        self._do("close", pane)

    def rename(self, path: str, new_path: str) -> None:
        """Rename a file within the app."""
        self._do("rename", path, new_path)

    def set_mode(self, mode: Mode, pane: int = 0) -> None:
        self._do("setMode", mode, pane)

    def caret(self, line: int, ch: int, pane: int = 0) -> None:
        """Put the caret somewhere; lines and UTF-16 columns from 0."""
        self._do("caret", {"line": line, "ch": ch}, pane)

    def caret_after(self, text: str, pane: int = 0) -> None:
        """Put the caret behind the first place where a text stands."""
        before = self.text(pane)
        head = before[: before.index(text) + len(text)].split("\n")
        self.caret(len(head) - 1, len(head[-1].encode("utf-16-le")) // 2, pane)

    def type(self, text: str) -> None:
        """Type a text, a key after the other."""
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def text(self, pane: int = 0) -> str:
        """What the editor holds."""
        return str(self._do("text", pane))

    def selected(self, pane: int = 0) -> str:
        """What is selected in the editor."""
        return str(self._do("selected", pane))

    def save(self, pane: int = 0) -> None:
        """Save now, instead of two seconds after the last change."""
        self._do("save", pane)

    def marks(self, pane: int = 0) -> list[Mark]:
        """The marks on the screen, from the top."""
        return [
            Mark(each["severity"], each["text"], each["from"], each["to"]) for each in self._do("marks", pane)
        ]

    def marked(self, pane: int = 0) -> list[str]:
        """The texts that are marked."""
        return [mark.text for mark in self.marks(pane)]

    def hover_mark(self, number: int = 0, pane: int = 0) -> Locator:
        """Point at a mark, and return the card that comes."""
        place = self._do("placeOfMark", number, pane)
        self.page.mouse.move(place["x"] + 3, place["y"])
        self.page.mouse.move(place["x"], place["y"])
        return self.card()

    def card(self) -> Locator:
        """The card of what is pointed at."""
        return self.page.locator(".cm-tooltip-hover, .cm-tooltip-lint").first

    def time_to_mark(self, key: str) -> float:
        """Press a key, and return how many milliseconds later its mark is on the screen."""
        self._do("startTiming")
        self.press(key)
        return float(self._do("timing"))

    def commands(self) -> list[str]:
        return list(self._do("commands"))

    def run_command(self, command: str) -> bool:
        """Run a command of the plugin; False when the palette would not offer it now."""
        return bool(self._do("run", command))

    def suggestions(self) -> list[str]:
        """What the open popup offers."""
        return self.page.locator(".suggestion-item").all_inner_texts()

    def status_bar(self) -> Locator:
        return self.page.locator(".status-bar")

    def notices(self) -> list[str]:
        return self.page.locator(".notice-message").all_inner_texts()

    def panel(self) -> Locator:
        """What the side panel shows."""
        return self.page.locator(".mod-right-split .view-content")

    def property_row(self, key: str) -> Locator:
        """A row of the Properties widget."""
        return self.page.locator(f'.metadata-property[data-property-key="{key}"]')

    def open_settings(self) -> Locator:
        self._do("openSettings")
        return self.page.locator(".mod-settings")

    def unload_plugin(self) -> None:
        self._do("unloadPlugin")

    def switch_theme(self) -> None:
        """Go from light to dark, or back."""
        self.page.evaluate(
            "['theme-light', 'theme-dark'].forEach((name) => document.body.classList.toggle(name))"
        )

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the window, for people to look at."""
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        self.page.screenshot(path=path)
        return path

    def _do(self, method: str, *arguments: object) -> Any:
        return self.page.evaluate("([method, args]) => stage[method](...args)", [method, list(arguments)])
