// Timers belong to a window in the app; what is tested here runs without one.
Object.assign(globalThis, { window: globalThis });
