// The numbers of a chart's table are the numbers of its marks: places of marks are read back through the scale that the plot
// tells, and that scale is held against the numbers written on the axis.
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { again, againTable } from '../../../viz/charts/again.ts';
import { amounts, powerTicks, powers, readScale, weekTicks } from '../../../viz/charts/axes.ts';
import {
  boxShares,
  boxWords,
  breakeven,
  breakevenTable,
  cellWords,
  stepOf,
} from '../../../viz/charts/breakeven.ts';
import { fan, fanTable, fanWords } from '../../../viz/charts/fan.ts';
import { settled } from '../../../viz/charts/labels.ts';
import { levers, leversTable, leversWords } from '../../../viz/charts/levers.ts';
import { lifelines } from '../../../viz/charts/lifelines.ts';
import { policyLook } from '../../../viz/charts/looks.ts';
import { pushes, pushesTable } from '../../../viz/charts/pushes.ts';
import { seeds, seedsTable } from '../../../viz/charts/seeds.ts';
import { flowsTable, stages, stagesTable } from '../../../viz/charts/stages.ts';
import { flips, tornado, tornadoTable, tornadoWords } from '../../../viz/charts/tornado.ts';
import { hull, tradeoff, tradeoffTable, tradeoffWords } from '../../../viz/charts/tradeoff.ts';
import { zeroLine } from '../../../viz/charts/zero.ts';
import type { MapCell } from '../../../viz/charts/breakeven.ts';
import * as given from './gallery.ts';

const SEED = { seed: 20151001 };
const { document } = new JSDOM('').window;
const options = { document };

const plotsOf = (svg: Element): Element[] => Array.from(svg.querySelectorAll('[data-plot]'));
const scales = (plot: Element) => ({ x: readScale(plot, 'x')!, y: readScale(plot, 'y')! });
const points = (path: Element): [number, number][] =>
  Array.from(path.getAttribute('d')!.matchAll(/(-?[\d.]+),(-?[\d.]+)/g), ([, x, y]) => [
    Number(x),
    Number(y),
  ]);
const place = (mark: Element): [number, number] => {
  const [, x, y] = /translate\((-?[\d.]+),(-?[\d.]+)\)/.exec(mark.getAttribute('transform')!)!;
  return [Number(x), Number(y)];
};
const n = (node: Element, name: string): number => Number(node.getAttribute(name));
const pick = (node: Element, selector: string): Element => node.querySelector(selector)!;
/** Half a pixel, in the numbers of a scale. */
const near = (scale: { at: (pixel: number) => number }): number => Math.abs(scale.at(0.51) - scale.at(0));

function expectNear(found: number, wanted: number, tolerance: number): void {
  expect(Math.abs(found - wanted), `${found} for ${wanted}`).toBeLessThanOrEqual(tolerance);
}

