/** The customer model, as the daemon's API promises it. */

import type { Source } from "./protocol";

export interface Statement {
    readonly text: string;
    readonly attribution: "label" | "marker" | "link" | "position" | "only-type" | "none";
    readonly status: string | null;
    readonly source: Source;
}

export interface Segment {
    readonly label: string;
    readonly description: string;
    readonly decision: "serve" | "ignore";
    readonly reason: string;
    readonly beachhead: boolean;
    readonly source: Source;
}

export interface SeparationTest {
    readonly name: "offer" | "channel" | "relationship" | "profitability" | "pays_for";
    readonly result: "passed" | "failed" | "unknown";
    readonly evidence: readonly string[];
}

/** The five tests that tell whether two segments are two. */
export interface Separation {
    readonly segments: readonly [string, string];
    readonly tests: readonly SeparationTest[];
}

/** What the sections say of a customer type, and what they say of none. */
export interface Statements {
    readonly early_adopters: readonly Statement[];
    readonly jobs: readonly Statement[];
    readonly alternatives: readonly Statement[];
    readonly value_propositions: readonly Statement[];
}

export interface CustomerType extends Statements {
    readonly id: string;
    readonly label: string;
    readonly description: string;
    readonly roles: readonly string[];
    readonly marker: { readonly number: number; readonly color: string | null };
    readonly segments: readonly Segment[];
    readonly separations: readonly Separation[];
    readonly source: Source;
}

export interface Venture {
    readonly id: string;
    readonly name: string;
    readonly stage: string;
    readonly pattern: { readonly declared: string | null; readonly inferred: string | null; readonly because: string };
    readonly customer_types: readonly CustomerType[];
    readonly unattributed: Statements;
    readonly notes: readonly string[];
}

export interface Model {
    readonly ventures: readonly Venture[];
}
