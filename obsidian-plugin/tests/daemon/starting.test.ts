import { expect, it } from "vitest";

import { startDaemon } from "../../src/daemon/starting";
import { machineWith } from "./machines";

const LAUNCHER = "/home/ada/.local/state/venture-canvas/launcher.json";
const files = { [LAUNCHER]: JSON.stringify({ command: ["/venv/bin/python", "-m", "venture_canvas"], version: "0.1.0" }) };

it("is started by the command in the settings and by no other", async () => {
    const machine = machineWith({ files, programs: ["/opt/canvas", "/venv/bin/python"] });
    await startDaemon(machine, " /opt/canvas ", "/vault");
    expect(machine.started).toEqual([["/opt/canvas", "serve", "/vault"]]);
    await expect(startDaemon(machine, "/missing", "/vault")).rejects.toThrow(/settings/);
});

it("is started the way it was started last", async () => {
    const machine = machineWith({ files, programs: ["/venv/bin/python", "venture-canvas"] });
    await startDaemon(machine, "", "/vault");
    expect(machine.started).toEqual([["/venv/bin/python", "-m", "venture_canvas", "serve", "/vault"]]);
});

it("is looked for where it is usually installed when that program is gone", async () => {
    const machine = machineWith({ files, programs: ["/home/ada/.local/bin/venture-canvas"] });
    await startDaemon(machine, "", "/vault");
    expect(machine.started).toEqual([["/home/ada/.local/bin/venture-canvas", "serve", "/vault"]]);
});

it("tells what to do when there is none", async () => {
    await expect(startDaemon(machineWith({}), "", "/vault")).rejects.toThrow(/venture-canvas up/);
});
