// The one gate for what comes from outside: a dropped file or folder, a pasted text, a link, a draft from storage. It says
// what it is by its first bytes, never by its name, reads it under the bounds of its kind, and answers with a scenario that
// has been checked or with a refusal in plain words. Nothing is run, loaded or kept here.

import { bytesOf, opened, openJson, recipeIn, textOfFile, valueOf } from './contents.ts';
import type { Foreign, Opened } from './contents.ts';
import { openFiles, openFolder } from './files.ts';
import { FOLDER_FILES } from './folder.ts';
import { isLink, recipeOfFragment } from './link.ts';
import type { Preset } from './link.ts';
import { numbersFrom } from './numbers.ts';
import { isPng, KEYWORD, PNG_LIMITS, textIn } from './png.ts';
import type { Recipe } from './recipe.ts';
import { Refused, refusalOf } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { recipeInSvg, SVG_BYTES } from './svg.ts';
import { isZip, textsInZip, ZIP_LIMITS } from './zip.ts';

export type Answer =
  { readonly ok: true; readonly opened: Opened } | { readonly ok: false; readonly refusal: Refusal };

export interface Gate {
  readonly presets: readonly Preset[];
  /** The recipe of a code that was typed, of a picture made in this browser. */
  readonly recall?: (code: string) => Recipe | null;
}

/** Opens what was dropped, pasted or followed. Never throws. */
export async function openForeign(
  foreign: string | Foreign | readonly Foreign[],
  gate: Gate,
): Promise<Answer> {
  const name = nameOf(foreign);
  try {
    const opened =
      typeof foreign === 'string'
        ? await openText(foreign.trim(), gate)
        : isList(foreign)
          ? await (foreign.length === 1 ? openFile(foreign[0]!, gate) : openFiles(foreign))
          : await openFile(foreign, gate);
    return { ok: true, opened: agreed({ ...opened, name: opened.name || name }) };
  } catch (error) {
    return { ok: false, refusal: refusalOf(error, name) };
  }
}

const isList = (foreign: Foreign | readonly Foreign[]): foreign is readonly Foreign[] =>
  Array.isArray(foreign);

/** A name as it may be said back: short, on one line, without what changes the direction of writing. */
function nameOf(foreign: string | Foreign | readonly Foreign[]): string {
  if (typeof foreign === 'string') return '';
  const name = isList(foreign) ? '' : foreign.name;
  return Array.from(name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ''))
    .slice(0, 60)
    .join('');
}

async function openFile(file: Foreign, gate: Gate): Promise<Opened> {
  const start = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (isPng(start)) return openPng(await bytesOf(file, PNG_LIMITS.bytes, 'a picture'));
  if (isZip(start)) return openZip(await bytesOf(file, ZIP_LIMITS.bytes, 'a ZIP'));
  const known = MAGIC.find(([bytes]) => bytes.every((byte, k) => start[k] === byte));
  if (known !== undefined) throw foreignKind(known[1], known[2]);
  return openText(await textOfFile(file), gate);
}

const MAGIC: readonly (readonly [bytes: readonly number[], kind: string, advice: string])[] = [
  [[0x1f, 0x8b], 'a gzip archive', 'Unpack it first.'],
  [
    [0xff, 0xd8, 0xff],
    'a JPEG picture',
    'JPEG carries no recipe. Ask for the PNG or the SVG, or type the recipe code printed in its corner.',
  ],
  [
    [0x52, 0x49, 0x46, 0x46],
    'a WebP picture',
    'It carries no recipe. Ask for the PNG or the SVG, or type the recipe code printed in its corner.',
  ],
  [
    [0x25, 0x50, 0x44, 0x46],
    'a PDF',
    'Ask for the scenario as a file, or type the recipe code printed on it.',
  ],
  [[0xff, 0xfe], 'text in UTF-16', 'Save it as UTF-8.'],
  [[0xfe, 0xff], 'text in UTF-16', 'Save it as UTF-8.'],
];

function foreignKind(kind: string, advice: string): Refused {
  return new Refused('not-ours', `This is ${kind}, which is not opened here`, '', advice);
}

async function openPng(bytes: Uint8Array<ArrayBuffer>): Promise<Opened> {
  const text = await textIn(bytes, KEYWORD);
  if (text === null) throw without('PNG');
  return opened('png', recipeIn(text));
}

function without(kind: string): Refused {
  return new Refused(
    'no-recipe',
    `This ${kind} carries no recipe: copied through a chat app?`,
    '',
    'Type the recipe code printed in its corner, or ask for the file itself.',
  );
}

async function openZip(bytes: Uint8Array<ArrayBuffer>): Promise<Opened> {
  const texts = await textsInZip(bytes, ['recipe.json', 'comparison.json', ...FOLDER_FILES]);
  const recipe = texts.get('recipe.json');
  if (recipe !== undefined)
    return {
      ...(await opened('zip', recipeIn(recipe))),
      numbers: numbersFrom(valueOf(texts.get('comparison.json') ?? 'null')),
    };
  if (texts.has('manifest.json')) return openFolder(texts);
  const scenario = texts.get('scenario.json');
  if (scenario === undefined) throw without('ZIP');
  return openJson(scenario);
}

async function openText(text: string, gate: Gate): Promise<Opened> {
  if (isLink(text)) return opened('link', await recipeOfFragment(text, gate.presets));
  if (/^[0-9a-f]{4}-[0-9a-f]{4}$/i.test(text)) return openCode(text.toLowerCase(), gate);
  const json = text.replace(/^\ufeff/, '');
  if (/^\s*(<!doctype html|<html)/i.test(json))
    throw foreignKind('a web page', 'Save the file itself, not the page that shows it.');
  if (/^\s*</.test(json)) return openSvg(json);
  return openJson(json);
}

async function openCode(code: string, { recall }: Gate): Promise<Opened> {
  const recipe = recall?.(code) ?? null;
  if (recipe !== null) return { ...(await opened('recipe', recipe)), name: `recipe ${code}` };
  throw new Refused(
    'code-unknown',
    `No picture with the code ${code} was made in this browser`,
    '',
    'A code finds what was exported here. Ask who made the picture for its link, or for the file itself.',
  );
}

async function openSvg(text: string): Promise<Opened> {
  if (text.length > SVG_BYTES)
    throw foreignKind('an SVG that is too large', 'Ask for the scenario as a JSON file.');
  const found = recipeInSvg(text);
  if (found === null) throw without('SVG');
  return opened('svg', recipeIn(found));
}

/** A recipe and its scenario say the same seed. Throws a Refused where they do not. */
function agreed(found: Opened): Opened {
  const { recipe, reading } = found;
  if (recipe === null || !reading.ok || recipe.seed === reading.scenario.seed) return found;
  throw new Refused(
    'recipe-contradicts',
    'The recipe names another seed than its scenario has',
    '',
    'The file was changed after it was made. Ask who made it for the scenario as a JSON file.',
  );
}
