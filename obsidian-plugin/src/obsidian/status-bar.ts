/** The status bar: how the connection stands, or how many hints the note has. */

import { setTooltip } from "obsidian";

import type { ConnectionState } from "../daemon/connection";
import type { NoteHints, Severity } from "../daemon/protocol";
import { SEVERITIES } from "../daemon/protocol";
import { toldOf } from "../panel/connection-notice";

const NAMES: Readonly<Record<ConnectionState["kind"], string>> = {
    looking: "canvas …",
    absent: "canvas off",
    refused: "canvas off",
    "unknown-vault": "canvas: follow this vault?",
    indexing: "canvas: reading …",
    unavailable: "canvas: vault not there",
    ready: "canvas",
};

export class StatusBar {
    /** @param element the item of the status bar; a click or Enter opens the panel. */
    constructor(
        private readonly element: HTMLElement,
        open: () => void,
    ) {
        element.addClass("mod-clickable", "venture-canvas-status");
        element.setAttrs({ role: "button", tabindex: "0" });
        element.addEventListener("click", open);
        element.addEventListener("keydown", (event) => {
            if (event.key === "Enter" || event.key === " ") open();
        });
    }

    /** @param hints those of the note that is being written, or null when it has not been read. */
    show(state: ConnectionState, hints: NoteHints | null): void {
        const isReady = state.kind === "ready";
        this.element.setText(isReady && hints ? counted(hints) : NAMES[state.kind]);
        setTooltip(this.element, isReady ? troublesOf(state.troubles) : toldOf(state).text, { placement: "top" });
    }
}

const WORDS: Readonly<Record<Severity, readonly [string, string]>> = {
    error: ["error", "errors"],
    warning: ["warning", "warnings"],
    info: ["info", "infos"],
    hint: ["hint", "hints"],
};

function counted({ hints, more }: NoteHints): string {
    const parts = SEVERITIES.map((severity) => [hints.filter((hint) => hint.severity === severity).length, severity] as const)
        .filter(([count]) => count > 0)
        .map(([count, severity]) => `${count} ${WORDS[severity][count === 1 ? 0 : 1]}`);
    if (more > 0) parts.push(`${more} more`);
    return parts.join(", ") || "canvas: no hints";
}

function troublesOf(troubles: readonly { readonly message: string }[]): string {
    return ["Venture canvas: connected", ...troubles.map(({ message }) => message)].join("\n");
}
