/** What the founder can set, and what holds until they do. */

import type { Severity } from "../daemon/protocol";
import { SEVERITIES } from "../daemon/protocol";

export interface Settings {
    /** The mildest severity that is shown in the text. */
    readonly severity: Severity;
    /** Milliseconds without a key after which the daemon is asked. */
    readonly pause: number;
    /** Whether the daemon is started when none runs. */
    readonly startsDaemon: boolean;
    /** The command that starts it; empty to use the one it was started with last. */
    readonly command: string;
    /** Where it can be reached; empty to look for its own word. The token that belongs to it is kept among the secrets. */
    readonly address: string;
}

export const DEFAULTS: Settings = { severity: "hint", pause: 50, startsDaemon: false, command: "", address: "" };

export const SHORTEST_PAUSE = 20;
export const LONGEST_PAUSE = 2_000;

/** Returns settings of what was saved; what is missing or damaged is as by default. */
export function settingsOf(saved: unknown): Settings {
    const told = (typeof saved === "object" && saved !== null ? saved : {}) as Partial<Record<keyof Settings, unknown>>;
    return {
        severity: SEVERITIES.find((severity) => severity === told.severity) ?? DEFAULTS.severity,
        pause: typeof told.pause === "number" ? Math.min(Math.max(told.pause, SHORTEST_PAUSE), LONGEST_PAUSE) : DEFAULTS.pause,
        startsDaemon: told.startsDaemon === true,
        command: typeof told.command === "string" ? told.command : DEFAULTS.command,
        address: typeof told.address === "string" ? told.address : DEFAULTS.address,
    };
}

/** Says whether a severity is that of a limit or graver. */
export function isAsGrave(severity: Severity, limit: Severity): boolean {
    return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