describe('fan', () => {
  const svg = fan(given.fanData, options);
  const plot = plotsOf(svg)[0]!;
  const { x, y } = scales(plot);

  it('has its middle lines, bands and sample runs where the numbers are', () => {
    given.fanData.policies.forEach(({ place: p, quantiles, courses = [] }) => {
      const line = points(Array.from(pick(plot, `[data-middle="${p}"]`).querySelectorAll('path'))[1]!);
      expect(line.length).toBe(60);
      line.forEach(([px, py], t) => {
        expectNear(x.at(px), given.weeks[t]!, near(x));
        expectNear(y.at(py), quantiles[2]![t]!, near(y));
      });
      const wide = points(pick(plot, `[data-policy="${p}"] [data-band="9 of 10"]`));
      expectNear(y.at(wide[59]![1]), quantiles[4]![59]!, near(y));
      expectNear(y.at(wide[60]![1]), quantiles[0]![59]!, near(y));
      const runs = Array.from(pick(plot, `[data-courses="${p}"]`).querySelectorAll('path'));
      expect(runs.length).toBe(12);
      expectNear(y.at(points(runs[3]!)[40]![1]), courses[3]![40]!, near(y));
    });
  });

  it('has a table with the same numbers, the last week among them', () => {
    const { rows } = fanTable(given.fanData);
    for (const [name, week, ...values] of rows) {
      const policy = given.fanData.policies.find((each) => each.name === name)!;
      expect(values).toEqual(policy.quantiles.map((each) => each[Number(week) - 1]));
    }
    expect(rows.filter(([, week]) => week === 60).length).toBe(3);
  });

  it('writes on its axis what its scale says, from zero', () => {
    const ticks = Array.from(svg.querySelectorAll('g[transform] > text')).filter(
      (text) => /^\d+$/.test(text.textContent) && text.getAttribute('x') === '-9',
    );
    expect(ticks.length).toBeGreaterThan(2);
    for (const tick of ticks)
      expectNear(y.at(place(tick.parentElement!)[1]), Number(tick.textContent), near(y));
    expect(ticks.some((tick) => tick.textContent === '0')).toBe(true);
  });

  it('shows one run at a time, a week, powers of ten and a ghost when asked, and a preview as one', () => {
    const alone = fan(given.fanData, { ...options, run: 2, week: 30 });
    expect(alone.querySelectorAll('[data-courses="1"] path').length).toBe(1);
    expectNear(scales(plotsOf(alone)[0]!).x.at(n(pick(alone, '[data-week]'), 'x1')), 30, 0.1);
    const log = fan(given.fanData, { ...options, log: true });
    expect(log.textContent).toContain('by powers of ten');
    const scale = scales(plotsOf(log)[0]!).y;
    const line = points(Array.from(pick(log, '[data-middle="0"]').querySelectorAll('path'))[1]!);
    expectNear(
      Math.log10(scale.at(line[59]![1])),
      Math.log10(given.fanData.policies[0]!.quantiles[2]![59]!),
      0.01,
    );
    const preview = fan(
      { ...given.fanData, runs: 8, facts: { ...given.facts, asked: 200 } },
      { ...options, bare: true },
    );
    expect(preview.textContent).toContain('Preview: 8 of 200 runs');
    expect(pick(preview, '[data-band]').getAttribute('fill')).toMatch(/^url\(#/);
  });

  it('keeps an axis that it is given', () => {
    const kept = fan(given.fanData, { ...options, domain: [0, 500] });
    expect(plotsOf(kept)[0]!.getAttribute('data-y')).toMatch(/^0 500 /);
  });

  it('says whether the bands overlap, and that pairs tell more', () => {
    expect(fanWords(given.fanData).summary).toContain('run by run');
    const shift = (by: number) => [1, 2, 3, 4, 5].map((q) => given.many(60, () => by + q));
    const apart = {
      ...given.fanData,
      policies: given.POLICIES.map((policy) => ({ ...policy, quantiles: shift(policy.place * 10) })),
    };
    expect(fanWords(apart).summary).toContain('do not overlap');
    expect(fanWords(apart).title).toBe(
      'Recruits to date: 3 under Harsh sentences, 13 under Government campaign and 23 under Defectors speak in the middle run',
    );
  });

  it('has dashes and marks by policy, so that colour is not needed', () => {
    const looks = [0, 1, 2, 3, 4].map((k) => policyLook(k, 'forced'));
    expect(new Set(looks.map(({ dash }) => dash)).size).toBe(5);
    expect(new Set(looks.map(({ mark }) => mark)).size).toBe(5);
    expect(policyLook(5)).toEqual(policyLook(1));
  });
});

describe('trade-off', () => {
  it('has a dot a run, and its marks at the middles that the table gives', () => {
    const plot = plotsOf(tradeoff(given.tradeoffData, options))[0]!;
    const { x, y } = scales(plot);
    tradeoffTable(given.tradeoffData).rows.forEach(([, mx, my, runs], p) => {
      expect(plot.querySelectorAll(`[data-policy="${p}"] circle`).length).toBe(runs);
      const [px, py] = place(pick(plot, `[data-middle="${p}"]`));
      expectNear(x.at(px), Number(mx), near(x));
      expectNear(y.at(py), Number(my), near(y));
      const dot = pick(plot, `[data-policy="${p}"] circle`);
      expectNear(x.at(n(dot, 'cx')), given.tradeoffData.policies[p]!.x[0]!, near(x));
    });
  });

  it('names who does no better in either, and nobody where better is not said', () => {
    const policies = given
      .named(['A', 'B'])
      .map((policy) => ({ ...policy, x: [policy.place, policy.place], y: [policy.place, policy.place] }));
    const said = (data: typeof given.tradeoffData): string => tradeoffWords(data).summary;
    expect(said({ ...given.tradeoffData, policies })).toContain('B does no better than A in either');
    expect(
      said({ ...given.tradeoffData, policies, x: { ...given.tradeoffData.x, betterWhen: null } }),
    ).not.toContain('does no better');
    expect(
      said({ ...given.tradeoffData, policies, x: { ...given.tradeoffData.x, betterWhen: 'higher' } }),
    ).not.toContain('does no better');
  });

  it('draws hulls that hold all their points and turn one way', () => {
    const point = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 40 }), (all) => {
        const around = hull(all);
        for (let k = 0; around.length > 2 && k < around.length; k++) {
          const [a, b] = [around[k]!, around[(k + 1) % around.length]!];
          for (const c of all)
            expect((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).toBeGreaterThanOrEqual(0);
        }
      }),
      { ...SEED, numRuns: 100 },
    );
  });
});

