// Charts are functions of numbers: what is drawn is counted here, not looked at. (Looked at: with librsvg and Chromium.)
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { Paper, serialise } from '../../../sim/cli/paper.ts';
import type { PaperElement } from '../../../sim/cli/paper.ts';
import { readScale } from '../../../viz/charts/axes.ts';
import { differences, differencesWords } from '../../../viz/charts/differences.ts';
import type { DifferencesData } from '../../../viz/charts/differences.ts';
import { COLOURS } from '../../../viz/charts/colours.ts';

const SEED = { seed: 20151001 };
const { window } = new JSDOM('');

const measure = { title: 'Recruits', more: 'recruits', unit: 'people', digits: 0 } as const;
const facts = { people: 2000, weeks: 520, seed: 'a seed', engine: 'palinode 0.0.0' };
const dataOf = (rows: DifferencesData['rows'], more: Partial<DifferencesData> = {}): DifferencesData => ({
  ...{ measure, baseline: 'As it was', rows, facts },
  ...more,
});
const row = (name: string, gaps: readonly number[]) => ({ name, differences: Float64Array.from(gaps) });

const inBrowser = (data: DifferencesData, width?: number): SVGSVGElement =>
  differences(data, { document: window.document, ...(width === undefined ? {} : { width }) });
const onPaper = (data: DifferencesData): string =>
  serialise(differences(data, { document: new Paper() as unknown as Document }) as unknown as PaperElement);

/** Dots of each row, and where the zero rule stands. */
function dotsOf(svg: SVGSVGElement): {
  zero: number;
  rows: { x: number; y: number; r: number; open: boolean }[][];
} {
  const rule = Array.from(svg.querySelectorAll('line')).find(
    (line) => line.getAttribute('stroke-width') === '2.5',
  )!;
  const rows = Array.from(svg.querySelectorAll('g'))
    .map((group) => Array.from(group.children).filter((child) => child.tagName === 'circle'))
    .filter((circles) => circles.length > 0)
    .map((circles) =>
      circles.map((circle) => {
        const [x, y, r] = ['cx', 'cy', 'r'].map((name) => Number(circle.getAttribute(name))) as [
          number,
          number,
          number,
        ];
        return { x, y, r, open: circle.getAttribute('fill') === COLOURS.light.paper };
      }),
    );
  return { zero: Number(rule.getAttribute('x1')), rows };
}

const textOf = (svg: SVGSVGElement): string =>
  Array.from(svg.querySelectorAll('text'), (text) => text.textContent).join('\n');

const many = (n: number, of: (r: number) => number): number[] => Array.from({ length: n }, (_, r) => of(r));
const gap = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -80, max: 60 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);
const someRows = fc.array(fc.array(gap, { minLength: 1, maxLength: 260, size: 'max' }), {
  minLength: 1,
  maxLength: 4,
});

describe('what a dot stands for', () => {
  it.each([280, 390, 479, 480, 860])('is said as it is drawn at %i pixels', (width) => {
    const data = dataOf([
      row(
        'Voices',
        many(200, (r) => r - 120),
      ),
    ]);
    const dots = dotsOf(inBrowser(data, width)).rows[0]!.length;
    expect(differencesWords(data, width).lead).toContain(`Each dot is ${200 / dots} of 200 runs`);
  });

  it('stands beside names of both sides that are whole words', () => {
    const narrow = textOf(
      inBrowser(
        dataOf([
          row(
            'Voices',
            many(200, (r) => r - 190),
          ),
        ]),
        300,
      ),
    );
    expect(narrow).not.toContain('…');
    expect(narrow).toMatch(/more/);
  });
});

