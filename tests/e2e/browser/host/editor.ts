/** `Editor`: the lines and characters in which plugins speak to CodeMirror. */

import { redo, undo } from "@codemirror/commands";
import { EditorSelection, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type * as api from "obsidian";

export class Editor {
    constructor(readonly cm: EditorView) {}

    getDoc(): this {
        return this;
    }

    getValue(): string {
        return this.cm.state.doc.toString();
    }

    setValue(content: string): void {
        this.cm.dispatch({ changes: { from: 0, to: this.cm.state.doc.length, insert: content } });
    }

    lineCount(): number {
        return this.cm.state.doc.lines;
    }

    lastLine(): number {
        return this.lineCount() - 1;
    }

    getLine(line: number): string {
        return this.cm.state.doc.line(line + 1).text;
    }

    posToOffset(position: api.EditorPosition): number {
        const line = this.cm.state.doc.line(Math.min(position.line + 1, this.lineCount()));
        return Math.min(line.from + position.ch, line.to);
    }

    offsetToPos(offset: number): api.EditorPosition {
        const line = this.cm.state.doc.lineAt(Math.min(offset, this.cm.state.doc.length));
        return { line: line.number - 1, ch: offset - line.from };
    }

    getCursor(side: "from" | "to" | "head" | "anchor" = "head"): api.EditorPosition {
        return this.offsetToPos(this.cm.state.selection.main[side]);
    }

    setCursor(position: api.EditorPosition | number, ch = 0): void {
        this.setSelection(typeof position === "number" ? { line: position, ch } : position);
    }

    setSelection(anchor: api.EditorPosition, head: api.EditorPosition = anchor): void {
        this.cm.dispatch({ selection: { anchor: this.posToOffset(anchor), head: this.posToOffset(head) } });
    }

    listSelections(): api.EditorSelection[] {
        return this.cm.state.selection.ranges.map(({ anchor, head }) => ({
            anchor: this.offsetToPos(anchor),
            head: this.offsetToPos(head),
        }));
    }

    somethingSelected(): boolean {
        return !this.cm.state.selection.main.empty;
    }

    getSelection(): string {
        const { from, to } = this.cm.state.selection.main;
        return this.cm.state.sliceDoc(from, to);
    }

    getRange(from: api.EditorPosition, to: api.EditorPosition): string {
        return this.cm.state.sliceDoc(this.posToOffset(from), this.posToOffset(to));
    }

    replaceSelection(replacement: string): void {
        this.cm.dispatch(this.cm.state.replaceSelection(replacement));
    }

    replaceRange(text: string, from: api.EditorPosition, to: api.EditorPosition = from, origin?: string): void {
        this.transaction({ changes: [{ text, from, to }] }, origin);
    }

    transaction(transaction: api.EditorTransaction, origin?: string): void {
        const changes = (transaction.changes ?? []).map(({ from, to, text }) => ({
            from: this.posToOffset(from),
            to: this.posToOffset(to ?? from),
            insert: text,
        }));
        const spec: TransactionSpec = { changes, ...(origin && { userEvent: origin }) };
        if (transaction.selection) {
            const { from, to } = transaction.selection;
            spec.selection = EditorSelection.single(this.posToOffset(from), this.posToOffset(to ?? from));
        }
        this.cm.dispatch(spec);
    }

    scrollIntoView(range: api.EditorRange, center = false): void {
        const from = this.posToOffset(range.from);
        this.cm.dispatch({ effects: EditorView.scrollIntoView(from, { y: center ? "center" : "nearest" }) });
    }

    undo(): void {
        undo(this.cm);
    }

    redo(): void {
        redo(this.cm);
    }

    focus(): void {
        this.cm.focus();
    }

    blur(): void {
        this.cm.contentDOM.blur();
    }

    hasFocus(): boolean {
        return this.cm.hasFocus;
    }
}
