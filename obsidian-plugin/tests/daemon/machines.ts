import type { Machine } from "../../src/daemon/machine";

/** A computer with some files, on which only some programs can be started. */
export function machineWith(given: Partial<Machine> & { files?: Record<string, string>; programs?: readonly string[] }): Machine & {
    readonly started: (readonly string[])[];
} {
    const { files = {}, programs = [], ...rest } = given;
    const started: (readonly string[])[] = [];
    return {
        platform: "linux",
        environment: {},
        home: "/home/ada",
        readPrivate: (path) => Promise.resolve(files[path] ?? null),
        realPath: (path) => Promise.resolve(path),
        start: (command) => {
            if (!programs.includes(command[0] ?? "")) return Promise.reject(new Error("ENOENT"));
            started.push(command);
            return Promise.resolve();
        },
        started,
        ...rest,
    };
}
