/** The modules of Node that a desktop plugin requires, as far as ours does; what they do is done over the bridge. */

import { call, type ProcessEvent, type Stat } from "./bridge";

export interface Machine {
    platform: string;
    home: string;
    environment: Record<string, string>;
    vault: string;
}

type Encoding = string | { encoding?: string | null } | null | undefined;

function decoded(base64: string, encoding: Encoding): string | Uint8Array {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const name = typeof encoding === "object" ? encoding?.encoding : encoding;
    return name ? new TextDecoder().decode(bytes) : bytes;
}

function node(stat: Stat | null, path: string): Stat & { isFile(): boolean; isDirectory(): boolean; mtimeMs: number } {
    if (!stat) throw Object.assign(new Error(`ENOENT: no such file or directory, stat '${path}'`), { code: "ENOENT" });
    return {
        ...stat,
        mtimeMs: stat.mtime,
        isFile: () => stat.type === "file",
        isDirectory: () => stat.type === "folder",
    };
}

const promises = {
    realpath: (path: string) => call<string>("real_path", path),
    readFile: async (path: string, encoding?: Encoding) => decoded(await call<string>("read_bytes", path), encoding),
    stat: async (path: string) => node(await call<Stat | null>("stat", path), path),
    access: async (path: string) => void node(await call<Stat | null>("stat", path), path),
};

class Emitter {
    #listeners: { name: string; listener: (...data: unknown[]) => void; once: boolean }[] = [];

    on(name: string, listener: (...data: unknown[]) => void): this {
        this.#listeners.push({ name, listener, once: false });
        return this;
    }

    once(name: string, listener: (...data: unknown[]) => void): this {
        this.#listeners.push({ name, listener, once: true });
        return this;
    }

    emit(name: string, ...data: unknown[]): void {
        const heard = this.#listeners.filter((each) => each.name === name);
        this.#listeners = this.#listeners.filter((each) => !heard.includes(each) || !each.once);
        for (const { listener } of heard) listener(...data);
    }

    setEncoding(): this {
        return this;
    }
}

/** Wait for an event; an error that comes first is a failure. */
function once(emitter: Emitter, name: string): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
        emitter.once(name, (...data) => resolve(data));
        emitter.once("error", reject);
    });
}

interface SpawnOptions {
    env?: Record<string, string>;
}

/** A process that really runs, beside the tests. */
class ChildProcess extends Emitter {
    readonly stdout = new Emitter();
    readonly stderr = new Emitter();
    exitCode: number | null = null;
    pid: number | undefined;

    unref(): void {}

    kill(): boolean {
        void call("kill", this.pid);
        return true;
    }

    hear({ event, value }: ProcessEvent): void {
        if (event === "stdout" || event === "stderr") return this[event].emit("data", value);
        if (event === "spawn") this.pid = value as number;
        if (event === "exit") this.exitCode = value as number;
        this.emit(event, event === "error" ? Object.assign(new Error("spawn ENOENT"), { code: value }) : value);
        if (event === "exit") this.emit("close", value);
    }
}

export class Processes {
    #started: ChildProcess[] = [];

    spawn(command: string, args: string[] = [], options: SpawnOptions = {}): ChildProcess {
        const child = new ChildProcess();
        void call("spawn", this.#started.push(child) - 1, [command, ...args], options.env ?? null);
        return child;
    }

    hear(event: ProcessEvent): void {
        this.#started[event.process]?.hear(event);
    }
}

function path({ platform }: Machine): object {
    const sep = platform === "win32" ? "\\" : "/";
    const join = (...parts: string[]): string => parts.filter(Boolean).join(sep).replace(/(?<=.)[\\/]{2,}/g, sep);
    return {
        sep,
        join,
        basename: (name: string) => name.split(/[\\/]/).at(-1),
        dirname: (name: string) => name.replace(/[\\/][^\\/]*$/, ""),
        isAbsolute: (name: string) => /^(?:\/|[A-Za-z]:[\\/])/.test(name),
    };
}

/** The modules, by the names under which they are required. */
export function nodeModules(machine: Machine, processes: Processes): Record<string, unknown> {
    const process = { platform: machine.platform, env: machine.environment, versions: { node: "20.0.0" } };
    const modules: Record<string, unknown> = {
        fs: { promises },
        "fs/promises": promises,
        os: { homedir: () => machine.home, platform: () => machine.platform },
        path: path(machine),
        events: { once },
        child_process: { spawn: processes.spawn.bind(processes) },
        process,
    };
    Object.assign(window, { process });
    return Object.fromEntries(Object.entries(modules).flatMap(([name, each]) => [[name, each], [`node:${name}`, each]]));
}
