// A picture that leaves is the same picture elsewhere: every chart in its carrier, drawn by librsvg and by Chromium at the size
// that it says, text taken out (type is set by whatever faces there are). At most 1 in 100 of the pixels that either inks may
// differ by more than an edge's smoothing, and no tile of them by much in the mean: so one mark that is missing is seen.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carrier, svgText } from '../../viz/export/svg.ts';
import { EXAMPLES } from '../viz/charts/gallery.ts';
import { recipeOf, toldOf } from '../viz/export/scene.ts';
import { hasChromium, theBrowser } from './page.ts';

const RSVG = '/usr/bin/rsvg-convert';
const { window } = new JSDOM('');
const folder = mkdtempSync(join(tmpdir(), 'palinode-librsvg-'));
/** Of 255: what two renderers may differ by where an edge crosses a pixel. */
const SMOOTHING = 60;
const SHARE = 0.01;
/** By how much the mean of a tile may differ, of 255; the stages are hatched, and two renderers begin a hatch differently. */
const USUAL = 7;
const MOST: Readonly<Record<string, number>> = { stages: 12 };

type Draw = (typeof EXAMPLES)[string]['draw'];

let page: Page;
beforeAll(async () => {
  page = await (await theBrowser()).newPage();
});
afterAll(async () => {
  await page?.close();
  rmSync(folder, { recursive: true });
});

function pictureOf(draw: Draw): SVGSVGElement {
  const chart = draw({ document: window.document, width: 960, theme: 'light', id: 'taken' });
  const svg = carrier(chart, toldOf(recipeOf()));
  for (const text of [...svg.querySelectorAll('text')]) text.remove();
  return svg;
}

async function inChromium(svg: SVGSVGElement): Promise<PNG> {
  const [width, height] = ['width', 'height'].map((name) => Math.ceil(Number(svg.getAttribute(name))));
  await page.setViewportSize({ width: width!, height: height! });
  const url = `data:image/svg+xml;base64,${Buffer.from(svgText(svg)).toString('base64')}`;
  await page.goto(url);
  return PNG.sync.read(await page.screenshot());
}

function inLibrsvg(svg: SVGSVGElement): PNG {
  const file = join(folder, 'picture.svg');
  writeFileSync(file, svgText(svg));
  return PNG.sync.read(execFileSync(RSVG, [file], { maxBuffer: 1e9 }));
}

/** Side of the tiles in which a lost mark is looked for, in pixels. */
const TILE = 8;

/** Share of the inked pixels that differ, and the most by which the mean of one tile does, in any channel, of 255. */
function difference(a: PNG, b: PNG): { share: number; inked: number; tile: number } {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  const [one, other] = [a.data, b.data];
  const across = Math.ceil(a.width / TILE);
  const sums = new Float64Array(3 * across * Math.ceil(a.height / TILE));
  let [differs, inked] = [0, 0];
  for (let at = 0; at < one.length; at += 4) {
    const pixel = at / 4;
    const tile = 3 * (Math.floor(pixel / a.width / TILE) * across + Math.floor((pixel % a.width) / TILE));
    let [paper, gap] = [255, 0];
    for (let k = 0; k < 3; k++) {
      const [ours, theirs] = [one[at + k]!, other[at + k]!];
      paper = Math.min(paper, ours, theirs);
      gap = Math.max(gap, Math.abs(ours - theirs));
      sums[tile + k]! += ours - theirs;
    }
    if (paper > 250) continue;
    inked++;
    if (gap > SMOOTHING) differs++;
  }
  const most = sums.reduce((sofar, sum) => Math.max(sofar, Math.abs(sum)), 0);
  return { share: differs / inked, inked, tile: most / TILE ** 2 };
}

const marksOf = (svg: SVGSVGElement): Element[] =>
  [...svg.querySelectorAll('path, circle, rect, line')].filter((mark) => mark.closest('defs') === null);

/** The picture without its mark at this place. */
function lacking(draw: Draw, place: number): SVGSVGElement {
  const svg = pictureOf(draw);
  marksOf(svg)[place]!.remove();
  return svg;
}

describe.skipIf(!hasChromium || !existsSync(RSVG)).each(Object.entries(EXAMPLES))('%s', (name, { draw }) => {
  const most = MOST[name] ?? USUAL;

  it('is the same picture in librsvg as in Chromium, and is not when a mark is missing', async () => {
    const ours = await inChromium(pictureOf(draw));
    const whole = difference(ours, inLibrsvg(pictureOf(draw)));
    expect(whole.inked).toBeGreaterThan(500);
    expect(whole.share).toBeLessThanOrEqual(SHARE);
    expect(whole.tile).toBeLessThanOrEqual(most);

    // Some marks lie under others, or outside the plot: of eight over the whole picture, not every one can be missed.
    const places = Array.from({ length: 8 }, (_, k) =>
      Math.floor(((k + 0.5) * marksOf(pictureOf(draw)).length) / 8),
    );
    const tiles = places.map((place) => difference(ours, inLibrsvg(lacking(draw, place))).tile);
    expect(tiles.filter((tile) => tile > most).length, tiles.join(' ')).toBeGreaterThanOrEqual(2);
  });
});
