"""What a live vault tells: how it is, and what each step changed."""

import threading
from collections.abc import Callable
from typing import Literal

import msgspec

from venture_canvas.live_state import Step
from venture_canvas.vault.trouble import Trouble


class State(msgspec.Struct, frozen=True):
    """How a workspace is.

    Arguments:
        status: whether it is being indexed or takes in very much at once, is current, or is kept as it was last seen.
        watching: how changes on the disk are found.
        generation: the number of the last step that changed something.
        notes: how many notes there are.
        buffers: how many notes are open in editors.
        troubles: what a person should know of.
        parsed: how many notes were read and parsed since the start; none after a start on an unchanged vault.
        open: the paths of the notes that are open in editors.
    """

    status: Literal["indexing", "ready", "unavailable"]
    watching: Literal["events", "polling", "off"]
    generation: int
    notes: int
    buffers: int
    troubles: tuple[Trouble, ...]
    parsed: int = 0
    open: tuple[str, ...] = ()


NOTHING_TOLD = State("indexing", "off", 0, 0, 0, ())


class Change(msgspec.Struct, frozen=True):
    """What one step changed; sent to every subscriber once.

    `ventures` holds the ids of the ventures whose model changed, came or went; `notes`, `tags` and `aliases` what the indexes
    changed in; `state` is set when the state (not only its counts) changed; `hints` holds the paths of the notes whose hints may not be
    as they were.
    """

    generation: int
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    ventures: tuple[str, ...] = ()
    state: State | None = None
    hints: tuple[str, ...] = ()


Listener = Callable[[Change], None]


class Subscribers:
    """Those who hear of every step that changes something.

    Arguments:
        changed: notified of every such step; its lock serialises who comes, who goes and what is told.
    """

    def __init__(self, changed: threading.Condition) -> None:
        self._changed = changed
        self._listeners: list[Listener] = []
        self._told: State | None = None

    @property
    def told(self) -> State:
        """The state that was told last."""
        return self._told or NOTHING_TOLD

    def add(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every step from now on; return what ends that."""
        with self._changed:
            self._listeners.append(listener)

        def end() -> None:
            with self._changed:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return end

    def end(self) -> None:
        """Tell nobody any more; only who holds the lock may."""
        self._listeners.clear()

    def tell(self, step: Step, state: State) -> None:
        """Tell of a step, unless nothing is as it was not before; only who holds the lock may."""
        is_news = self._told is None or _condition(state) != _condition(self._told)
        if step or is_news:
            self._told = state
            self._changed.notify_all()
            change = _change(step, state, is_news=is_news)
            for listener in tuple(self._listeners):
                listener(change)


def _change(step: Step, state: State, *, is_news: bool) -> Change:
    news = state if is_news else None
    return Change(state.generation, step.notes, step.tags, step.aliases, step.ventures, news, step.hints)


def _condition(state: State) -> tuple[object, ...]:
    """Return what of a state is worth telling when it changes."""
    return state.status, state.watching, state.troubles
