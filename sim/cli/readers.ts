// Values of options, read from their text.

import { usage } from './options.ts';
import type { OptionName } from './options.ts';
import { printable } from './terminal.ts';

/** A whole number from 1 to `most`. */
export function counting(name: OptionName, text: string, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= 1 && value <= most) return value;
  throw usage(`--${name} ${text} is not a whole number from 1 to ${most}.`);
}

/** A seed from the command line: any text that a scenario could hold. */
export function seedOf(text: string): string {
  if (
    text !== '' &&
    Array.from(text).length <= 200 &&
    printable(text) === text &&
    !/\p{Surrogate}/u.test(text)
  )
    return text;
  throw usage('--seed is text of 1 to 200 characters, none of them a control character.');
}
