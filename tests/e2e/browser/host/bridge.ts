/** The way out of the page, into the process that runs the tests: it has the disk, other processes, and requests without an origin. */

export interface Change {
    path: string;
    stat: Stat | null;
}

export interface Stat {
    type: "file" | "folder";
    mode: number;
    ctime: number;
    mtime: number;
    size: number;
}

export interface ProcessEvent {
    process: number;
    event: "spawn" | "stdout" | "stderr" | "exit" | "error";
    value: unknown;
}

/** What a function over there failed with; the code is Node's (`ENOENT`). */
export class BridgeError extends Error {
    constructor(
        message: string,
        readonly code: string,
    ) {
        super(message);
    }
}

interface Answer {
    result?: unknown;
    error?: { code: string; message: string };
}

function unpack<Result>(answer: Answer): Result {
    if (answer.error) throw new BridgeError(answer.error.message, answer.error.code);
    return answer.result as Result;
}

export async function call<Result>(name: string, ...args: unknown[]): Promise<Result> {
    const response = await fetch(`/bridge/${name}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(args),
    });
    return unpack<Result>((await response.json()) as Answer);
}

/** Hear what happens over there; resolves when nothing can be missed any more. */
export function listen(onChanges: (changes: Change[]) => void, onProcess: (event: ProcessEvent) => void): Promise<void> {
    const source = new EventSource("/bridge/events");
    source.addEventListener("changes", (event) => onChanges(JSON.parse(event.data as string) as Change[]));
    source.addEventListener("process", (event) => onProcess(JSON.parse(event.data as string) as ProcessEvent));
    return new Promise((resolve) => source.addEventListener("ready", () => resolve()));
}
