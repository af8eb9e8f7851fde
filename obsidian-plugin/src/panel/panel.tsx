/** The side panel: the hints of the note, the hints of the venture, and the customer model. */

import type { ReadonlySignal, Signal } from "@preact/signals";
import type { JSX } from "preact";

import type { CardActions } from "../card/hint-card";
import type { ConnectionState } from "../daemon/connection";
import type { ConnectionActions } from "../daemon/control";
import { ConnectionNotice } from "./connection-notice";
import { CustomerModel } from "./customer-model";
import { HintsByNote, HintsOfNote } from "./hint-lists";
import type { VaultData } from "./vault-data";

const TABS = [
    { id: "note", title: "This note" },
    { id: "venture", title: "Venture" },
    { id: "customers", title: "Customers" },
] as const;

export type Tab = (typeof TABS)[number]["id"];

export interface PanelProps {
    readonly state: ReadonlySignal<ConnectionState>;
    readonly tab: Signal<Tab>;
    readonly data: VaultData;
    readonly actions: CardActions;
    readonly connection: ConnectionActions;
}

export function Panel({ state, tab, data, actions, connection }: PanelProps): JSX.Element {
    if (state.value.kind !== "ready") return <ConnectionNotice state={state.value} actions={connection} />;
    return (
        <div class="venture-canvas-panel">
            <Tabs chosen={tab.value} choose={(id) => (tab.value = id)} />
            <div role="tabpanel" id="venture-canvas-tabpanel" aria-labelledby={`venture-canvas-tab-${tab.value}`}>
                {tab.value !== "note" && <VentureChoice data={data} />}
                {tab.value === "note" && <HintsOfNote data={data} actions={actions} />}
                {tab.value === "venture" && <HintsByNote data={data} actions={actions} />}
                {tab.value === "customers" && <CustomerModel venture={data.venture.value} jump={actions.jump} />}
            </div>
        </div>
    );
}

function Tabs({ chosen, choose }: { chosen: Tab; choose: (id: Tab) => void }): JSX.Element {
    const move = (event: KeyboardEvent): void => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        const index = TABS.findIndex(({ id }) => id === chosen);
        const next = TABS[(index + step + TABS.length) % TABS.length] ?? TABS[0];
        choose(next.id);
        activeDocument.getElementById(`venture-canvas-tab-${next.id}`)?.focus();
    };
    return (
        <div role="tablist" class="venture-canvas-tabs" onKeyDown={move}>
            {TABS.map(({ id, title }) => (
                <button
                    key={id}
                    type="button"
                    role="tab"
                    id={`venture-canvas-tab-${id}`}
                    aria-selected={id === chosen}
                    aria-controls="venture-canvas-tabpanel"
                    tabIndex={id === chosen ? 0 : -1}
                    onClick={() => choose(id)}
                >
                    {title}
                </button>
            ))}
        </div>
    );
}

function VentureChoice({ data }: { data: VaultData }): JSX.Element | null {
    const ventures = data.ventures.value;
    if (ventures.length < 2) return null;
    return (
        <select
            class="dropdown"
            aria-label="Venture"
            value={data.venture.value?.id ?? ""}
            onChange={(event) => data.choose(event.currentTarget.value)}
        >
            {ventures.map(({ id, name }) => (
                <option key={id} value={id}>
                    {name}
                </option>
            ))}
        </select>
    );
}
