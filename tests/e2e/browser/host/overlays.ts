/** What lies above the window for a while: notices, menus, dialogues. */

import type { App } from "./app";
import { Component } from "./component";
import { setIcon } from "./icons";
import { Scope } from "./scope";

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

export class MenuItem {
    readonly dom = createDiv({ cls: "menu-item" });
    readonly #iconEl = this.dom.createDiv({ cls: "menu-item-icon" });
    readonly #titleEl = this.dom.createDiv({ cls: "menu-item-title" });

    constructor(readonly menu: Menu) {}

    setTitle(title: string | DocumentFragment): this {
        this.#titleEl.setText(title);
        return this;
    }

    setIcon(icon: string | null): this {
        if (icon) setIcon(this.#iconEl, icon);
        return this;
    }

    setChecked(checked: boolean | null): this {
        this.dom.toggleClass("mod-checked", checked === true);
        return this;
    }

    setDisabled(disabled: boolean): this {
        this.dom.toggleClass("is-disabled", disabled);
        return this;
    }

    setSection(_section: string): this {
        return this;
    }

    onClick(callback: (event: MouseEvent) => unknown): this {
        this.dom.addEventListener("click", (event) => {
            this.menu.hide();
            callback(event);
        });
        return this;
    }
}

export class Menu extends Component {
    readonly dom = createDiv({ cls: "menu" });
    #onHide: (() => unknown) | undefined;

    addItem(build: (item: MenuItem) => unknown): this {
        const item = new MenuItem(this);
        build(item);
        this.dom.append(item.dom);
        return this;
    }

    addSeparator(): this {
        this.dom.createDiv({ cls: "menu-separator" });
        return this;
    }

    showAtMouseEvent(event: MouseEvent): this {
        return this.showAtPosition({ x: event.clientX, y: event.clientY });
    }

    showAtPosition({ x, y }: { x: number; y: number }): this {
        document.body.append(this.dom);
        this.dom.setCssStyles({ left: `${x}px`, top: `${y}px` });
        return this;
    }

    hide(): this {
        this.dom.remove();
        this.#onHide?.();
        return this;
    }

    close(): void {
        this.hide();
    }

    onHide(callback: () => unknown): void {
        this.#onHide = callback;
    }
}

export class Modal {
    readonly containerEl = createDiv({ cls: "modal-container" });
    readonly modalEl = this.containerEl.createDiv({ cls: "modal" });
    readonly titleEl = this.modalEl.createDiv({ cls: "modal-title" });
    readonly contentEl = this.modalEl.createDiv({ cls: "modal-content" });
    readonly scope = new Scope();
    shouldRestoreSelection = true;

    constructor(readonly app: App) {
        this.scope.register([], "Escape", () => this.close());
        this.containerEl.addEventListener("keydown", (event) => this.scope.handle(event));
    }

    open(): void {
        document.body.append(this.containerEl);
        void this.onOpen();
    }

    close(): void {
        this.containerEl.remove();
        this.onClose();
    }

    onOpen(): Promise<void> | void {}
    onClose(): void {}

    setTitle(title: string): this {
        this.titleEl.setText(title);
        return this;
    }

    setContent(content: string | DocumentFragment): this {
        this.contentEl.setText(content);
        return this;
    }
}
