/** The card that tells of one hint: what was found, why it matters, what else has to do with it, and what mends it. */

import type { JSX } from "preact";
import { render } from "preact";

import type { Fix, Hashes, Hint, Rule, Source } from "../daemon/protocol";
import { nameOf } from "../notes/names";

/** What a card can do; the plugin around it knows how. */
export interface CardActions {
    readonly apply: (fix: Fix, hashes: Hashes) => void;
    readonly jump: (source: Source) => void;
    readonly openNote: (path: string) => void;
    readonly rule: (code: string) => Rule | null;
}

export interface HintCardProps {
    readonly hint: Hint;
    readonly hashes: Hashes;
    readonly actions: CardActions;
    /** Whether the place of the hint can be jumped to from here. */
    readonly isElsewhere?: boolean;
}

export const SEVERITY_NAMES = { error: "Error", warning: "Warning", info: "Info", hint: "Hint" } as const;

export function HintCard({ hint, hashes, actions, isElsewhere = false }: HintCardProps): JSX.Element {
    const rule = actions.rule(hint.code);
    return (
        <div class={`venture-canvas-card venture-canvas-${hint.severity}`}>
            <p class="venture-canvas-message">
                <span class="venture-canvas-severity">{SEVERITY_NAMES[hint.severity]}</span>
                {isElsewhere ? <Jump source={hint} text={hint.message} actions={actions} /> : hint.message}
            </p>
            {hint.related.length > 0 && (
                <ul class="venture-canvas-evidence" aria-label="What it is about">
                    {hint.related.map((related) => (
                        <li key={`${related.path}:${related.range.start.line}`}>
                            <Jump source={related} text={related.message} actions={actions} />
                        </li>
                    ))}
                </ul>
            )}
            {rule && (
                <details class="venture-canvas-why">
                    <summary>Why it matters</summary>
                    {rule.why.split(/\n\n+/).map((paragraph) => (
                        <p key={paragraph}>{paragraph}</p>
                    ))}
                </details>
            )}
            <div class="venture-canvas-fixes">
                {hint.fixes
                    .filter((fix) => fix.edits.length > 0)
                    .map((fix) => (
                        <button
                            key={fix.title}
                            type="button"
                            class={fix.ignores ? "venture-canvas-link venture-canvas-ignore" : ""}
                            onClick={() => actions.apply(fix, hashes)}
                        >
                            {fix.title}
                        </button>
                    ))}
            </div>
            <p class="venture-canvas-foot">
                <span>{hint.code}</span>
                {hint.lexicon !== null && <Lexicon path={hint.lexicon} actions={actions} />}
            </p>
        </div>
    );
}

/** A link to a place in a note. */
export function Jump({ source, text, actions }: { source: Source; text: string; actions: CardActions }): JSX.Element {
    return (
        <button type="button" class="venture-canvas-link" title={nameOf(source.path)} onClick={() => actions.jump(source)}>
            {text}
        </button>
    );
}

/** Returns a card as an element of its own, for a place where no other component is. */
export function cardElement(props: HintCardProps): HTMLElement {
    const element = createDiv();
    render(<HintCard {...props} />, element);
    return element;
}

function Lexicon({ path, actions }: { path: string; actions: CardActions }): JSX.Element {
    return (
        <button type="button" class="venture-canvas-link" onClick={() => actions.openNote(path)}>
            {`What is ${nameOf(path)}?`}
        </button>
    );
}
