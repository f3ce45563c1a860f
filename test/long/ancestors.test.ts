// Every submodel, by settings alone, is what it descends from.
import { describe, expect, it } from 'vitest';
import { GROUPS } from '../ancestors/all.ts';
import { findingOf } from '../ancestors/case.ts';

describe.each(GROUPS)('$title', ({ cases }) => {
  it.each(cases)('$id: $target', async (one) => {
    const found = await findingOf(one);
    expect(found.verdict, JSON.stringify({ published: one.published, ...found })).toBe('holds');
  });
});