describe('the dots of a row', () => {
  it('are 50, or one a run, each on its side of zero, in equal shares, and none over another', () => {
    fc.assert(
      fc.property(someRows, (all) => {
        const { zero, rows } = dotsOf(inBrowser(dataOf(all.map((gaps, k) => row(`Policy ${k}`, gaps)))));
        all.forEach((gaps, k) => {
          const dots = rows[k]!;
          expect(dots.length).toBe(Math.min(50, gaps.length));
          const share = gaps.length / dots.length;
          const filled = dots.filter(({ open }) => !open);
          const left = filled.filter(({ x }) => x < zero).length;
          const right = filled.filter(({ x }) => x > zero).length;
          expect(left + right).toBe(filled.length);
          expect(Math.abs(left - gaps.filter((d) => d < 0).length / share)).toBeLessThanOrEqual(0.5 + 1e-9);
          expect(Math.abs(right - gaps.filter((d) => d > 0).length / share)).toBeLessThanOrEqual(0.5 + 1e-9);
          const nearest = Math.min(
            ...dots.flatMap((a, i) => dots.slice(i + 1).map((b) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2)),
          );
          expect(nearest).toBeGreaterThanOrEqual((2 * dots[0]!.r) ** 2);
        });
      }),
      { ...SEED, numRuns: 60 },
    );
  });

  it('stand where the axis says, to a dot', () => {
    const svg = inBrowser(
      dataOf([
        row(
          'A',
          many(50, (r) => r - 40),
        ),
      ]),
    );
    const ticks = Array.from(svg.querySelectorAll('text')).filter((text) =>
      /^[−+]?\d+$/.test(text.textContent),
    );
    const at = (label: string): number => {
      const tick = ticks.find((text) => text.textContent === label)!.parentElement!;
      return Number(/translate\(([\d.]+)/.exec(tick.getAttribute('transform')!)![1]);
    };
    const { zero, rows } = dotsOf(svg);
    expect(at('0')).toBeCloseTo(zero, 6);
    const pixels = (at('0') - at('−40')) / 40;
    const farthest = Math.min(...rows[0]!.map(({ x }) => x));
    expect(Math.abs(zero - 40 * pixels - farthest)).toBeLessThan(2.5 * rows[0]![0]!.r + 2);
  });

  it('leave out runs without a value', () => {
    const { rows } = dotsOf(inBrowser(dataOf([row('A', [1, NaN, 2, NaN])])));
    expect(rows[0]!.length).toBe(2);
  });
});

describe('what is said beside them', () => {
  it('counts the runs, the most first, and once more with the guesses drawn', () => {
    const gaps = [...many(187, () => -5), ...many(10, () => 3), ...many(3, () => 0)];
    const drawn = { below: 150, equal: 5, above: 45 };
    const said = textOf(
      inBrowser(
        dataOf([
          { ...row('Voices', gaps), drawn },
          row(
            'Same',
            many(200, () => 0),
          ),
        ]),
      ),
    );
    for (const words of [
      'fewer in 187 of 200',
      'more in 10, the same in 3',
      'drawn: fewer in 150 of 200',
      'the same in all 200',
      '← fewer recruits',
      'more recruits →',
      'Each dot is 4 of 200 runs',
      'n = 200 paired runs · 2,000 people · 520 weeks · seed a seed · palinode 0.0.0 · modelled, invented people',
    ])
      expect(said).toContain(words);
  });

  it('speaks of levels as higher and lower', () => {
    const level = { ...measure, more: 'support', words: 'lower' as const };
    const said = textOf(inBrowser(dataOf([row('A', [0.1, 0.2, -0.3])], { measure: level })));
    expect(said).toContain('higher in 2 of 3');
    expect(said).toContain('← lower support');
  });

  it('is there for who cannot see it: title, summary, role', () => {
    const svg = inBrowser(dataOf([row('Voices', [-1, -2, 1])]));
    const ids = svg.getAttribute('aria-labelledby')!.split(' ');
    expect(svg.getAttribute('role')).toBe('img');
    expect(ids.map((id) => svg.querySelector(`#${id}`)!.tagName)).toEqual(['title', 'desc']);
    expect(svg.querySelector('title')!.textContent).toBe(
      'Fewer or more recruits than under As it was, run by run',
    );
    expect(svg.querySelector('desc')!.textContent).toContain('Voices: fewer in 2 of 3; more in 1.');
  });

  it('says so where there is nothing to draw', () => {
    for (const rows of [[row('A', [])], [row('A', [NaN])]]) {
      const svg = inBrowser(dataOf(rows));
      expect(textOf(svg)).toContain('no run has a value');
      expect(dotsOf(svg).rows).toEqual([]);
    }
  });
});

describe('the file', () => {
  const wild = dataOf(
    [
      row(
        'Quotes "&" <script>alert(1)</script>',
        many(120, (r) => Math.sin(r) * 30),
      ),
      row('A name that is so long that it cannot possibly stand in one line beside the dots', [1, -1]),
      row(
        'اسم',
        many(50, () => 0),
      ),
    ],
    { facts: { ...facts, seed: 'a\u0001b\ud800c\uffff', remarks: ['<i>&amp;</i>'] } },
  );

  it('is the same on paper as in a document of a browser', () => {
    const data = dataOf([
      row(
        'A & B',
        many(90, (r) => (r % 7) - 4),
      ),
      row('C', [0, 0, 1]),
    ]);
    const written = new window.XMLSerializer().serializeToString(inBrowser(data));
    expect(onPaper(data)).toBe(written);
  });

  it('writes what an attribute or a text has, whatever it is', () => {
    const node = new Paper().createElementNS('urn:x', 'a');
    node.setAttribute('title', '"<&>\u0001');
    node.textContent = '"<&>\ufffe';
    expect(serialise(node)).toBe('<a xmlns="urn:x" title="&quot;&lt;&amp;&gt;">"&lt;&amp;&gt;</a>');
    node.textContent = '';
    expect(serialise(node)).toBe('<a xmlns="urn:x" title="&quot;&lt;&amp;&gt;"/>');
    expect(() => node.querySelector('a > b')).toThrow(SyntaxError);
  });

  it('is well-formed whatever the names are, and nothing in it runs or is fetched', () => {
    const parsed = new window.DOMParser().parseFromString(onPaper(wild), 'image/svg+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
    const elements = Array.from(parsed.querySelectorAll('*'));
    expect(new Set(elements.map(({ tagName }) => tagName))).toEqual(
      new Set(['svg', 'title', 'desc', 'rect', 'g', 'text', 'line', 'path', 'circle']),
    );
    const names = new Set(elements.flatMap((element) => element.getAttributeNames()));
    for (const name of ['class', 'style', 'href', 'xlink:href', 'onload']) expect(names).not.toContain(name);
    expect(onPaper(wild)).not.toContain('currentColor"/>');
  });

  it('has no picture outside of it, at any width', () => {
    for (const width of [600, 960, 1400]) {
      const svg = inBrowser(wild, width);
      for (const { x } of dotsOf(svg).rows.flat()) {
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(width);
      }
      expect(svg.getAttribute('viewBox')).toMatch(new RegExp(`^0 0 ${width} [0-9.]+$`));
    }
  });

  it('is the same each time', () => {
    expect(onPaper(wild)).toBe(onPaper(wild));
  });

  it('is small', () => {
    const eight = many(7, (k) => k).map((k) =>
      row(
        `Policy ${k}`,
        many(200, (r) => ((r * 37) % 101) - 40 - k),
      ),
    );
    expect(onPaper(dataOf(eight)).length).toBeLessThan(40_000);
  });
});

describe('a guess', () => {
  const guessOf = (svg: SVGSVGElement): Element[] => Array.from(svg.querySelectorAll('line[data-guess]'));

  it('stands where the axis says, is told in words, and moves no dot', () => {
    fc.assert(
      fc.property(fc.array(gap, { minLength: 1, maxLength: 60 }), gap, (gaps, guess) => {
        const bare = row('A policy', [...gaps, guess]);
        const svg = inBrowser(dataOf([{ ...bare, guess }]));
        const [line, ...more] = guessOf(svg);
        expect(more).toEqual([]);
        const plot = readScale(svg.querySelector('[data-x]')!, 'x')!;
        expect(Math.abs(Number(line!.getAttribute('x1')) - plot.of(guess))).toBeLessThan(0.02);
        expect(textOf(svg)).toMatch(/^guess: /m);
        expect(svg.querySelector('desc')!.textContent).toContain('the guess was');
        const placed = (from: SVGSVGElement): number[] => dotsOf(from).rows[0]!.map(({ x }) => x);
        expect(placed(svg)).toHaveLength(placed(inBrowser(dataOf([bare]))).length);
      }),
      { ...SEED, numRuns: 60 },
    );
  });

  it('beyond every run widens the axis; where there is none nothing is drawn or told of it', () => {
    const far = inBrowser(dataOf([{ ...row('A policy', [-3, -2, 1]), guess: -500 }]));
    const [low] = far.querySelector('[data-x]')!.getAttribute('data-x')!.split(' ').map(Number);
    expect(low).toBeLessThanOrEqual(-500);
    const none = inBrowser(dataOf([row('A policy', [-3, -2, 1])]));
    expect(guessOf(none)).toEqual([]);
    expect(textOf(none) + none.textContent).not.toContain('guess:');
  });
});
