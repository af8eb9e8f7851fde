import { describe, expect, it } from "vitest";

import { announcedAddress, givenAddress, stateFolder } from "../../src/daemon/address";
import { machineWith } from "./machines";

const TOKEN = "t".repeat(43);
const RUNTIME = "/home/ada/.local/state/venture-canvas/runtime.json";

describe("the state folder", () => {
    it.each([
        ["linux", {}, "/home/ada/.local/state/venture-canvas/"],
        ["linux", { XDG_STATE_HOME: "/state" }, "/state/venture-canvas/"],
        ["freebsd", { XDG_STATE_HOME: " " }, "/home/ada/.local/state/venture-canvas/"],
        ["darwin", { XDG_STATE_HOME: "/state" }, "/home/ada/Library/Application Support/venture-canvas/"],
        ["win32", { LOCALAPPDATA: "C:\\Users\\Ada\\AppData\\Local" }, "C:\\Users\\Ada\\AppData\\Local\\venture-canvas\\"],
        ["win32", {}, "/home/ada\\AppData\\Local\\venture-canvas\\"],
        ["darwin", { VENTURE_CANVAS_HOME: "/elsewhere" }, "/elsewhere/state/"],
    ])("on %s with %j is where the daemon has it", (platform, environment, folder) => {
        expect(stateFolder(machineWith({ platform, environment }))).toBe(folder);
    });
});

describe("the announced address", () => {
    it("is the one in the daemon's file", async () => {
        const files = { [RUNTIME]: JSON.stringify({ port: 4711, token: TOKEN, pid: 1, version: "0.1.0" }) };
        expect(await announcedAddress(machineWith({ files }))).toEqual({ port: 4711, token: TOKEN, pid: 1 });
    });

    it.each([["", "no file"], ["{", "half a file"], ["null", "nothing"], ["[]", "a list"], ['{"port": "4711"}', "a port in quotes"], ['{"port": 4711, "token": "short"}', "no token"]])(
        "is unknown with %j: %s",
        async (content) => {
            expect(await announcedAddress(machineWith({ files: content ? { [RUNTIME]: content } : {} }))).toBeNull();
        },
    );
});

describe("a given address", () => {
    it.each(["127.0.0.1:8765", " http://127.0.0.1:8765/ ", "localhost:8765"])("may be written as %j", (address) => {
        expect(givenAddress(address, TOKEN)).toEqual({ port: 8765, token: TOKEN });
    });

    it.each(["example.com:80", "127.0.0.1.evil.com:80", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "https://127.0.0.1:80"])(
        "is refused as %j, which is not on this computer or names no port",
        (address) => {
            expect(() => givenAddress(address, TOKEN)).toThrow(/127\.0\.0\.1:8765/);
        },
    );

    it("is refused with a token that is not whole", () => {
        expect(() => givenAddress("127.0.0.1:8765", "short")).toThrow(/runtime\.json/);
    });
});
