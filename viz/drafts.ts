// The draft: what the reader has made, kept in this browser so that a reload loses nothing. Storage may be full, denied or
// corrupt; then the page works without it and says so. A draft is a foreign text like any other when it comes back, and one
// that made the page fail three times in a row is handed over instead of opened.

export interface Draft {
  readonly text: string;
  readonly preset: string | null;
  readonly view: string;
  readonly choices: unknown;
}

/** As much of Storage as is used. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'draft'; readonly draft: Draft }
  /** Cannot be read, or has made the page fail: as it lies there, to be saved to a file. */
  | { readonly kind: 'unusable'; readonly raw: string; readonly reason: string };

const DRAFT = 'palinode:draft';
const STARTS = 'palinode:starts';
const MOVED = 'palinode:moved';
/** Starts that did not come to an end after which a draft is not opened again. */
const CRASHES = 3;

export class Drafts {
  readonly #store: Store | null;
  #moved: boolean;
  /** Why nothing is saved in this browser; null while it is. */
  trouble: string | null = null;

  /** `open` gives the storage, or throws where it is denied. */
  constructor(open: () => Store) {
    this.#store = this.#tried(open, null);
    this.#moved = this.#tried(() => this.#store?.getItem(MOVED) ?? null, null) !== null;
  }

  /** Whether a lever was ever moved in this browser; where it keeps nothing, since the page was opened. */
  get moved(): boolean {
    return this.#moved;
  }

  /** A lever was moved: who has done it once need not be told that it can be. */
  noteMoved(): void {
    if (this.#moved) return;
    this.#moved = true;
    this.#tried(() => this.#store?.setItem(MOVED, '1'), undefined);
  }

  /** What lies there. Counts this start until `settled` is called. */
  find(): Found {
    const raw = this.#tried(() => this.#store?.getItem(DRAFT) ?? null, null);
    if (raw === null) return { kind: 'none' };
    const starts = 1 + (Number(this.#tried(() => this.#store?.getItem(STARTS) ?? '0', '0')) || 0);
    this.#tried(() => this.#store?.setItem(STARTS, String(starts)), undefined);
    if (starts > CRASHES)
      return { kind: 'unusable', raw, reason: `the page did not start with it ${CRASHES} times` };
    const draft = draftFrom(raw);
    return draft === null ? { kind: 'unusable', raw, reason: 'it cannot be read' } : { kind: 'draft', draft };
  }

  /** The page stands: whatever was opened did not break it. */
  settled(): void {
    this.#tried(() => this.#store?.removeItem(STARTS), undefined);
  }

  save(draft: Draft): void {
    this.#tried(() => {
      this.#store?.setItem(DRAFT, JSON.stringify(draft));
      // What could not be kept before was kept now.
      if (this.#store !== null) this.trouble = null;
    }, undefined);
  }

  forget(): void {
    this.#tried(() => this.#store?.removeItem(DRAFT), undefined);
    this.settled();
  }

  #tried<Value>(call: () => Value, otherwise: Value): Value {
    try {
      return call();
    } catch (error) {
      const full = error instanceof Error && error.name === 'QuotaExceededError';
      this.trouble = full
        ? 'The storage of this browser is full, so this draft is not saved in it.'
        : 'This browser does not let the page keep anything, so this draft is not saved in it.';
      return otherwise;
    }
  }
}

function draftFrom(raw: string): Draft | null {
  try {
    const { text, preset, view, choices } = JSON.parse(raw) as Record<string, unknown>;
    if (typeof text !== 'string') return null;
    return {
      text,
      preset: typeof preset === 'string' ? preset : null,
      view: typeof view === 'string' ? view : 'answer',
      choices,
    };
  } catch {
    return null;
  }
}
