/** Events and lifetimes, on which everything else of the app is built. */

import type * as api from "obsidian";

type Callback = (...data: never[]) => unknown;

interface Listener extends api.EventRef {
    events: Events;
    name: string;
    callback: Callback;
    context: unknown;
}

export class Events implements api.Events {
    #listeners: Listener[] = [];

    on(name: string, callback: Callback, context?: unknown): api.EventRef {
        const listener = { events: this, name, callback, context };
        this.#listeners.push(listener);
        return listener;
    }

    off(name: string, callback: Callback): void {
        this.#listeners = this.#listeners.filter((each) => each.name !== name || each.callback !== callback);
    }

    offref(ref: api.EventRef): void {
        this.#listeners = this.#listeners.filter((each) => each !== ref);
    }

    trigger(name: string, ...data: unknown[]): void {
        for (const each of this.#listeners.filter((listener) => listener.name === name)) this.tryTrigger(each, data);
    }

    /** One listener that fails keeps no other from hearing. */
    tryTrigger(ref: api.EventRef, data: unknown[]): void {
        const { callback, context } = ref as Listener;
        try {
            callback.apply(context, data as never[]);
        } catch (error) {
            setTimeout(() => {
                throw error;
            });
        }
    }
}

export class Component {
    #loaded = false;
    #children: Component[] = [];
    #cleanups: (() => unknown)[] = [];

    async load(): Promise<void> {
        if (this.#loaded) return;
        this.#loaded = true;
        await this.onload();
        for (const child of [...this.#children]) await child.load();
    }

    onload(): Promise<void> | void {}

    unload(): void {
        if (!this.#loaded) return;
        this.#loaded = false;
        for (const child of this.#children.splice(0).reverse()) child.unload();
        for (const cleanup of this.#cleanups.splice(0).reverse()) cleanup();
        this.onunload();
    }

    onunload(): void {}

    addChild<Child extends Component>(child: Child): Child {
        this.#children.push(child);
        if (this.#loaded) void child.load();
        return child;
    }

    removeChild<Child extends Component>(child: Child): Child {
        this.#children = this.#children.filter((each) => each !== child);
        child.unload();
        return child;
    }

    register(cleanup: () => unknown): void {
        this.#cleanups.push(cleanup);
    }

    registerEvent(ref: api.EventRef): void {
        this.register(() => (ref as Listener).events.offref(ref));
    }

    registerDomEvent(
        target: EventTarget,
        type: string,
        callback: EventListener,
        options?: boolean | AddEventListenerOptions,
    ): void {
        target.addEventListener(type, callback, options);
        this.register(() => target.removeEventListener(type, callback, options));
    }

    registerInterval(id: number): number {
        this.register(() => window.clearInterval(id));
        return id;
    }
}
