import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";

import type { Request, Response } from "../../src/daemon/requests";
import { DaemonClient, VaultClient } from "../../src/daemon/requests";

const TOKEN = "t".repeat(43);

function client(answer: (request: Request) => Response): { daemon: DaemonClient; asked: Request[] } {
    const asked: Request[] = [];
    const daemon = new DaemonClient(
        (request) => {
            asked.push(request);
            return Promise.resolve(answer(request));
        },
        { port: 4711, token: TOKEN },
    );
    return { daemon, asked };
}

describe("a program at the address", () => {
    const proving = (token: string) => (request: Request) => {
        const nonce = new URL(request.url).searchParams.get("nonce") ?? "";
        return { status: 200, text: JSON.stringify({ proof: createHmac("sha256", token).update(nonce).digest("hex") }) };
    };

    it("is the daemon when it proves that it knows the token", async () => {
        expect(await client(proving(TOKEN)).daemon.isDaemon()).toBe(true);
    });

    it.each([
        ["knows another token", proving("u".repeat(43))],
        ["says nothing of a proof", () => ({ status: 200, text: "{}" })],
        ["answers a page", () => ({ status: 200, text: "<html>" })],
        ["refuses", () => ({ status: 404, text: "" })],
    ])("is not the daemon when it %s", async (_, answer) => {
        expect(await client(answer).daemon.isDaemon()).toBe(false);
    });

    it("is never told the token before it has proved itself", async () => {
        const { daemon, asked } = client(proving(TOKEN));
        await daemon.isDaemon();
        expect(JSON.stringify(asked)).not.toContain(TOKEN);
    });

    it("is asked with another nonce each time", async () => {
        const { daemon, asked } = client(proving(TOKEN));
        await daemon.isDaemon();
        await daemon.isDaemon();
        expect(asked[0]?.url).not.toBe(asked[1]?.url);
    });
});

describe("a request", () => {
    it("carries the token in a header and never in the address", async () => {
        const { daemon, asked } = client(() => ({ status: 200, text: '{"hints": []}' }));
        await new VaultClient(daemon, "a b").hintsOfNote("Ä/b?.md");
        expect(asked[0]).toEqual({
            url: "http://127.0.0.1:4711/v1/vaults/a%20b/hints?path=%C3%84%2Fb%3F.md",
            method: "GET",
            headers: { Authorization: `Bearer ${TOKEN}` },
        });
    });

    it("says that its body is JSON", async () => {
        const { daemon, asked } = client(() => ({ status: 200, text: '{"rules": []}' }));
        await new VaultClient(daemon, "a").setRule("type-without-job", false);
        expect(asked[0]?.headers["Content-Type"]).toBe("application/json");
        expect(asked[0]?.body).toBe('{"code":"type-without-job","on":false}');
    });

    it("fails with the sentence of the daemon", async () => {
        const { daemon } = client(() => ({ status: 422, text: '{"detail": "There is no rule x."}' }));
        await expect(new VaultClient(daemon, "a").rules()).rejects.toThrow("There is no rule x.");
    });

    it("fails with a sentence of its own when the answer is no answer of the daemon", async () => {
        const { daemon } = client(() => ({ status: 500, text: "<html>" }));
        await expect(daemon.vaults()).rejects.toThrow(/same version/);
    });
});
