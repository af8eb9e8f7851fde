/** The lists of hints in the panel. */

import type { JSX } from "preact";

import type { CardActions } from "../card/hint-card";
import { HintCard } from "../card/hint-card";
import type { Hint, HintList } from "../daemon/protocol";
import { nameOf } from "../notes/names";
import type { VaultData } from "./vault-data";

interface ListProps {
    readonly data: VaultData;
    readonly actions: CardActions;
}

export function HintsOfNote({ data, actions }: ListProps): JSX.Element {
    const list = data.noteHints.value;
    if (data.path.value === null) return <Said text="Open a note to see its hints." />;
    if (!list) return <Said text="Reading the note …" />;
    if (list.hints.length === 0) return <Said text="Nothing to say about this note." />;
    return <Cards list={list} hints={list.hints} actions={actions} />;
}

export function HintsByNote({ data, actions }: ListProps): JSX.Element {
    const list = data.ventureHints.value;
    if (!data.venture.value) return <Said text="No venture yet. It begins with a note or a folder that has the sections of a canvas." />;
    if (!list) return <Said text="Reading the venture …" />;
    if (list.hints.length === 0) return <Said text="Nothing to say about this venture." />;
    const paths = [...new Set(list.hints.map((hint) => hint.path))];
    return (
        <div>
            {paths.map((path) => (
                <section key={path} aria-label={nameOf(path)}>
                    <h4>{nameOf(path)}</h4>
                    <Cards list={list} hints={list.hints.filter((hint) => hint.path === path)} actions={actions} />
                </section>
            ))}
        </div>
    );
}

export function Said({ text }: { text: string }): JSX.Element {
    return <p class="venture-canvas-said">{text}</p>;
}

function Cards({ list, hints, actions }: { list: HintList; hints: readonly Hint[]; actions: CardActions }): JSX.Element {
    return (
        <ul class="venture-canvas-cards">
            {hints.map((hint) => (
                <li key={`${hint.code} ${hint.message}`}>
                    <HintCard hint={hint} hashes={list.hashes} actions={actions} isElsewhere />
                </li>
            ))}
        </ul>
    );
}
