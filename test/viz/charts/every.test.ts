// What holds of every chart, in every theme and at every width: a file that anything can open, nothing outside the sheet, no
// small type, the same picture on paper as in a browser, a title and a description, and a sentence where there is nothing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { Paper, serialise } from '../../../sim/cli/paper.ts';
import type { PaperElement } from '../../../sim/cli/paper.ts';
import { COLOURS } from '../../../viz/charts/colours.ts';
import type { Theme } from '../../../viz/charts/colours.ts';
import type { ChartOptions } from '../../../viz/charts/frame.ts';
import { sparkline, thumbnail } from '../../../viz/charts/spark.ts';
import { courseOf, differencesData, EXAMPLES, POLICIES } from './gallery.ts';

const { window } = new JSDOM('');
const { document } = window;
const THEMES: readonly Theme[] = ['light', 'dark', 'forced'];
const WIDTHS = [280, 340, 700, 960];

const written = (svg: Element): string => new window.XMLSerializer().serializeToString(svg);
const texts = (svg: Element): string[] =>
  Array.from(svg.querySelectorAll('text'), (text) => text.textContent);
const rest = (theme: Theme, width: number, bare = true): ChartOptions => ({ document, theme, width, bare });

/** Where a node is drawn: itself and every group around it moved by translate alone. */
function shift(node: Element): [number, number] {
  let [x, y] = [0, 0];
  for (let at: Element | null = node; at !== null; at = at.parentElement) {
    const transform = at.getAttribute('transform');
    if (transform === null) continue;
    const [, dx, dy] = /^translate\((-?[\d.e-]+),(-?[\d.e-]+)\)$/.exec(transform)!;
    x += Number(dx);
    y += Number(dy);
  }
  return [x, y];
}

const inherited = (node: Element, name: string): string | null =>
  node.getAttribute(name) ?? (node.parentElement === null ? null : inherited(node.parentElement, name));

type Corner = readonly [x: number, y: number];

/** Corners of what is drawn; of a text a rectangle that its letters surely fill. */
function corners(node: Element): Corner[] {
  const n = (name: string): number => Number(node.getAttribute(name) ?? 0);
  switch (node.tagName) {
    case 'circle':
      return [
        [n('cx') - n('r'), n('cy') - n('r')],
        [n('cx') + n('r'), n('cy') + n('r')],
      ];
    case 'rect':
      return [
        [n('x'), n('y')],
        [n('x') + n('width'), n('y') + n('height')],
      ];
    case 'line':
      return [
        [n('x1'), n('y1')],
        [n('x2'), n('y2')],
      ];
    case 'text': {
      const wide = Array.from(node.textContent).length * 0.5 * Number(inherited(node, 'font-size'));
      const anchor = (inherited(node, 'text-anchor') ?? 'start') as 'start' | 'middle' | 'end';
      const from = n('x') - { start: 0, middle: wide / 2, end: wide }[anchor];
      return [
        [from, n('y')],
        [from + wide, n('y')],
      ];
    }
    case 'path':
      return Array.from(node.getAttribute('d')!.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g), ([, x, y]) => [
        Number(x),
        Number(y),
      ]);
    default:
      return [];
  }
}

/** What is drawn outside of the sheet, in words. */
function outside(svg: Element): string[] {
  const [width, height] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
  const found: string[] = [];
  for (const node of svg.querySelectorAll('circle,rect,line,text,path')) {
    if (node.parentElement!.tagName === 'pattern') continue;
    const [dx, dy] = shift(node);
    for (const [x, y] of corners(node))
      if (!(x + dx >= -1 && x + dx <= width + 1 && y + dy >= -1 && y + dy <= height + 1))
        found.push(`${node.tagName} “${node.textContent}” at ${x + dx},${y + dy} of ${width}×${height}`);
  }
  return found;
}

const TAGS = new Set([
  'svg',
  'title',
  'desc',
  'rect',
  'g',
  'text',
  'line',
  'path',
  'circle',
  'defs',
  'pattern',
]);
const OWN = Object.fromEntries(
  THEMES.map((theme) => [
    theme,
    new Set(
      Object.values(COLOURS[theme]).flatMap((each): string[] =>
        typeof each === 'string' ? [each] : Object.values(each),
      ),
    ),
  ]),
);

