/** The side panel's place in Obsidian. */

import type { WorkspaceLeaf } from "obsidian";
import { ItemView } from "obsidian";
import { render } from "preact";

import type { PanelProps } from "../panel/panel";
import { Panel } from "../panel/panel";

export const PANEL = "venture-canvas-panel";

export class PanelView extends ItemView {
    override icon = "layout-dashboard";
    private endReading: () => void = () => undefined;

    constructor(
        leaf: WorkspaceLeaf,
        private readonly props: PanelProps,
    ) {
        super(leaf);
    }

    override getViewType(): string {
        return PANEL;
    }

    override getDisplayText(): string {
        return "Venture canvas";
    }

    override onOpen(): Promise<void> {
        this.endReading = this.props.data.read();
        render(<Panel {...this.props} />, this.contentEl);
        return Promise.resolve();
    }

    override onClose(): Promise<void> {
        this.endReading();
        render(null, this.contentEl);
        return Promise.resolve();
    }
}
