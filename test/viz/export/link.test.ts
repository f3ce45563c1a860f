// A link says the same scenario again, whatever was written in it, and says what is wrong with it when a mail program has
// been at it.
import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf } from '../../../sim/digest.ts';
import { base64url, crc32, utf8 } from '../../../viz/export/bytes.ts';
import { fitnessOf, fragmentOf, isLink, LENGTHS, recipeOfFragment } from '../../../viz/export/link.ts';
import { recipeCode } from '../../../viz/export/recipe.ts';
import type { Recipe } from '../../../viz/export/recipe.ts';
import { Refused } from '../../../viz/export/refusal.ts';
import type { Refusal } from '../../../viz/export/refusal.ts';
import { anyShown, FIRST, PRESETS, recipeOf, scenarioText, SEED, worked } from './scene.ts';

const refused = async (link: string, presets = PRESETS): Promise<Refusal> => {
  const error: unknown = await recipeOfFragment(link, presets).catch((thrown: unknown) => thrown);
  if (error instanceof Refused) return error.refusal;
  throw new Error(`not refused: ${String(error)}`);
};
const linkOf = (payload: string | Uint8Array): string => {
  const packed = base64url(deflateRawSync(payload));
  return `#r=v1.${packed.length}.${crc32(utf8(packed)).toString(16).padStart(8, '0')}.${packed}`;
};
const changed = (change: (value: Record<string, never>) => void): string => {
  const value = JSON.parse(FIRST.text) as Record<string, never>;
  change(value);
  return JSON.stringify(value);
};

describe('a link', () => {
  it('says every scenario and view again', async () => {
    const same = async (text: string, shown: Recipe['shown'], preset: string | null): Promise<void> => {
      const recipe = recipeOf(text, { shown, preset, seed: (JSON.parse(text) as { seed: string }).seed });
      const fragment = await fragmentOf(recipe, PRESETS);
      const again = await recipeOfFragment(`https://example.org/palinode/${fragment}`, PRESETS);
      expect(canonicalJson(JSON.parse(again.scenario))).toBe(canonicalJson(JSON.parse(text)));
      expect({ ...again, scenario: '' }).toEqual({ ...recipe, scenario: '' });
      expect(recipeCode(again)).toBe(recipeCode(recipe));
      expect(await fragmentOf(again, PRESETS)).toBe(fragment);
    };
    const preset = fc.constantFrom(null, 'punish-or-listen', 'silenced-voices', 'gone');
    await fc.assert(fc.asyncProperty(scenarioText, anyShown, preset, same), { ...SEED, numRuns: 100 });
  });

  it('to a preset as it stands gives its very text, in under 300 characters', async () => {
    const recipe = recipeOf();
    const fragment = await fragmentOf(recipe, PRESETS);
    expect(fragment.length).toBeLessThan(300);
    expect(fragment).toMatch(/^#r=v1\.punish-or-listen\.\d+\.[0-9a-f]{8}\.[\w-]+$/);
    expect((await recipeOfFragment(fragment, PRESETS)).scenario).toBe(FIRST.text);
  });

  it('does not depend on layout or order of keys, and stays short where one number moved', async () => {
    const one = changed((value) => Object.assign(value, { weeks: 260 }));
    const reversed = JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(one) as object).reverse()),
      null,
      8,
    );
    const fragment = await fragmentOf(recipeOf(one), PRESETS);
    expect(await fragmentOf(recipeOf(reversed), PRESETS)).toBe(fragment);
    expect(fragment.length).toBeLessThan(320);
    const lever = changed(({ policies }) => Object.assign(policies[1]!['sentencing'], { severity: 1.7 }));
    expect((await fragmentOf(recipeOf(lever), PRESETS)).length).toBeLessThan(LENGTHS.long);
  });

  it('is told to be long, to be a file, or not to be', () => {
    expect([2000, 2001, 8000, 8001, 32_000, 32_001].map((length) => fitnessOf('x'.repeat(length)))).toEqual(
      ['short', 'long', 'long', 'file', 'file', 'none'], // prettier-ignore
    );
    for (const link of [
      '#r=v1.3.',
      'https://a.b/c/?d=e#r=v1',
      'v1.20.aa',
      ' file:///x/y.html#r=v1',
      'page/index.html#r=v',
      'v1.punish-or-listen.166.aa',
    ])
      expect(isLink(link), link).toBe(true);
    for (const other of [
      '{"#r=": 1}',
      '{}',
      '<svg>https://a.b/#r=v1.3.a</svg>',
      'see https://a.b/#r=v1',
      '7f3a-92c1',
      '',
    ])
      expect(isLink(other), other).toBe(false);
  });
});

