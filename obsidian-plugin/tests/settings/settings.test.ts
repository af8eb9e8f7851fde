import { describe, expect, it } from "vitest";

import { DEFAULTS, isAsGrave, settingsOf } from "../../src/settings/settings";

describe("settings", () => {
    it.each([undefined, null, "text", [], {}])("are the defaults when %j was saved", (saved) => {
        expect(settingsOf(saved)).toEqual(DEFAULTS);
    });

    it("are what was saved", () => {
        const saved = { severity: "warning", pause: 200, startsDaemon: true, command: "/opt/canvas", address: "127.0.0.1:1" };
        expect(settingsOf(saved)).toEqual(saved);
    });

    it("keep what is right beside what is damaged", () => {
        expect(settingsOf({ severity: "fatal", pause: "soon", startsDaemon: "yes", command: 1, address: "127.0.0.1:1" })).toEqual({
            ...DEFAULTS,
            address: "127.0.0.1:1",
        });
    });

    it.each([
        [0, 20],
        [9_999_999, 2_000],
    ])("take a pause of %i as %i", (pause, taken) => {
        expect(settingsOf({ pause }).pause).toBe(taken);
    });
});

describe("a severity", () => {
    it("is as grave as itself and every milder one", () => {
        expect(isAsGrave("warning", "warning")).toBe(true);
        expect(isAsGrave("error", "info")).toBe(true);
        expect(isAsGrave("hint", "info")).toBe(false);
    });
});
