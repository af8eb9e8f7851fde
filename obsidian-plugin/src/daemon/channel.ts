/** A way to follow a vault: what is typed goes out, what changed comes in. */

import type { ClientMessage, ServerMessage } from "./protocol";

/** How a channel ended: `code` is that of the socket's closing. */
export interface Ending {
    readonly code: number;
    readonly reason: string;
}

export interface Channel {
    send(message: ClientMessage): void;
    close(): void;
    /** Fulfilled when nothing more comes. */
    readonly ended: Promise<Ending>;
}

export type Listener = (message: ServerMessage) => void;

/** The daemon refused the connection: a wrong token or a foreign origin. */
export const REFUSED = 4401;
/** The vault is not served, or no longer. */
export const NO_VAULT = 4404;
