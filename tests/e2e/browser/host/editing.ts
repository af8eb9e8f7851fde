/** What every editor of the app has: keys, history, wrapped lines, and the looks of Markdown. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, type Range } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** The looks, by what they are of. The app has a parser for it; for a picture, lines will do. */
const INLINE: [RegExp, string][] = [
    [/\*\*[^*\n]+\*\*/g, "cm-strong"],
    [/\[\[[^\]\n]+\]\]/g, "cm-hmd-internal-link"],
    [/(?<=^|\s)#[\p{L}\d_/-]+/gu, "cm-hashtag"],
    [/%%[^\n]*?%%/g, "cm-comment"],
];

function looks(view: EditorView): DecorationSet {
    const found: Range<Decoration>[] = [];
    for (const { from, to } of view.visibleRanges) {
        for (let at = from; at <= to; ) {
            const line = view.state.doc.lineAt(at);
            const level = /^(#{1,6}) /.exec(line.text)?.[1]?.length;
            if (level) found.push(Decoration.line({ class: `HyperMD-header HyperMD-header-${level}` }).range(line.from));
            for (const [pattern, cls] of INLINE)
                for (const match of line.text.matchAll(pattern)) {
                    const start = line.from + match.index;
                    found.push(Decoration.mark({ class: cls }).range(start, start + match[0].length));
                }
            at = line.to + 1;
        }
    }
    return Decoration.set(found, true);
}

const markdownLooks = ViewPlugin.fromClass(
    class {
        decorations: DecorationSet;

        constructor(view: EditorView) {
            this.decorations = looks(view);
        }

        update(update: ViewUpdate): void {
            if (update.docChanged || update.viewportChanged) this.decorations = looks(update.view);
        }
    },
    { decorations: (plugin) => plugin.decorations },
);

export const editing = [
    history(),
    drawSelection(),
    EditorView.lineWrapping,
    EditorState.allowMultipleSelections.of(true),
    EditorView.contentAttributes.of({ spellcheck: "false" }),
    markdownLooks,
    keymap.of([...defaultKeymap, ...historyKeymap]),
];
