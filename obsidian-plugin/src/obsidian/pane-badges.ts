/** The property badges of every pane that shows a note. */

import type { App } from "obsidian";
import { MarkdownView } from "obsidian";

import type { Hashes, Hint } from "../daemon/protocol";
import type { OpenNotes } from "../notes/open-notes";
import { PropertyBadges } from "../properties/badges";
import { hintsByProperty } from "../properties/front-matter";

type Open = (badge: HTMLElement, hints: readonly Hint[], hashes: Hashes) => void;

export class PaneBadges {
    private readonly byView = new Map<MarkdownView, PropertyBadges>();

    constructor(
        private readonly app: App,
        private readonly notes: OpenNotes,
        private readonly open: Open,
    ) {}

    /** Draws what holds now, on every pane there is. */
    draw(): void {
        const views = this.app.workspace.getLeavesOfType("markdown").map((leaf) => leaf.view);
        const shown = views.filter((view) => view instanceof MarkdownView);
        for (const view of shown) this.drawOn(view);
        for (const [view, badges] of this.byView) if (!shown.includes(view)) this.remove(view, badges);
    }

    destroy(): void {
        for (const [view, badges] of this.byView) this.remove(view, badges);
    }

    private drawOn(view: MarkdownView): void {
        const answer = view.file && this.notes.answer(view.file.path);
        const hints = answer ? hintsByProperty(answer.text, answer.hints.hints) : new Map<string, readonly Hint[]>();
        this.badgesOf(view).show(hints);
    }

    private badgesOf(view: MarkdownView): PropertyBadges {
        const hashes = (): Hashes => this.notes.answer(view.file?.path ?? "")?.hints.hashes ?? {};
        const badges =
            this.byView.get(view) ?? new PropertyBadges(view.contentEl, (badge, hints) => this.open(badge, hints, hashes()));
        this.byView.set(view, badges);
        return badges;
    }

    private remove(view: MarkdownView, badges: PropertyBadges): void {
        badges.destroy();
        this.byView.delete(view);
    }
}