it('is whole though a mail program has broken it into lines', async () => {
  const fragment = await fragmentOf(recipeOf(), PRESETS);
  const broken = ` ${fragment.replace(/(.{40})/g, '$1\r\n')} `;
  expect(await recipeOfFragment(broken, PRESETS)).toEqual(recipeOf());
});

describe('a link that was', () => {
  it('cut anywhere says how much of it came', async () => {
    const fragment = await fragmentOf(recipeOf(), PRESETS);
    for (let length = 3; length < fragment.length; length++) {
      const { code, what, advice, preset } = await refused(fragment.slice(0, length));
      expect(code, fragment.slice(0, length)).toBe('link-incomplete');
      expect(advice).toMatch(/Copy it again/);
      const named = length >= '#r=v1.punish-or-listen'.length;
      expect(preset).toBe(named ? 'punish-or-listen' : undefined);
      expect(advice.includes('Or open what it was made from, “')).toBe(named);
      if (length > 47) expect(what).toMatch(/got \d+ of \d+ characters/);
    }
    const unknown = fragment.replace('punish-or-listen', 'something-else');
    expect((await refused(unknown.slice(0, 60))).preset).toBeUndefined();
  });
  it('lengthened or changed anywhere is damaged', async () => {
    const fragment = await fragmentOf(recipeOf(), PRESETS);
    for (const tail of ['A', '>', '&utm_source=mail', '.'])
      expect((await refused(fragment + tail)).what).toMatch(/characters too many/);
    for (let at = 3; at < fragment.length; at += 7) {
      const bad = fragment.slice(0, at) + (fragment[at] === 'b' ? 'c' : 'b') + fragment.slice(at + 1);
      expect((await refused(bad)).code).toMatch(/^link-(damaged|incomplete)$/);
    }
  });
  it('packed as a bomb, or holding what is no recipe, is refused', async () => {
    const start = worked();
    const bomb = linkOf(new Uint8Array(20_000_000));
    expect(bomb.length).toBeLessThan(LENGTHS.read);
    expect((await refused(bomb)).code).toBe('unpacks-too-large');
    expect(worked() - start).toBeLessThan(3000); // packing it is most of it
    for (const payload of [
      '',
      '{',
      'null',
      '[]',
      '7',
      '{}',
      '{"t":1}',
      '\ufffe',
      '{"__proto__":1}',
      '[['.repeat(50_000),
    ])
      expect((await refused(linkOf(payload))).code).toMatch(/^(link-damaged|recipe-unfit|preset-unknown)$/);
    expect((await refused(linkOf(Uint8Array.of(0xff, 0xfe)))).code).toBe('link-damaged');
    expect((await refused(`#r=${'x'.repeat(LENGTHS.read)}`)).code).toBe('link-too-long');
    expect((await refused('#r=v1.4.5d1a3b9e.!!!!')).code).toBe('link-damaged');
    const [odd] = ['é'.repeat(4)];
    expect((await refused(`#r=v1.4.${crc32(utf8(odd)).toString(16).padStart(8, '0')}.${odd}`)).what).toMatch(
      /no link has/,
    );
  });
  it('made by a newer build says so', async () => {
    expect(await refused('#r=v2.4.00000000.abcd')).toMatchObject({ code: 'recipe-newer' });
  });
  it('made from a preset that is gone or has changed since offers what there is', async () => {
    const lever = changed(({ policies }) => Object.assign(policies[1]!, { name: 'Other' }));
    const fragment = await fragmentOf(recipeOf(lever), PRESETS);
    const edited = PRESETS.map((preset) => ({
      ...preset,
      text: preset.text.replace('"weeks": 520', '"weeks": 519'),
    }));
    expect((await refused(fragment, PRESETS.slice(1))).code).toBe('preset-unknown');
    expect(await refused(fragment, edited)).toMatchObject({
      code: 'preset-changed',
      preset: 'punish-or-listen',
    });
    expect((await refused(await fragmentOf(recipeOf(), PRESETS), edited)).code).toBe('preset-changed');
  });
});

it('counts a scenario by what it says in the code, and everything else as it stands', () => {
  const recipe = recipeOf();
  const code = recipeCode(recipe);
  expect(code).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}$/);
  const content: unknown = JSON.parse(FIRST.text);
  expect(code.replace('-', '')).toBe(digestOf({ ...recipe, scenario: content }).slice(0, 8));
  expect(recipeCode({ ...recipe, scenario: JSON.stringify(content) })).toBe(code);
  expect(recipeCode({ ...recipe, seed: 'other' })).not.toBe(code);
  expect(recipeCode({ ...recipe, scenario: 'not JSON' })).toMatch(/^[0-9a-f]{4}-/);
});
