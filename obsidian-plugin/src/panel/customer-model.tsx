/** The customer model as cards: one for each customer type, in its colour, each line a way to where it is written. */

import type { ComponentChildren, CSSProperties, JSX } from "preact";

import type { CustomerType, Segment, Separation, Statement, Statements, Venture } from "../daemon/model";
import type { Source } from "../daemon/protocol";
import { withLinkNames } from "../notes/names";
import { Said } from "./hint-lists";

type JumpTo = (source: Source) => void;

const PARTS: readonly { readonly key: keyof Statements; readonly title: string }[] = [
    { key: "early_adopters", title: "Early adopters" },
    { key: "jobs", title: "Jobs to be done" },
    { key: "alternatives", title: "Alternatives" },
    { key: "value_propositions", title: "Value proposition" },
];

const TEST_TITLES = {
    offer: "Need a different offer",
    channel: "Reached through other channels",
    relationship: "Need another relationship",
    profitability: "Differ in profitability",
    pays_for: "Pay for other aspects",
} as const;

const RESULTS = { passed: "yes", failed: "no", unknown: "not said" } as const;

const COLOR = /^(?:[1-6]|#[0-9a-f]{6})$/i;

export function CustomerModel({ venture, jump }: { venture: Venture | null; jump: JumpTo }): JSX.Element {
    if (!venture) return <Said text="No venture yet. It begins with a note or a folder that has the sections of a canvas." />;
    return (
        <div>
            <PatternLine venture={venture} />
            {venture.customer_types.map((type) => (
                <TypeCard key={type.id} type={type} jump={jump} />
            ))}
            {venture.customer_types.length === 0 && <Said text="No customer type is named yet. Whom must you move for this to work?" />}
            <NobodysStatements statements={venture.unattributed} jump={jump} />
        </div>
    );
}

function PatternLine({ venture: { pattern, stage } }: { venture: Venture }): JSX.Element {
    const declared = pattern.declared && pattern.declared !== pattern.inferred ? `, declared as ${pattern.declared}` : "";
    return (
        <p class="venture-canvas-pattern">
            <strong>{pattern.inferred ? `Pattern: ${pattern.inferred}${declared}` : `Pattern: not clear yet${declared}`}</strong>
            {stage !== "unknown" && <span class="venture-canvas-stage">{stage.replace("-", " ")}</span>}
            <span>{pattern.because}</span>
        </p>
    );
}

function TypeCard({ type, jump }: { type: CustomerType; jump: JumpTo }): JSX.Element {
    return (
        <article class="venture-canvas-type" style={colorOf(type)} aria-label={type.label}>
            <h4>
                <span class="venture-canvas-number">{type.marker.number}</span>
                <Line source={type.source} text={type.label} jump={jump} />
                {type.roles.length > 0 && <span class="venture-canvas-roles">{type.roles.join(", ")}</span>}
            </h4>
            {type.description && <p>{withLinkNames(type.description)}</p>}
            {type.segments.length > 0 && (
                <Part title="Segments">
                    {type.segments.map((segment) => (
                        <li key={segment.label}>
                            <Line source={segment.source} text={segment.label} jump={jump} />
                            <SegmentNote segment={segment} />
                        </li>
                    ))}
                </Part>
            )}
            {PARTS.map(({ key, title }) => (
                <StatementList key={key} title={title} statements={type[key]} jump={jump} />
            ))}
            {type.separations.map((separation) => (
                <FiveTests key={separation.segments.join()} separation={separation} />
            ))}
        </article>
    );
}

function SegmentNote({ segment }: { segment: Segment }): JSX.Element | null {
    if (segment.decision === "ignore") {
        return <span class="venture-canvas-aside">{`not served${segment.reason ? `: ${segment.reason}` : ""}`}</span>;
    }
    return segment.beachhead ? <span class="venture-canvas-aside">comes first</span> : null;
}

function StatementList({ title, statements, jump }: { title: string; statements: readonly Statement[]; jump: JumpTo }): JSX.Element {
    return (
        <Part title={title}>
            {statements.length === 0 && <li class="venture-canvas-missing">nothing yet</li>}
            {statements.map(({ text, source }) => (
                <li key={`${source.path} ${source.range.start.line} ${text}`}>
                    <Line source={source} text={text} jump={jump} />
                </li>
            ))}
        </Part>
    );
}

function NobodysStatements({ statements, jump }: { statements: Statements; jump: JumpTo }): JSX.Element | null {
    const parts = PARTS.filter(({ key }) => statements[key].length > 0);
    if (parts.length === 0) return null;
    return (
        <article class="venture-canvas-type" aria-label="Of no customer type">
            <h4>Of no customer type</h4>
            {parts.map(({ key, title }) => (
                <StatementList key={key} title={title} statements={statements[key]} jump={jump} />
            ))}
        </article>
    );
}

function FiveTests({ separation: { segments, tests } }: { separation: Separation }): JSX.Element {
    const passed = tests.filter(({ result }) => result === "passed").length;
    return (
        <details class="venture-canvas-tests">
            <summary>{`${segments.join(" and ")}: ${passed} of ${tests.length} tests tell them apart`}</summary>
            <table>
                <tbody>
                    {tests.map(({ name, result, evidence }) => (
                        <tr key={name} title={evidence.join("\n")}>
                            <th scope="row">{TEST_TITLES[name]}</th>
                            <td class={`venture-canvas-${result}`}>{RESULTS[result]}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </details>
    );
}

function Part({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
    return (
        <section>
            <h5>{title}</h5>
            <ul>{children}</ul>
        </section>
    );
}

function Line({ source, text, jump }: { source: Source; text: string; jump: JumpTo }): JSX.Element {
    return (
        <button type="button" class="venture-canvas-link" onClick={() => jump(source)}>
            {withLinkNames(text)}
        </button>
    );
}

/** Returns a type's colour as a style: a preset of JSON Canvas, or a colour of its own. */
function colorOf({ marker: { color } }: CustomerType): CSSProperties {
    if (color === null || !COLOR.test(color)) return {};
    return { "--venture-canvas-type": color.startsWith("#") ? color : `var(--venture-canvas-${color})` };
}
