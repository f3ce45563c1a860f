/**
 * A value as plain data, of nothing but objects, lists, texts, finite numbers, truth values and null: what any text of JSON says, and
 * what an object in memory may say. Texts are free of characters that change how they are shown, or that pictures cannot carry.
 */
import { JSON_LIMITS } from '../json.ts';
import type { Finding, Findings } from '../problems.ts';
import { short, unfitCharacter } from './characters.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Numbers, texts and brackets in one value: as many as a text of the largest size could hold. */
const MOST = JSON_LIMITS.characters / 2;

/**
 * The value as plain data, -0 written as 0 and undefined members left out; what may not be in it is found. A copy, or the value itself
 * where it is ours to write in, as what a text was parsed into is.
 */
export function plainValue(value: unknown, findings: Findings, isOurs = false): unknown {
  const path: (string | number)[] = [];
  let items = 0;
  const find = (finding: Omit<Finding, 'path'>): null => {
    findings.error(() => ({ ...finding, path: path.slice() }));
    return null;
  };
  try {
    return copy(value);
  } catch {
    return find(notPlain('something that cannot be read'));
  }

  function copy(x: unknown): unknown {
    if (++items > MOST) return items === MOST + 1 ? find({ code: 'value-too-large', ...TOO_LARGE }) : null;
    switch (typeof x) {
      case 'number':
        return number(x);
      case 'string':
        return text(x);
      case 'boolean':
        return x;
      case 'object':
        if (x === null) return null;
        return path.length < JSON_LIMITS.depth ? copyInside(x) : find({ code: 'json-too-deep', ...TOO_DEEP });
      default:
        return find(notPlain(x === undefined ? 'nothing' : `a ${typeof x}`));
    }
  }

  function copyInside(x: object): unknown {
    if (Array.isArray(x)) return copyList(x);
    const prototype: unknown = Object.getPrototypeOf(x);
    if (prototype !== null && prototype !== Object.prototype) return find(notPlain('more than plain data'));
    const members = (isOurs ? x : {}) as Record<string, unknown>;
    for (const key of Object.keys(x)) {
      path.push(key);
      const member = (x as Record<string, unknown>)[key];
      if (FORBIDDEN.has(key)) find({ code: 'key-forbidden', at: 'key', ...forbidden(key) });
      else if (member !== undefined) members[key] = copy(member);
      path.pop();
    }
    return members;
  }

  function copyList(x: readonly unknown[]): unknown[] {
    const list = isOurs ? (x as unknown[]) : [];
    path.push(0);
    for (let k = 0; k < x.length && items <= MOST; k++) {
      path[path.length - 1] = k;
      list[k] = copy(x[k]);
    }
    path.pop();
    return list;
  }

  function number(x: number): number | null {
    if (!Number.isFinite(x))
      return find({
        code: 'number-too-large',
        message: Number.isNaN(x) ? 'this is not a number' : 'the number is too large',
        advice: 'the largest number there is is about 1.8e308; the bounds here are far smaller',
      });
    if (Number.isInteger(x) && !Number.isSafeInteger(x))
      return find({
        code: 'integer-unsafe',
        message: `whole numbers beyond ${Number.MAX_SAFE_INTEGER} cannot be kept to the last digit`,
        advice: path[0] === 'seed' ? 'write the seed as a text, in double quotes' : 'write a smaller number',
      });
    return x === 0 ? 0 : x;
  }

  function text(x: string): string {
    const isProse = path.at(-1) === 'notes' || path.at(-1) === 'description';
    const unfit = unfitCharacter(x, isProse);
    if (unfit !== null) find(unfit);
    return x;
  }
}

const TOO_LARGE = { message: 'the value holds too much', advice: 'a scenario is at most 8 MB as a text' };
const TOO_DEEP = {
  message: `lists and objects are nested deeper than ${JSON_LIMITS.depth}`,
  advice: 'a scenario needs eight levels',
};

const notPlain = (what: string): Omit<Finding, 'path'> => ({
  code: 'value-not-plain',
  message: `there is ${what} here`,
  advice: 'use objects, lists, texts, numbers, true, false and null',
});

const forbidden = (key: string) => ({
  message: `the key \`${key}\` is not allowed`,
  advice: 'take it out; no scenario has it',
});

/** A value of the reader's, said back: short, and without characters that change how it is shown. */
export function toldValue(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text "${short(value)}"`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return value === undefined ? 'missing' : String(value);
}
