// JSON merge patches (RFC 7396): what differs from a preset, as a link carries it. A patch cannot say null and cannot change a
// list in part; `differenceOf` says so by null where a patch would not give the very same value back.

import { canonicalJson } from '../../sim/digest.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Members = Readonly<Record<string, Json>>;

/** The value after the patch. Keys that lead to a prototype are plain keys here. */
export function patched(value: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const members = new Map(isObject(value) ? Object.entries(value) : []);
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) members.delete(key);
    else members.set(key, patched(members.get(key) ?? null, change));
  }
  return Object.fromEntries(members);
}

/** The patch that makes `after` of `before`; null where no patch can. */
export function differenceOf(before: Json, after: Json): Json | null {
  const patch = difference(before, after);
  return canonicalJson(patched(before, patch)) === canonicalJson(after) ? patch : null;
}

function difference(before: Json, after: Json): Json {
  if (!isObject(before) || !isObject(after)) return after;
  const gone = Object.keys(before)
    .filter((key) => !Object.hasOwn(after, key))
    .map((key) => [key, null] as const);
  const changed = Object.entries(after)
    .filter(
      ([key, value]) => !Object.hasOwn(before, key) || canonicalJson(before[key]!) !== canonicalJson(value),
    )
    .map(
      ([key, value]) => [key, Object.hasOwn(before, key) ? difference(before[key]!, value) : value] as const,
    );
  return Object.fromEntries([...gone, ...changed]);
}

function isObject(value: Json): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
