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
