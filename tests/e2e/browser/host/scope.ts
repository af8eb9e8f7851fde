/** `Scope`: keys, and what they do while something is open. */

import type * as api from "obsidian";

type Listener = (event: KeyboardEvent) => unknown;

interface Handler {
    modifiers: string;
    key: string | null;
    listener: Listener;
}

/** The modifiers of an event, as `Scope` names them; `Mod` is Ctrl here. */
function held(event: KeyboardEvent): string {
    const pairs = { Alt: event.altKey, Ctrl: event.ctrlKey, Meta: event.metaKey, Shift: event.shiftKey };
    return Object.entries(pairs)
        .filter(([, down]) => down)
        .map(([name]) => name)
        .join();
}

function named(modifiers: api.Modifier[]): string {
    return modifiers
        .map((each) => (each === "Mod" ? "Ctrl" : each))
        .sort()
        .join();
}

export class Scope {
    #handlers: Handler[] = [];

    register(modifiers: api.Modifier[] | null, key: string | null, listener: Listener): Handler {
        const handler = { modifiers: named(modifiers ?? []), key, listener };
        this.#handlers.unshift(handler);
        return handler;
    }

    unregister(handler: Handler): void {
        this.#handlers = this.#handlers.filter((each) => each !== handler);
    }

    /** Give a key to the handler that was registered last for it. */
    handle(event: KeyboardEvent): boolean {
        const handler = this.#handlers.find((each) => each.key === event.key && each.modifiers === held(event));
        handler?.listener(event);
        return handler !== undefined;
    }
}
