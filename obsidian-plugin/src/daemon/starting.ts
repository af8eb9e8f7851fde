/** How the daemon is started from the editor. */

import { announcedCommand } from "./address";
import type { Machine } from "./machine";

/** No program could be started; the message says what to do. */
export class NotStartedError extends Error {}

/**
 * Starts the daemon for a vault; it goes on when the editor is closed.
 *
 * @param command what the settings say starts it; empty to find it.
 * @throws {NotStartedError} when no program could be started.
 */
export async function startDaemon(machine: Machine, command: string, vaultPath: string): Promise<void> {
    for (const candidate of await candidates(machine, command.trim())) {
        try {
            await machine.start([...candidate, "serve", vaultPath]);
            return;
        } catch {
            // The next candidate may be there.
        }
    }
    throw new NotStartedError(
        "The daemon could not be started. Start it once in a terminal with “venture-canvas up”, or name its command in the settings.",
    );
}

async function candidates(machine: Machine, command: string): Promise<readonly (readonly string[])[]> {
    if (command) return [[command]];
    const announced = await announcedCommand(machine);
    // Where pipx and uv put commands; an app that was started from a menu does not have that folder in its PATH.
    const installed = [machine.home, ".local", "bin", "venture-canvas"].join(machine.platform === "win32" ? "\\" : "/");
    const usual = [["venture-canvas"], [installed]];
    return announced ? [announced, ...usual] : usual;
}
