/** What to write instead of a value that the schema refuses. */
import type { Described } from './described.ts';

export function boundsAdvice(value: unknown, described: Described | undefined): string {
  const { minimum, maximum, unit, default: standard } = described ?? {};
  if (unit === 'share' && typeof value === 'number' && value > 1 && value <= 100)
    return `shares are written from 0 to 1: ${value} % is ${value / 100}`;
  if (standard !== undefined) return `by default it is ${String(standard)}`;
  return `write a number from ${minimum} to ${maximum}`;
}

export function typeAdvice(value: unknown, type: string | undefined): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text !== '' && /^(true|false|null|-?[\d.]+(e-?\d+)?)$/.test(text) && type !== 'string')
    return `write ${text} without quotes`;
  if (type === 'string' && typeof value === 'number') return `write "${value}" in double quotes`;
  if (type === 'array') return 'write a list in [ and ]';
  if (type === 'object') return 'write an object in { and }, or leave it out';
  return 'write another value';
}

export function idAdvice(value: string): string {
  const slug = value
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
  return slug === '' ? 'write it like `as-it-was`' : `write it like \`${slug}\``;
}
