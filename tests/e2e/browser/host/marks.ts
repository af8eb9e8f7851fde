/** The marks that are drawn in an editor, read from what is on the screen. */

import type { EditorView } from "@codemirror/view";

export interface Mark {
    severity: string;
    text: string;
    from: number;
    to: number;
}

const SEVERITY = /(?:^|\s)cm-lint(?:Range|Point)-(\w+)/;

export function elementsOfMarks(view: EditorView): HTMLElement[] {
    return view.contentDOM.findAll(".cm-lintRange, .cm-lintPoint");
}

/** A mark that other decorations cut into pieces is one mark. */
export function marksIn(view: EditorView): Mark[] {
    const marks: Mark[] = [];
    for (const element of elementsOfMarks(view)) {
        const mark = markOf(view, element);
        const before = marks.at(-1);
        if (before && before.to === mark.from && before.severity === mark.severity && mark.from !== mark.to) {
            before.text += mark.text;
            before.to = mark.to;
        } else marks.push(mark);
    }
    return marks;
}

function markOf(view: EditorView, element: HTMLElement): Mark {
    const from = view.posAtDOM(element);
    const to = view.posAtDOM(element, element.childNodes.length);
    return { severity: SEVERITY.exec(element.className)?.[1] ?? "", text: element.textContent, from, to };
}