/** What a drawing program, a strict page or a reader could not take, in words. */
function unclean(svg: Element, theme: Theme): string[] {
  const ids = Array.from(svg.querySelectorAll('[id]'), ({ id }) => id);
  const found = ids.filter((id, k) => ids.indexOf(id) !== k).map((id) => `${id} twice`);
  for (const node of [svg, ...svg.querySelectorAll('*')]) {
    if (!TAGS.has(node.tagName)) found.push(`<${node.tagName}>`);
    for (const { name, value } of node.attributes) {
      const says = `${node.tagName} ${name}="${value}"`;
      if (/^(class|style|href|xlink:href|on.*)$/.test(name) || /NaN|undefined|Infinity|var\(/.test(value))
        found.push(says);
      if (name === 'font-size' && Number(value) < 12) found.push(says);
      if (!['fill', 'stroke', 'color'].includes(name) || value === 'none' || OWN[theme]!.has(value)) continue;
      const pattern = /^url\(#(.+)\)$/.exec(value)?.[1];
      if (
        pattern === undefined
          ? !(value === 'currentColor' && node.tagName !== 'path')
          : !ids.includes(pattern)
      )
        found.push(says);
    }
  }
  return found;
}

for (const [name, example] of Object.entries(EXAMPLES))
  describe(name, () => {
    const { draw, empty, says, odd, table, words } = example;

    it('is inside its sheet and clean, at every width and in every theme, whatever the data', () => {
      for (const width of WIDTHS)
        for (const theme of THEMES)
          [draw, empty, ...odd].forEach((each, k) => {
            // Every case in one theme at all widths; every theme at one width.
            if (theme !== THEMES[k % 3] && (width !== 340 || k > 2)) return;
            const svg = each(rest(theme, width, theme !== 'light'));
            expect([...outside(svg), ...unclean(svg, theme)], `case ${k} at ${width}, ${theme}`).toEqual([]);
          });
    });

    it('is as wide as asked, 280 at the least, and bare without the words that the page has', () => {
      expect(draw(rest('light', 700)).getAttribute('width')).toBe('700');
      expect(draw(rest('light', 100)).getAttribute('width')).toBe('280');
      const [bare, whole] = [
        texts(draw(rest('light', 960))).join(' '),
        texts(draw(rest('light', 960, false))).join(' '),
      ];
      expect(whole).toContain('palinode 0.0.0');
      expect(bare).not.toContain('palinode 0.0.0');
      expect(bare).not.toContain(words.title);
    });

    it('has a title and a description of what, axes and numbers, for who cannot see it', () => {
      const svg = draw({ ...rest('light', 960), id: 'mine' });
      expect(svg.getAttribute('role')).toBe('img');
      expect(svg.getAttribute('aria-labelledby')).toBe('mine-title mine-summary');
      expect(svg.querySelector('title')!.textContent).toBe(words.title);
      expect(svg.querySelector('desc')!.textContent).toBe(words.summary);
      expect(words.summary).toMatch(/Across: /);
      expect(words.summary).toMatch(/\d/);
      for (const text of [words.title, words.lead, words.summary])
        expect(text).not.toMatch(/significan|prove|\bCI\b|undefined|NaN/);
    });

    it('has a table: a cell a column, numbers where it says so', () => {
      expect(table.rows.length).toBeGreaterThan(0);
      for (const row of table.rows) {
        expect(row.length).toBe(table.columns.length);
        row.forEach((value, k) => {
          if (value === '–') expect(table.columns[k]!.numeric).toBe(true);
          else expect(typeof value).toBe(table.columns[k]!.numeric ? 'number' : 'string');
        });
      }
    });

    it('says in a sentence that there is nothing, and has no axes then', () => {
      const svg = empty(rest('light', 960));
      expect(texts(svg).join(' ')).toBe(says);
      expect(svg.querySelectorAll('line,circle,path').length).toBe(0);
    });

    it('is the same on paper as in a browser, each time, and as it was', () => {
      const onPaper = serialise(
        draw({ document: new Paper() as unknown as Document }) as unknown as PaperElement,
      );
      expect(onPaper).toBe(written(draw({ document })));
      expect(onPaper).toBe(
        serialise(draw({ document: new Paper() as unknown as Document }) as unknown as PaperElement),
      );
      expectSnapshot(name, onPaper);
    });
  });

/** As it was drawn before, numbers to three digits. UPDATE_GOLDEN=1 draws it anew. */
function expectSnapshot(name: string, svg: string): void {
  const file = `test/snapshots/${name}.svg`;
  const cut = (text: string): string =>
    text.replace(/-?\d+\.\d+/g, (number) => String(Number(Number(number).toPrecision(3))));
  const pretty = `${cut(svg).replaceAll('><', '>\n<')}\n`;
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, pretty);
  expect(existsSync(file)).toBe(true);
  expect(pretty).toBe(readFileSync(file, 'utf8'));
}

describe('small pictures', () => {
  const lines = POLICIES.map(({ place }) => ({ place, values: courseOf(place, 1) }));
  const rows = differencesData.rows.map(({ differences }, k) => ({ place: k + 1, differences }));

  it('are inside, clean, titled and as they were', () => {
    for (const theme of THEMES)
      for (const svg of [
        sparkline({ title: 'Recruits', lines }, { document, theme }),
        thumbnail({ title: 'Answer', rows }, { document, theme }),
      ]) {
        expect([...outside(svg), ...unclean(svg, theme)]).toEqual([]);
        expect(svg.querySelector('title')!.textContent).toMatch(/Recruits|Answer/);
      }
    expectSnapshot('sparkline', written(sparkline({ title: 'Recruits', lines }, { document })));
    expectSnapshot('thumbnail', written(thumbnail({ title: 'Answer', rows }, { document })));
  });

  it('have a line a policy, and twenty dots a row on their sides', () => {
    expect(sparkline({ title: 't', lines }, { document }).querySelectorAll('path').length).toBe(3);
    expect(
      sparkline({ title: 't', lines: [{ place: 0, values: [NaN, NaN] }] }, { document })
        .querySelector('path')!
        .getAttribute('d'),
    ).toBe('');
    const svg = thumbnail({ title: 't', rows: [...rows, { place: 3, differences: [] }] }, { document });
    const counts = Array.from(svg.querySelectorAll('g'), (group) => group.querySelectorAll('circle').length);
    expect(counts).toEqual([20, 20, 0]);
    const zero = Number(svg.querySelector('line')!.getAttribute('x1'));
    const left = Array.from(svg.querySelectorAll('g')[0]!.querySelectorAll('circle')).filter(
      (dot) => Number(dot.getAttribute('cx')) < zero,
    ).length;
    const below = Array.from(rows[0]!.differences as Float64Array).filter((d) => d < 0).length;
    expect(Math.abs(left - below / 10)).toBeLessThanOrEqual(1);
  });
});
