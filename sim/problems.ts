/**
 * What is told to a person whose scenario cannot be read, or reads otherwise than it was meant: one plain sentence, the place, and
 * what to do. Never the words of an engine or of a package.
 */

/** A place is a JSON pointer (RFC 6901) and, where there is a text, its line and column from 1; without a text both are 0. */
export interface Problem {
  readonly code: string;
  readonly level: 'error' | 'warning';
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly advice: string;
}

/** So many problems are told one by one; of the rest only the number. */
export const TOLD = 50;

/** A problem before its place in a text is known. */
export interface Finding {
  readonly code: string;
  readonly path: readonly (string | number)[];
  /** Whether it is the key that is wrong, or what it stands for. */
  readonly at?: 'key' | 'value';
  /** Where the value is a text: the character, from 0, at which it goes wrong. */
  readonly character?: number;
  readonly message: string;
  readonly advice: string;
}

/** Errors and warnings as they are found: the first are kept, the rest are counted. */
export class Findings {
  readonly errors: Finding[] = [];
  readonly warnings: Finding[] = [];
  more = 0;

  /** An error; it is only put into words while it will be told. */
  error(make: () => Finding): void {
    if (this.errors.length < TOLD) this.errors.push(make());
    else this.more++;
  }

  warning(make: () => Finding): void {
    if (this.warnings.length < TOLD) this.warnings.push(make());
  }

  get failed(): boolean {
    return this.errors.length > 0;
  }
}
