/** A card that floats beside something: it takes the focus, and Escape or a click elsewhere closes it. */

import { render } from "preact";

import type { Hashes, Hint } from "../daemon/protocol";
import type { CardActions } from "./hint-card";
import { HintCard } from "./hint-card";

/** Pixels between the card and what it is about, and the edge of the window. */
const GAP = 6;

export interface Anchor {
    readonly left: number;
    readonly top: number;
    readonly bottom: number;
}

let closeOpen: () => void = () => undefined;

/** Shows the cards of hints beside a place of the window; another card that is open closes. */
export function openPopover(anchor: Anchor, hints: readonly Hint[], hashes: Hashes, actions: CardActions): void {
    closeOpen();
    const document = activeDocument;
    const window = activeWindow;
    const former = document.activeElement;
    const popover = createDiv({
        cls: "venture-canvas-popover",
        attr: { role: "dialog", "aria-label": "Hints", tabindex: "-1" },
    });
    const closing = new AbortController();
    const close = (): void => {
        closing.abort();
        render(null, popover);
        popover.remove();
        closeOpen = () => undefined;
        if (former instanceof HTMLElement) former.focus();
    };
    const closeAfter = closedAfter(actions, close);
    render(hints.map((hint, index) => <HintCard key={index} hint={hint} hashes={hashes} actions={closeAfter} />), popover);
    document.body.append(popover);
    place(popover, anchor, window);
    popover.focus();
    document.addEventListener("keydown", (event) => event.key === "Escape" && close(), { signal: closing.signal });
    document.addEventListener(
        "pointerdown",
        (event) => event.target instanceof Node && !popover.contains(event.target) && close(),
        { signal: closing.signal },
    );
    closeOpen = close;
}

/** Closes the card that floats, if one does. */
export function closePopover(): void {
    closeOpen();
}

function closedAfter(actions: CardActions, close: () => void): CardActions {
    return {
        rule: (code) => actions.rule(code),
        apply: (fix, hashes) => {
            close();
            actions.apply(fix, hashes);
        },
        jump: (source) => {
            close();
            actions.jump(source);
        },
        openNote: (path) => {
            close();
            actions.openNote(path);
        },
    };
}

function place(popover: HTMLElement, anchor: Anchor, window: Window): void {
    const { width, height } = popover.getBoundingClientRect();
    const left = Math.max(GAP, Math.min(anchor.left, window.innerWidth - width - GAP));
    const fitsBelow = anchor.bottom + GAP + height <= window.innerHeight;
    const top = fitsBelow ? anchor.bottom + GAP : Math.max(GAP, anchor.top - GAP - height);
    popover.style.left = `${left}px`;
    popover.style.top = `${top}px`;
}
