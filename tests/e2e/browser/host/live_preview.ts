/** Live Preview hides the front matter: the Properties widget stands for it. */

import { type EditorState, type Extension, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

const FRONT_MATTER = /^---[ \t]*\n(?:[^]*?\n)??---[ \t]*(?:\n|$)/;

/** The front matter of a text, its fences included; empty when there is none. */
export function frontMatter(text: string): string {
    return FRONT_MATTER.exec(text)?.[0] ?? "";
}

export function livePreview(live: StateField<boolean>): Extension {
    function hidden(state: EditorState): DecorationSet {
        const length = frontMatter(state.doc.toString()).trimEnd().length;
        if (!state.field(live) || !length) return Decoration.none;
        return Decoration.set(Decoration.replace({ block: true }).range(0, length));
    }

    return StateField.define<DecorationSet>({
        create: hidden,
        update: (before, transaction) =>
            transaction.docChanged || transaction.startState.field(live) !== transaction.state.field(live)
                ? hidden(transaction.state)
                : before,
        provide: (field) => [
            EditorView.decorations.from(field),
            EditorView.atomicRanges.of((view) => view.state.field(field)),
        ],
    });
}
