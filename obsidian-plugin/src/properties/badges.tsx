/** Badges on the rows of the Properties widget, for hints that lie in the front matter, where Live Preview shows no text to mark. */

import { render } from "preact";

import { SEVERITY_NAMES } from "../card/hint-card";
import type { Hint } from "../daemon/protocol";
import { SEVERITIES } from "../daemon/protocol";
import { BLOCK } from "./front-matter";

/** Obsidian does not document these; without them there are simply no badges. */
const WIDGET = ".metadata-container";
const ROW = "[data-property-key]";
const HEADING = ".metadata-properties-heading";
const BADGE = "venture-canvas-badge";

type HintsByProperty = ReadonlyMap<string, readonly Hint[]>;

/** The badges of one editor pane. */
export class PropertyBadges {
    private hints: HintsByProperty = new Map();
    private widget: Element | null = null;
    /** Obsidian draws its rows anew when a property changes. */
    private readonly observer = new MutationObserver(() => this.draw());

    /**
     * @param pane the element of the note's view.
     * @param open shows hints beside the badge that was chosen.
     */
    constructor(
        private readonly pane: HTMLElement,
        private readonly open: (badge: HTMLElement, hints: readonly Hint[]) => void,
    ) {}

    show(hints: HintsByProperty): void {
        this.hints = hints;
        this.draw();
    }

    destroy(): void {
        this.show(new Map());
        this.observer.disconnect();
    }

    private draw(): void {
        this.observer.disconnect();
        this.widget = this.pane.querySelector(WIDGET);
        if (!this.widget) return;
        for (const row of this.widget.querySelectorAll(ROW)) {
            this.drawOn(row, row.getAttribute("data-property-key")?.toLowerCase() ?? BLOCK);
        }
        const heading = this.widget.querySelector(HEADING);
        if (heading) this.drawOn(heading, BLOCK);
        this.observer.observe(this.widget, { childList: true, subtree: true });
    }

    private drawOn(row: Element, key: string): void {
        const hints = this.hints.get(key) ?? [];
        const place = row.querySelector(`:scope > .${BADGE}-place`);
        if (hints.length === 0) return place?.remove();
        const drawnPlace = place ?? row.createSpan({ cls: `${BADGE}-place` });
        render(<Badge hints={hints} open={this.open} />, drawnPlace);
    }
}

function Badge({ hints, open }: { hints: readonly Hint[]; open: (badge: HTMLElement, hints: readonly Hint[]) => void }) {
    const gravest = SEVERITIES.find((severity) => hints.some((hint) => hint.severity === severity)) ?? "hint";
    const label = hints.map((hint) => `${SEVERITY_NAMES[hint.severity]}: ${hint.message}`).join("\n");
    return (
        <button
            type="button"
            class={`${BADGE} venture-canvas-${gravest}`}
            aria-label={label}
            aria-haspopup="dialog"
            onClick={(event) => open(event.currentTarget, hints)}
        >
            {hints.length}
        </button>
    );
}