it('stages are as high as their shares, stacked from zero, on one axis for all', () => {
  const plots = plotsOf(stages(given.stagesData, options));
  expect(plots.length).toBe(3);
  expect(new Set(plots.map((plot) => plot.getAttribute('data-y')!.split(' ').slice(0, 2).join())).size).toBe(
    1,
  );
  plots.forEach((plot, p) => {
    const { y } = scales(plot);
    let floor = 0;
    for (const { stage, shares } of given.stagesData.policies[p]!.parts) {
      const area = points(pick(plot, `[data-stage="${stage}"]`));
      expectNear(y.at(area[59]![1]) - floor, shares[59]!, 2 * near(y));
      floor += shares[59]!;
    }
  });
  const { rows } = stagesTable(given.stagesData);
  for (const [name, week, ...shares] of rows)
    expect(shares).toEqual(
      given.stagesData.policies
        .find((each) => each.name === name)!
        .parts.map((part) => part.shares[Number(week) - 1]),
    );
  expect(flowsTable(given.POLICIES, [{ title: 'Recruited', perYear: [1, 2] }]).rows).toEqual([
    ['Recruited', 1, 2, '–'],
  ]);
});

it('pushes are bars from zero to the middle run with a line over 9 of 10', () => {
  const plot = plotsOf(pushes(given.pushesData, options))[0]!;
  const { at, of } = readScale(plot, 'x')!;
  const bars = Array.from(plot.querySelectorAll('[data-policy]'));
  const { rows } = pushesTable(given.pushesData);
  expect(bars.length).toBe(rows.length);
  bars.forEach((bar, k) => {
    const [, , low, middle, high] = rows[k]!.map(Number);
    const rect = pick(bar, 'rect');
    const ends = [n(rect, 'x'), n(rect, 'x') + n(rect, 'width')];
    expectNear(Math.min(...ends), Math.min(of(0), of(middle!)), 0.51);
    expectNear(Math.max(...ends), Math.max(of(0), of(middle!)), 0.51);
    expectNear(at(place(Array.from(bar.querySelectorAll('path')).at(-1)!)[0]), middle!, near({ at }));
    expectNear(at(n(pick(bar, 'line'), 'x1')), low!, near({ at }));
    expectNear(at(n(pick(bar, 'line'), 'x2')), high!, near({ at }));
  });
});

