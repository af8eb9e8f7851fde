import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { AddressError } from "../../src/daemon/address";
import { Connection } from "../../src/daemon/connection";
import { ExposedFileError } from "../../src/daemon/machine";
import type { Request, Response } from "../../src/daemon/requests";
import { UnreachableError } from "../../src/daemon/requests";
import { machineWith } from "./machines";

const TOKEN = "t".repeat(43);
const RUNTIME = "/home/ada/.local/state/venture-canvas/runtime.json";

const READY = JSON.stringify({ status: "ready", generation: 1, troubles: [] });

/** A socket that cannot be had. */
class ClosedSocket extends EventTarget {
    constructor() {
        super();
        queueMicrotask(() => this.dispatchEvent(new Event("close")));
    }
}

function announcement(pid: number): string {
    return JSON.stringify({ port: 4711, token: TOKEN, pid, version: "0.1.0" });
}

function proving(request: Request): Response {
    const nonce = new URL(request.url).searchParams.get("nonce") ?? "";
    return { status: 200, text: JSON.stringify({ proof: createHmac("sha256", TOKEN).update(nonce).digest("hex") }) };
}

describe("the connection", () => {
    let asked: string[];
    let answer: (request: Request) => Response;
    const files: Record<string, string> = {};

    function connectionWith(over: Partial<ConstructorParameters<typeof Connection>[0]> = {}): Connection {
        const connection = new Connection({
            machine: machineWith({ files }),
            send: async (request) => {
                asked.push(new URL(request.url).pathname);
                return Promise.resolve().then(() => answer(request));
            },
            vaultPath: "/vault",
            givenAddress: () => null,
            ...over,
        });
        void connection.run();
        return connection;
    }

    beforeEach(() => {
        vi.useFakeTimers();
        asked = [];
        answer = () => {
            throw new UnreachableError();
        };
        files[RUNTIME] = announcement(1);
    });

    afterEach(() => vi.useRealTimers());

    it("is absent while no daemon has announced itself, and nobody is asked", async () => {
        files[RUNTIME] = "";
        const connection = connectionWith();
        await vi.advanceTimersByTimeAsync(5_000);
        expect(connection.state.value.kind).toBe("absent");
        expect(asked).toEqual([]);
        connection.stop();
    });

    it("does not go on asking a process that is gone", async () => {
        const connection = connectionWith();
        await vi.advanceTimersByTimeAsync(10_000);
        expect(connection.state.value.kind).toBe("absent");
        expect(asked).toEqual(["/v1/health"]);
        connection.stop();
    });

    it("asks a daemon that has announced itself anew within two seconds", async () => {
        const connection = connectionWith();
        await vi.advanceTimersByTimeAsync(3_000);
        files[RUNTIME] = announcement(2);
        await vi.advanceTimersByTimeAsync(2_000);
        expect(asked).toHaveLength(2);
        connection.stop();
    });

    it("asks again at once when somebody wants it to", async () => {
        const connection = connectionWith();
        await vi.advanceTimersByTimeAsync(3_000);
        connection.wake();
        await vi.advanceTimersByTimeAsync(0);
        expect(asked).toHaveLength(2);
        connection.stop();
    });

    it.each([
        ["looking", false],
        ["absent", false],
        ["indexing", true],
        ["ready", true],
        ["unavailable", false],
        ["ready", true],
    ] as const)("while it is %s follows what is typed: %j", (kind, follows) => {
        const connection = connectionWith();
        connection.state.value = { kind, troubles: [], slow: false };
        expect(connection.isFollowing.value).toBe(follows);
        connection.stop();
    });

    it("offers a vault that the daemon does not know", async () => {
        answer = (request) => (request.url.includes("/health") ? proving(request) : { status: 200, text: '{"vaults": []}' });
        const connection = connectionWith();
        await vi.waitFor(() => expect(connection.state.value.kind).toBe("unknown-vault"));
        connection.stop();
    });

    describe("where a folder may be spelt in two ways", () => {
        const typed = { id: "vault-1", name: "vault", path: "/VAULT", state: {} };

        beforeEach(() => {
            vi.stubGlobal("WebSocket", ClosedSocket);
            answer = (request) => {
                if (request.url.includes("/health")) return proving(request);
                if (request.method === "POST") return { status: 201, text: JSON.stringify(typed) };
                return { status: 200, text: request.url.endsWith("/state") ? READY : JSON.stringify({ vaults: [typed] }) };
            };
        });

        afterEach(() => vi.unstubAllGlobals());

        it("knows the vault by the folder that both spellings lead to", async () => {
            const machine = machineWith({ files, realPath: (path) => Promise.resolve(path.toLowerCase()) });
            const connection = connectionWith({ machine });
            await vi.waitFor(() => expect(connection.vault.value?.id).toBe("vault-1"));
            connection.stop();
        });

        it("does not stumble over a vault whose folder is gone", async () => {
            const realPath = (path: string) => (path === "/vault" ? Promise.resolve(path) : Promise.reject(new Error("ENOENT")));
            const connection = connectionWith({ machine: machineWith({ files, realPath }) });
            await vi.waitFor(() => expect(connection.state.value.kind).toBe("unknown-vault"));
            connection.stop();
        });

        it("knows the vault by what the daemon calls it once it was asked to follow it", async () => {
            const connection = connectionWith();
            await vi.waitFor(() => expect(connection.state.value.kind).toBe("unknown-vault"));
            await connection.registerVault();
            await vi.waitFor(() => expect(connection.vault.value?.id).toBe("vault-1"));
            connection.stop();
        });
    });

    it.each([
        ["the daemon refuses", "The token is wrong."],
        ["the file with the token can be read by others", "Others can read"],
        ["the address in the settings is none", "Write it like this."],
    ])("says why when %s", async (_, reason) => {
        answer = (request) => (request.url.includes("/health") ? proving(request) : { status: 401, text: `{"detail": "${reason}"}` });
        const exposed = machineWith({ readPrivate: () => Promise.reject(new ExposedFileError(RUNTIME)) });
        const connection = connectionWith({
            ...(reason.startsWith("Others") ? { machine: exposed } : {}),
            givenAddress: () => {
                if (reason.startsWith("Write")) throw new AddressError(reason);
                return null;
            },
        });
        const told = { kind: "refused", reason: expect.stringContaining(reason) as string };
        await vi.waitFor(() => expect(connection.state.value).toMatchObject(told));
        connection.stop();
    });
});
