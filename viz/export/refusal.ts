// What a reader is told of a file, a link or a stored draft that is not opened: a code for tests and reports, what is wrong,
// where, and what to do. Never the words of an engine.

export interface Refusal {
  readonly code: string;
  /** One plain sentence. */
  readonly what: string;
  /** A place: 'picture.png, byte 33', 'line 3, column 4'; '' where the whole is meant. */
  readonly where: string;
  readonly advice: string;
  /** A text that may be looked at though it is not opened: of a newer version, or with problems. */
  readonly text?: string;
  /** A preset that may be opened instead. */
  readonly preset?: string;
}

/** Thrown inside viz/export and caught at its gates. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(code: string, what: string, where: string, advice: string, more: Partial<Refusal> = {}) {
    super(what);
    this.refusal = { code, what, where, advice, ...more };
  }
}

/** The refusal that was thrown. What is not one is a defect, and is told as such, with nothing of the engine's in it. */
export function refusalOf(error: unknown, name: string): Refusal {
  if (error instanceof Refused) return { ...error.refusal, where: placed(name, error.refusal.where) };
  return {
    code: 'unreadable',
    what: 'This could not be read, for a reason that was not foreseen',
    where: name,
    advice: 'Nothing was changed. Try the scenario as a JSON file, and report the file if you can.',
  };
}

function placed(name: string, where: string): string {
  return [name, where].filter((part) => part !== '').join(', ');
}