it('levers step where the table says', () => {
  const plots = plotsOf(levers(given.leversData, options));
  const step = pick(plots[1]!, '[data-policy="2"]');
  const { x, y } = scales(plots[1]!);
  const found = points(step);
  expectNear(y.at(found[0]![1]), 0.3, near(y));
  expectNear(y.at(found.at(-1)![1]), 0.9, near(y));
  expect(
    leversTable(given.leversData).rows.filter(
      ([lever, policy]) => lever === 'Publicity (share)' && policy === 'Defectors speak',
    ),
  ).toEqual([
    ['Publicity (share)', 'Defectors speak', 1, 0.3],
    ['Publicity (share)', 'Defectors speak', 27, 0.9],
  ]);
  const turn = found.find(([, py], k) => k > 0 && py !== found[0]![1])!;
  expectNear(x.at(turn[0]), 26, near(x));
  expect(leversWords(given.leversData).summary).toContain('Government campaign, Defectors speak 1.0');
  const same = {
    ...given.leversData,
    levers: given.leversData.levers.map((lever) => ({
      ...lever,
      values: [lever.values[0]!, lever.values[0]!, lever.values[0]!],
    })),
  };
  expect(leversWords(same).summary).toContain('all policies');
});

describe('tornado', () => {
  it('has its ends at the differences, the widest first, and says what can flip', () => {
    const plot = plotsOf(tornado(given.tornadoData, options))[0]!;
    const { at } = readScale(plot, 'x')!;
    const { rows } = tornadoTable(given.tornadoData);
    const bars = Array.from(plot.querySelectorAll('[data-row]'));
    expect(rows.map(([name]) => name)).toEqual([
      'How far expected sentence silences (share), grade H',
      'Credibility of defectors (0 to 1), grade B',
      'Recruitment (per week)',
    ]);
    bars.forEach((bar, k) => {
      const [, , low, , high] = rows[k]!;
      for (const [end, value] of [
        ['low', low],
        ['high', high],
      ] as const) {
        const circle = bar.querySelector(`[data-end="${end}"]`);
        if (value === '–') expect(circle).toBeNull();
        else expectNear(at(n(circle!, 'cx')), Number(value), near({ at }));
      }
    });
    expect(rows.map((row) => row[5])).toEqual(['yes', 'no', 'no']);
    expect(tornadoWords(given.tornadoData).title).toBe(
      'How far expected sentence silences can flip the answer',
    );
    expect(tornadoWords({ ...given.tornadoData, rows: [] }).title).toBe(
      'No assumption alone turns the answer around within its range',
    );
    expect(given.tornadoData.rows.map(flips)).toEqual([false, true, false]);
    // What has been judged over more than its ends is not judged again.
    expect(flips({ ...given.tornadoData.rows[1]!, flips: false })).toBe(false);
  });
});

