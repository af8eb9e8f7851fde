/** Follows a vault over a WebSocket. */

import type { Address } from "./address";
import type { Channel, Ending, Listener } from "./channel";
import type { ServerMessage } from "./protocol";

const PROTOCOL = "venture-canvas.v1";

/**
 * Opens the socket of a vault.
 *
 * @returns the channel, or null when no socket can be had although the daemon may be there.
 */
export function openSocket(address: Address, vault: string, listener: Listener): Promise<Channel | null> {
    const socket = new WebSocket(
        `ws://127.0.0.1:${address.port}/v1/vaults/${encodeURIComponent(vault)}/live`,
        // A WebSocket of a page sends no headers, so the token travels as a sub-protocol.
        [PROTOCOL, `bearer.${base64url(address.token)}`],
    );
    const ended = new Promise<Ending>((resolve) => {
        socket.addEventListener("close", ({ code, reason }) => resolve({ code, reason }));
    });
    socket.addEventListener("message", ({ data }) => listener(JSON.parse(data as string) as ServerMessage));
    return new Promise((resolve) => {
        socket.addEventListener("open", () => resolve({ send: sendOver(socket), close: () => socket.close(), ended }));
        void ended.then(() => resolve(null));
    });
}

function sendOver(socket: WebSocket): Channel["send"] {
    return (message) => {
        // What is sent into a socket that is closing is lost; after the next connection every open note is sent anew.
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    };
}

function base64url(token: string): string {
    return btoa(token).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
