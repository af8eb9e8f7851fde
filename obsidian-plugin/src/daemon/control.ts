/** Starting and stopping the daemon from the editor, and having it follow this vault. */

import type { Connection } from "./connection";
import type { Machine } from "./machine";
import { startDaemon } from "./starting";

/** What a founder can do about a connection that is not there. */
export interface ConnectionActions {
    readonly start: () => void;
    readonly register: () => void;
    readonly retry: () => void;
}

interface Surroundings {
    readonly machine: Machine;
    readonly vaultPath: string;
    /** Returns the command that the settings name; empty to find it. */
    readonly command: () => string;
    /** Tells the founder of something that did not work. */
    readonly tell: (error: unknown) => void;
}

export class DaemonControl implements ConnectionActions {
    private hasStarted = false;

    constructor(
        private readonly connection: Connection,
        private readonly surroundings: Surroundings,
    ) {}

    readonly start = (): void => {
        const { machine, vaultPath, command, tell } = this.surroundings;
        startDaemon(machine, command(), vaultPath).then(this.retry, tell);
    };

    /** Starts the daemon by itself; once, since a daemon that has ended again has its reasons. */
    startOnce(): void {
        if (this.hasStarted) return;
        this.hasStarted = true;
        this.start();
    }

    readonly stop = (): void => {
        this.connection.stopDaemon().catch(this.surroundings.tell);
    };

    readonly register = (): void => {
        this.connection.registerVault().catch(this.surroundings.tell);
    };

    readonly retry = (): void => {
        this.connection.wake();
    };
}
