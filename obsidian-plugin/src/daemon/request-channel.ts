/** Follows a vault by requests alone, where no socket can be had: hints are asked for, changes elsewhere are looked for now and then. */

import type { Channel, Ending, Listener } from "./channel";
import { NO_VAULT, REFUSED } from "./channel";
import type { ClientMessage } from "./protocol";
import type { VaultClient } from "./requests";
import { RefusedError } from "./requests";

const LOOK_AGAIN_MILLISECONDS = 5_000;
const LOST: Ending = { code: 1006, reason: "" };
/** What an answer with this status says of the connection; any other refusal is about one request. */
const ENDINGS: Readonly<Record<number, number>> = { 401: REFUSED, 403: REFUSED, 404: NO_VAULT };

/** Follows a vault through its HTTP addresses. */
export class RequestChannel implements Channel {
    readonly ended: Promise<Ending>;
    private end!: (ending: Ending) => void;
    /** What was told last, in short; null while nothing was. */
    private told: string | null = null;
    private readonly timer: number;

    constructor(
        private readonly vault: VaultClient,
        private readonly listener: Listener,
    ) {
        this.ended = new Promise((resolve) => (this.end = resolve));
        this.timer = window.setInterval(() => void this.look(), LOOK_AGAIN_MILLISECONDS);
        void this.look();
    }

    send(message: ClientMessage): void {
        if (message.type === "close") return;
        const { path, text, version } = message;
        this.vault.check(path, text, version).then((hints) => this.listener({ type: "hints", ...hints }), this.failed);
    }

    close(): void {
        window.clearInterval(this.timer);
        this.end(LOST);
    }

    private async look(): Promise<void> {
        try {
            const state = await this.vault.state();
            // The generation counts changes of notes; a vault is indexed, goes and has trouble without one.
            const found = JSON.stringify([state.generation, state.status, state.troubles]);
            if (found === this.told) return;
            this.listener({ type: "state", ...state, resync: this.told !== null });
            this.told = found;
        } catch (error) {
            this.failed(error);
        }
    }

    private readonly failed = (error: unknown): void => {
        const code = error instanceof RefusedError ? ENDINGS[error.status] : LOST.code;
        if (code === undefined) return;
        window.clearInterval(this.timer);
        this.end({ code, reason: error instanceof RefusedError ? error.message : LOST.reason });
    };
}
