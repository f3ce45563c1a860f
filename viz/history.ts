// Undo and redo over the scenario's text: a list of steps and a place in it. A step is a text and what it was made from, so
// that to undo an opened question brings back both. Steps with the same merge key, one right after the other, are one step,
// so that a slider's way from 3 to 9 is undone at once.

export interface Step<Origin> {
  readonly text: string;
  readonly origin: Origin;
}

export interface History<Origin> {
  readonly steps: readonly Step<Origin>[];
  readonly place: number;
  readonly merge: string | null;
}

/** Steps kept. */
const MOST = 200;

export function begin<Origin>(text: string, origin: Origin): History<Origin> {
  return { steps: [{ text, origin }], place: 0, merge: null };
}

export function current<Origin>({ steps, place }: History<Origin>): Step<Origin> {
  return steps[place]!;
}

/** A new text, after which nothing can be redone; of the same origin, unless it is said. */
export function edited<Origin>(
  history: History<Origin>,
  text: string,
  merge: string | null = null,
  origin: Origin = current(history).origin,
): History<Origin> {
  const now = current(history);
  if (text === now.text && origin === now.origin) return history;
  const again = merge !== null && merge === history.merge && history.place === history.steps.length - 1;
  const kept = history.steps.slice(0, history.place + (again ? 0 : 1));
  const steps = [...kept, { text, origin }].slice(-MOST);
  return { steps, place: steps.length - 1, merge };
}

export function undone<Origin>(history: History<Origin>): History<Origin> {
  return { ...history, place: Math.max(0, history.place - 1), merge: null };
}

export function redone<Origin>(history: History<Origin>): History<Origin> {
  return { ...history, place: Math.min(history.steps.length - 1, history.place + 1), merge: null };
}
