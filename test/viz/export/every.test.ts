// Every chart that there is can leave: nothing of it is lost on the way, and nothing in it may not go.
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { carrier, faultsIn, recipeInSvg, svgText } from '../../../viz/export/svg.ts';
import { EXAMPLES } from '../charts/gallery.ts';
import { recipeOf, toldOf } from './scene.ts';

const { window } = new JSDOM('');
const marks = (svg: Element): number => svg.querySelectorAll('circle, path, line, rect, text').length;

describe.each(Object.entries(EXAMPLES))('%s', (_, { draw }) => {
  it('leaves with its recipe and all its marks', () => {
    const chart = draw({ document: window.document, width: 960, theme: 'light', id: 'taken' });
    const before = marks(chart);
    const svg = carrier(chart, toldOf(recipeOf()));
    expect(faultsIn(svg)).toEqual([]);
    const added = svg.querySelectorAll(':scope > g:last-child text').length + 1;
    expect(marks(svg)).toBe(before + added);
    const text = svgText(svg);
    expect(text).not.toMatch(/currentColor|var\(|class=|style=|<script|foreignObject/i);
    expect(JSON.parse(recipeInSvg(text)!)).toEqual(recipeOf());
  });
});
