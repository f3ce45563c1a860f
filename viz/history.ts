// Undo and redo over the scenario's text: a list of texts and a place in it. Steps with the same merge key, one right after
// the other, are one step, so that a slider's way from 3 to 9 is undone at once.

export interface History {
  readonly texts: readonly string[];
  readonly place: number;
  readonly merge: string | null;
}

/** Steps kept. */
const MOST = 200;

export function begin(text: string): History {
  return { texts: [text], place: 0, merge: null };
}

export function current({ texts, place }: History): string {
  return texts[place]!;
}

/** A new text, after which nothing can be redone. */
export function edited(history: History, text: string, merge: string | null = null): History {
  if (text === current(history)) return history;
  const again = merge !== null && merge === history.merge && history.place === history.texts.length - 1;
  const kept = history.texts.slice(0, history.place + (again ? 0 : 1));
  const texts = [...kept, text].slice(-MOST);
  return { texts, place: texts.length - 1, merge };
}

export function undone(history: History): History {
  return { ...history, place: Math.max(0, history.place - 1), merge: null };
}

export function redone(history: History): History {
  return { ...history, place: Math.min(history.texts.length - 1, history.place + 1), merge: null };
}
