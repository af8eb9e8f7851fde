/** `debounce`, as the app exports it. */

interface Debounced<Arguments extends unknown[]> {
    (...args: Arguments): Debounced<Arguments>;
    cancel(): Debounced<Arguments>;
    run(): void;
}

export function debounce<Arguments extends unknown[]>(
    callback: (...args: Arguments) => unknown,
    timeout = 0,
    resetTimer = true,
): Debounced<Arguments> {
    let timer: number | undefined;
    let latest: Arguments | undefined;

    function run(): void {
        const args = latest;
        debounced.cancel();
        if (args) callback(...args);
    }

    const debounced = Object.assign(
        (...args: Arguments): Debounced<Arguments> => {
            latest = args;
            if (resetTimer) window.clearTimeout(timer);
            if (resetTimer || timer === undefined) timer = window.setTimeout(run, timeout);
            return debounced;
        },
        {
            cancel(): Debounced<Arguments> {
                window.clearTimeout(timer);
                timer = undefined;
                latest = undefined;
                return debounced;
            },
            run,
        },
    );
    return debounced;
}
