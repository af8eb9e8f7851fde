/** How long it takes from a key to the mark that it leads to, on the screen. */

import type { EditorView } from "@codemirror/view";

import { elementsOfMarks } from "./marks";

/** Resolves with the milliseconds from the next key to the frame that shows a mark. */
export function timeToMark(view: EditorView): Promise<number> {
    return new Promise((resolve) => {
        let pressed = 0;
        view.contentDOM.addEventListener("keydown", ({ timeStamp }) => (pressed = timeStamp), { once: true, capture: true });
        const observer = new MutationObserver(() => {
            if (!pressed || elementsOfMarks(view).length === 0) return;
            observer.disconnect();
            afterPaint(() => resolve(performance.now() - pressed));
        });
        observer.observe(view.contentDOM, { subtree: true, childList: true, attributes: true });
    });
}

/** A message that is sent in a frame arrives when that frame has been painted. */
function afterPaint(callback: () => void): void {
    requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = callback;
        port2.postMessage(null);
    });
}
