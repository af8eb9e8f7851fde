import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { ServerMessage } from "../../src/daemon/protocol";
import { RequestChannel } from "../../src/daemon/request-channel";
import type { Request, Response } from "../../src/daemon/requests";
import { DaemonClient, UnreachableError, VaultClient } from "../../src/daemon/requests";

describe("where no socket can be had", () => {
    let heard: ServerMessage[];
    let answer: (request: Request) => Response;
    let channel: RequestChannel;

    function json(content: object): Response {
        return { status: 200, text: JSON.stringify(content) };
    }

    beforeEach(() => {
        vi.useFakeTimers();
        heard = [];
        answer = () => json({ status: "ready", generation: 1, troubles: [] });
        const send = (request: Request): Promise<Response> =>
            new Promise((resolve) => {
                resolve(answer(request));
            });
        const daemon = new DaemonClient(send, { port: 1, token: "t".repeat(43) });
        channel = new RequestChannel(new VaultClient(daemon, "v"), (message) => heard.push(message));
    });

    afterEach(() => {
        channel.close();
        vi.useRealTimers();
    });

    it("the state is asked for at once, and told when it has changed", async () => {
        await vi.advanceTimersByTimeAsync(5_000);
        expect(heard).toMatchObject([{ type: "state", status: "ready", resync: false }]);
        answer = () => json({ status: "ready", generation: 2, troubles: [] });
        await vi.advanceTimersByTimeAsync(5_000);
        expect(heard[1]).toMatchObject({ type: "state", resync: true });
    });

    it.each([
        ["an empty vault that has been indexed", { status: "indexing", generation: 0 }, { status: "ready", generation: 0 }],
        ["a vault whose disk was pulled out", { status: "ready", generation: 1 }, { status: "unavailable", generation: 1 }],
    ])("%s is told, though no note has changed", async (_, before, after) => {
        answer = () => json({ ...before, troubles: [] });
        await vi.advanceTimersByTimeAsync(5_000);
        heard.length = 0;
        answer = () => json({ ...after, troubles: [] });
        await vi.advanceTimersByTimeAsync(10_000);
        expect(heard).toMatchObject([{ type: "state", ...after, resync: true }]);
    });

    it("a trouble that comes or goes is told, though no note has changed", async () => {
        await vi.advanceTimersByTimeAsync(5_000);
        const trouble = { code: "cache-off", message: "The disk is full.", path: null };
        answer = () => json({ status: "ready", generation: 1, troubles: [trouble] });
        await vi.advanceTimersByTimeAsync(5_000);
        expect(heard.at(-1)).toMatchObject({ troubles: [trouble] });
    });

    it("the hints of a text are asked for", async () => {
        answer = (request) => json({ path: "a.md", version: 3, hints: [], more: 0, hashes: {}, asked: request.body });
        channel.send({ type: "change", path: "a.md", text: "# A", version: 3 });
        await vi.advanceTimersByTimeAsync(0);
        expect(heard.at(-1)).toMatchObject({ type: "hints", version: 3, asked: '{"path":"a.md","text":"# A","version":3}' });
    });

    it.each([
        [401, 4401],
        [403, 4401],
        [404, 4404],
    ])("an answer of %i ends it as a socket would be closed with %i", async (status, code) => {
        answer = () => ({ status, text: '{"detail": "No."}' });
        await vi.advanceTimersByTimeAsync(5_000);
        expect(await channel.ended).toEqual({ code, reason: "No." });
    });

    it("a refusal of one request does not end it", async () => {
        answer = () => ({ status: 400, text: '{"detail": "That is no note."}' });
        const ended = vi.fn();
        void channel.ended.then(ended);
        await vi.advanceTimersByTimeAsync(20_000);
        expect(ended).not.toHaveBeenCalled();
    });

    it("silence ends it", async () => {
        answer = () => {
            throw new UnreachableError();
        };
        await vi.advanceTimersByTimeAsync(5_000);
        expect(await channel.ended).toEqual({ code: 1006, reason: "" });
    });
});
