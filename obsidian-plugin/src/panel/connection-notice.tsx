/** What is said instead of hints while there is no connection, and what can be done about it. */

import type { JSX } from "preact";

import type { ConnectionState } from "../daemon/connection";
import type { ConnectionActions } from "../daemon/control";

interface Told {
    readonly text: string;
    readonly action?: { readonly title: string; readonly run: keyof ConnectionActions };
}

export function ConnectionNotice({ state, actions }: { state: ConnectionState; actions: ConnectionActions }): JSX.Element {
    const { text, action } = toldOf(state);
    return (
        <div class="venture-canvas-panel venture-canvas-said" role="status">
            <p>{text}</p>
            {action && (
                <button type="button" class="mod-cta" onClick={() => actions[action.run]()}>
                    {action.title}
                </button>
            )}
        </div>
    );
}

/** Tells how the connection stands: in a sentence or two, with what can be done. */
export function toldOf(state: ConnectionState): Told {
    switch (state.kind) {
        case "looking":
            return { text: "Looking for the daemon …" };
        case "absent":
            return { text: "The daemon is not running, so there are no hints.", action: { title: "Start it", run: "start" } };
        case "refused":
            return { text: state.reason, action: { title: "Try again", run: "retry" } };
        case "unknown-vault":
            return {
                text: "The daemon is running and does not follow this vault yet.",
                action: { title: "Follow this vault", run: "register" },
            };
        case "indexing":
            return { text: "The vault is being read for the first time. Hints come in a moment." };
        case "unavailable":
            return { text: state.troubles.map(({ message }) => message).join(" ") || "The vault cannot be read just now." };
        case "ready":
            return { text: state.slow ? "Connected, by requests only: changes elsewhere show after some seconds." : "Connected." };
    }
}
