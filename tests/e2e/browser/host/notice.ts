/** `Notice`: a word to the founder, at the edge of the window for a while. */

const NOTICE_MS = 4000;

export class Notice {
    readonly containerEl: HTMLElement;
    readonly messageEl: HTMLElement;

    constructor(message: string | DocumentFragment, duration = NOTICE_MS) {
        const all = document.body.querySelector<HTMLElement>(".notice-container");
        this.containerEl = (all ?? document.body.createDiv({ cls: "notice-container" })).createDiv({ cls: "notice" });
        this.messageEl = this.containerEl.createDiv({ cls: "notice-message" });
        this.setMessage(message);
        this.containerEl.addEventListener("click", () => this.hide());
        if (duration) window.setTimeout(() => this.hide(), duration);
    }

    get noticeEl(): HTMLElement {
        return this.containerEl;
    }

    setMessage(message: string | DocumentFragment): this {
        this.messageEl.setText(message);
        return this;
    }

    hide(): void {
        this.containerEl.remove();
    }
}
