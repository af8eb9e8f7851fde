/** The computer, as Node gives access to it in Obsidian's desktop app. */

import { spawn } from "node:child_process";
import { readFile, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";

import type { Machine } from "../daemon/machine";
import { ExposedFileError } from "../daemon/machine";

/** The permission bits that let others than the owner in; Windows has none, its user folders are private by themselves. */
const OTHERS = 0o077;

export const nodeMachine: Machine = {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
    readPrivate,
    realPath: (path) => realpath(path),
    start,
};

async function readPrivate(path: string): Promise<string | null> {
    try {
        const { mode } = await stat(path);
        if (process.platform !== "win32" && (mode & OTHERS) !== 0) throw new ExposedFileError(path);
        return await readFile(path, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
    }
}

async function start([program, ...rest]: readonly string[]): Promise<void> {
    if (program === undefined) throw new Error("There is no command.");
    const started = spawn(program, rest, { detached: true, stdio: "ignore", windowsHide: true });
    await new Promise((resolve, reject) => {
        started.once("spawn", resolve);
        started.once("error", reject);
    });
    started.unref();
}
