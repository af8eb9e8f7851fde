/** Where the daemon can be reached, and where it says so: `runtime.json` in the user's state folder. */

import type { Machine } from "./machine";

export interface Address {
    readonly port: number;
    readonly token: string;
    /** The process that announced it; none when the address is a setting. */
    readonly pid?: number;
}

/** A setting or a file that does not have the form it should have. */
export class AddressError extends Error {}

const TOKEN = /^[\w-]{43}$/;
const LOOPBACK = /^(?:http:\/\/)?(?:127\.0\.0\.1|localhost):(\d{1,5})\/?$/;

/** The user's state folder by platform, as platformdirs has it for the daemon. */
const STATE_FOLDERS: Readonly<Record<string, (machine: Machine) => string>> = {
    win32: ({ environment, home }) => `${environment["LOCALAPPDATA"] ?? `${home}\\AppData\\Local`}\\venture-canvas\\`,
    darwin: ({ home }) => `${home}/Library/Application Support/venture-canvas/`,
};

/** Returns the folder in which the daemon tells where it is; ends with the platform's separator. */
export function stateFolder(machine: Machine): string {
    const own = machine.environment["VENTURE_CANVAS_HOME"];
    if (own) return `${own}/state/`;
    const folder = STATE_FOLDERS[machine.platform];
    return folder ? folder(machine) : `${machine.environment["XDG_STATE_HOME"]?.trim() || `${machine.home}/.local/state`}/venture-canvas/`;
}

/**
 * Reads where the running daemon can be reached.
 *
 * What the file says can be stale: let the daemon prove itself before it gets the token.
 *
 * @returns null when no daemon has said so, or its file is being written.
 */
export async function announcedAddress(machine: Machine): Promise<Address | null> {
    const told = await readObject(machine, "runtime.json");
    const { port, token, pid } = told ?? {};
    const isWhole = typeof port === "number" && typeof pid === "number" && typeof token === "string" && TOKEN.test(token);
    return isWhole ? { port, token, pid } : null;
}

/** Reads the command with which the daemon was started last, or returns null when it never was. */
export async function announcedCommand(machine: Machine): Promise<readonly string[] | null> {
    const command = (await readObject(machine, "launcher.json"))?.["command"];
    return Array.isArray(command) && command.length > 0 && command.every((part) => typeof part === "string") ? command : null;
}

/**
 * Reads an address as a person writes it, such as `127.0.0.1:8765`.
 *
 * @throws {AddressError} when it is not on this computer, or the token is none.
 */
export function givenAddress(address: string, token: string): Address {
    const port = Number(LOOPBACK.exec(address.trim())?.[1]);
    if (!(port > 0 && port < 65_536)) {
        throw new AddressError("The address in the settings is not one on this computer. Write it like 127.0.0.1:8765.");
    }
    if (!TOKEN.test(token)) {
        throw new AddressError("The token in the settings is not complete. Copy it from the daemon's runtime.json.");
    }
    return { port, token };
}

async function readObject(machine: Machine, name: string): Promise<Record<string, unknown> | null> {
    const text = await machine.readPrivate(stateFolder(machine) + name);
    try {
        const told: unknown = JSON.parse(text ?? "null");
        return typeof told === "object" && told !== null ? (told as Record<string, unknown>) : null;
    } catch {
        // The daemon is writing it just now, or was ended while it did.
        return null;
    }
}