describe('break-even map', () => {
  const grid = (size: number, f: (x: number, y: number) => number | null): MapCell[] =>
    Array.from({ length: size * size }, (_, k) => {
      const [i, j] = [k % size, Math.floor(k / size)];
      const mean = f((i + 0.5) / size, (j + 0.5) / size);
      return {
        key: `${i},${j}`,
        x0: i / size,
        x1: (i + 1) / size,
        y0: j / size,
        y1: (j + 1) / size,
        mean,
        sign: (mean ?? 0) < 0 ? 'below' : 'above',
      };
    });

  it('has a cell where the table says, with the fill of its difference', () => {
    const plot = plotsOf(breakeven(given.breakevenData, options))[0]!;
    const { x, y } = scales(plot);
    const { rows } = breakevenTable(given.breakevenData);
    const cells = Array.from(plot.querySelectorAll('[data-cell]'));
    expect(cells.length).toBe(rows.length);
    cells.forEach((cell, k) => {
      const rect = pick(cell, 'rect');
      const [x0, x1, y0, y1] = rows[k]!.map(Number);
      expectNear(x.at(n(rect, 'x')), x0!, near(x));
      expectNear(x.at(n(rect, 'x') + n(rect, 'width')), x1!, near(x));
      expectNear(y.at(n(rect, 'y')), y1!, near(y));
      expectNear(y.at(n(rect, 'y') + n(rect, 'height')), y0!, near(y));
      expect(cell.getAttribute('data-cell')).toBe(given.breakevenData.cells[k]!.key);
      expect(cell.querySelectorAll('rect').length).toBe(
        cell.getAttribute('data-sign') === 'undecided' ? 2 : 1,
      );
    });
  });

  it('draws the line of zero within a cell of where it is: 0.392157, at any size of cell', () => {
    for (const size of [4, 5, 10, 20]) {
      const line = zeroLine(grid(size, (x) => x - 0.392157));
      expect(line.length).toBe(size - 1);
      for (const [x] of line.flat()) expect(Math.abs(x - 0.392157)).toBeLessThan(1 / size);
      // Of what is straight between two middles, nearer than that.
      for (const [x] of line.flat()) expect(Math.abs(x - 0.392157)).toBeLessThan(1e-9);
    }
    const mixed = zeroLine(given.breakevenData.cells).flat();
    expect(mixed.length).toBeGreaterThan(0);
    for (const [x] of mixed) expect(Math.abs(x - 0.392)).toBeLessThan(0.25);
  });

  it('has no line where all is on one side or nothing is known, and both branches of a saddle', () => {
    expect(zeroLine(grid(5, () => 1))).toEqual([]);
    expect(zeroLine(grid(5, () => null))).toEqual([]);
    expect(zeroLine([])).toEqual([]);
    for (const lift of [-0.1, 0.1]) {
      const saddle = zeroLine(grid(2, (x, y) => (x < 0.5 === y < 0.5 ? 1 : -1) + lift));
      expect(saddle.length).toBe(2);
    }
  });

  it('has every crossing on a segment between two middles of unlike sign', () => {
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(values, (v) => {
        const f = (x: number, y: number): number => v[Math.floor(x * 4) + 4 * Math.floor(y * 4)]!;
        for (const [x, y] of zeroLine(grid(4, f)).flat()) {
          const [i, j] = [x * 4 - 0.5, y * 4 - 0.5];
          expect(Math.min(Math.abs(i - Math.round(i)), Math.abs(j - Math.round(j)))).toBeLessThan(1e-9);
        }
      }),
      { ...SEED, numRuns: 100 },
    );
  });

  it('says what the evidence box holds, by area', () => {
    // x from 0.2 to 0.7, y from 0.25 to 0.75 of the cells of the gallery, summed by hand.
    const shares = boxShares(given.breakevenData);
    expect(shares.below + shares.above + shares.undecided + shares.unknown).toBeCloseTo(1, 12);
    expect(shares.unknown).toBeCloseTo((0.2 * 0.25) / 0.25, 12);
    expect(shares.below).toBeCloseTo((0.2 * 0.25) / 0.25, 12);
    expect(shares.above).toBeCloseTo((0.05 * 0.25) / 0.25, 12);
    expect(boxWords(given.breakevenData)).toBe(
      'Defectors speak is better in 20\u00a0% of the evidence box, worse in 5\u00a0%, undecided in 55\u00a0%, not yet run in 20\u00a0%.',
    );
    const all = { ...given.breakevenData, cells: grid(10, (x) => 0.392157 - x) };
    expect(boxWords({ ...all, measure: { ...all.measure, betterWhen: 'higher' } })).toContain('worse in 60');
    expect(boxWords({ ...all, measure: { ...all.measure, betterWhen: null } })).toContain(
      'ends with fewer recruits in 60',
    );
    expect(cellWords(all, all.cells[0]!)).toContain('almost no difference with Defectors speak');
    expect(cellWords(all, { ...all.cells[0]!, mean: null })).toContain('not yet run');
  });

  it('has nine steps, the fifth around zero', () => {
    expect([-10, -6, -1, 0, 1, 6, 10].map((mean) => stepOf(mean, 10))).toEqual([0, 1, 4, 4, 4, 7, 8]);
  });

  it('says sides where colours are forced, and marks the cell that the reader is at', () => {
    const forced = breakeven(given.breakevenData, { ...options, theme: 'forced', cell: '0,1,0' });
    expect(Array.from(forced.querySelectorAll('[data-cell] text'), (text) => text.textContent)).toContain(
      '−',
    );
    expect(forced.querySelector('[data-picked="0,1,0"]')).not.toBeNull();
  });
});

it('seeds are twelve panels on one axis, with the difference of the table', () => {
  const svg = seeds(given.seedsData, options);
  const plots = plotsOf(svg);
  expect(plots.length).toBe(12);
  seedsTable(given.seedsData).rows.forEach(([, a, b, gap], k) => {
    const { y } = scales(plots[k]!);
    const ends = [0, 2].map((p) => y.at(points(pick(plots[k]!, `[data-policy="${p}"]`)).at(-1)![1]));
    expectNear(ends[0]!, Number(a), near(y));
    expectNear(ends[1]!, Number(b), near(y));
    expect(Number(b) - Number(a)).toBe(gap);
  });
});

