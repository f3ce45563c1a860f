// The doorway of signals: a value that is watched. What is computed from signals is computed again only when one of them
// has changed and somebody looks.

export { batch, computed, effect, signal, untracked } from '@preact/signals-core';
export type { ReadonlySignal, Signal } from '@preact/signals-core';
