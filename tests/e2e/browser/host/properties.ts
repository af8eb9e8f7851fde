/** The Properties widget above a note in Live Preview: a row a property, made anew when the front matter changes. */

import type { EditorView } from "@codemirror/view";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";

import { frontMatter } from "./live_preview";

export class PropertiesWidget {
    readonly #containerEl = createDiv({ cls: "metadata-container" });
    #shown = "";

    /** The widget and the text scroll together, as in the app. */
    constructor(cm: EditorView) {
        const sizer = createDiv({ cls: "cm-sizer" });
        cm.scrollDOM.prepend(sizer);
        sizer.append(this.#containerEl, cm.contentDOM);
        this.#text = () => cm.state.sliceDoc(0, cm.state.doc.length);
    }

    readonly #text: () => string;

    render({ shown }: { shown: boolean }): void {
        const block = shown ? frontMatter(this.#text()) : "";
        if (block === this.#shown) return;
        this.#shown = block;
        this.#containerEl.empty();
        if (block) this.#rows(block.split("\n").slice(1).join("\n").replace(/---[ \t]*\n?$/, ""));
    }

    #rows(yaml: string): void {
        const { contents, errors } = parseDocument(yaml);
        if (errors.length || !isMap(contents)) {
            this.#containerEl.createDiv({ cls: "metadata-error-container", text: "Invalid properties" });
            return;
        }
        const properties = this.#containerEl.createDiv({ cls: "metadata-content" }).createDiv({ cls: "metadata-properties" });
        this.#containerEl.prepend(createDiv({ cls: "metadata-properties-heading", text: "Properties" }));
        for (const { key, value } of contents.items)
            if (isScalar(key)) row(properties, String(key.value), value);
    }
}

function row(properties: HTMLElement, key: string, value: unknown): void {
    const property = properties.createDiv({
        cls: "metadata-property",
        attr: { tabindex: 0, "data-property-key": key },
    });
    const keyEl = property.createDiv({ cls: "metadata-property-key" });
    keyEl.createSpan({ cls: "metadata-property-icon" });
    keyEl.createEl("input", { cls: "metadata-property-key-input", value: key, type: "text" });
    const valueEl = property.createDiv({ cls: "metadata-property-value" });
    if (isSeq(value)) for (const item of value.items) valueEl.createSpan({ cls: "multi-select-pill", text: told(item) });
    else valueEl.setText(told(value));
}

/** What a scalar says; what Obsidian has no widget for is shown as it is written. */
function told(value: unknown): string {
    return String((isScalar(value) ? value.value : value) ?? "").trim();
}