it('runs made again stand below those of the file, as the table says', () => {
  const plot = plotsOf(again(given.againData, options))[0]!;
  const { at: valueAt } = readScale(plot, 'x')!;
  const told = againTable(given.againData).rows.flatMap((row) => [row.slice(1, 4), row.slice(4)]);
  const marks = Array.from(plot.querySelectorAll('[data-side]'));
  expect(marks.map((mark) => mark.getAttribute('data-side'))).toEqual(
    given.againData.rows.flatMap(() => ['theirs', 'ours']),
  );
  marks.forEach((mark, k) => {
    const [line, dot] = [pick(mark, 'line'), pick(mark, 'circle')];
    const shown = [n(dot, 'cx'), n(line, 'x1'), n(line, 'x2')].map(valueAt);
    shown.forEach((value, at) => expectNear(value, Number(told[k]![at]), 0.05));
    expect(line.hasAttribute('stroke-dasharray')).toBe(k % 2 === 0);
  });
});

it('lifelines are as long as their spans, and part where they part', () => {
  const plot = plotsOf(lifelines(given.lifelinesData, { ...options, week: 40 }))[0]!;
  const { at } = readScale(plot, 'x')!;
  const spans = given.lifelinesData.lanes.flatMap((lane) => lane.spans);
  const bars = Array.from(plot.querySelectorAll('[data-stage]'));
  expect(bars.length).toBe(spans.length);
  bars.forEach((bar, k) => {
    const rect = pick(bar, ':scope > rect');
    expectNear(at(n(rect, 'x')), spans[k]!.from, 0.05);
    expectNear(at(n(rect, 'x') + n(rect, 'width')), spans[k]!.to + 1, 0.05);
  });
  expectNear(at(n(pick(plot, '[data-rule="parting"]'), 'x1')), 17, 0.05);
});

describe('axes', () => {
  it('read a place back as the number that it is', () => {
    const plot = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    plot.setAttribute('data-x', '1 100 0 200');
    expect(readScale(plot, 'x')!.at(100)).toBeCloseTo(50.5, 9);
    plot.setAttribute('data-x-log', 'true');
    expect(readScale(plot, 'x')!.at(100)).toBeCloseTo(10, 9);
    expect(readScale(plot, 'x')!.of(10)).toBeCloseTo(100, 9);
    expect(readScale(plot, 'y')).toBeNull();
    plot.setAttribute('data-y', '1 2');
    expect(readScale(plot, 'y')).toBeNull();
  });

  it('name weeks that a year, a quarter or a week divides, and no more than asked', () => {
    expect(weekTicks(1, 60, 5)).toEqual([13, 26, 39, 52]);
    expect(weekTicks(1, 520, 5)).toEqual([104, 208, 312, 416, 520]);
    expect(weekTicks(1, 3, 5)).toEqual([1, 2, 3]);
    expect(powerTicks(powers(900, [0, 1]), 6)).toEqual([1, 10, 100, 1000]);
    expect(powerTicks(powers(90, [0, 1]), 6)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(amounts(0, 0, [0, 1]).domain()).toEqual([0, 1]);
  });

  it('put labels apart, in their order, where there is room inside, and above each other where not', () => {
    const wanted = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(wanted, (all) => {
        const places = settled(
          all,
          all.map(() => 30),
          0,
          300,
        );
        const order = all.map((_, k) => k).sort((a, b) => all[a]! - all[b]! || a - b);
        for (let k = 1; k < order.length; k++)
          expect(places[order[k]!]! - places[order[k - 1]!]!).toBeGreaterThanOrEqual(30 - 1e-9);
        for (const y of places) expect(y >= 15 - 1e-9 && y <= 285 + 1e-9).toBe(true);
      }),
      { ...SEED, numRuns: 100 },
    );
    expect(settled([5, 5], [100, 100], 0, 50)).toEqual([50, 150]);
  });
});
