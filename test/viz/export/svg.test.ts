// A picture stands alone and carries its recipe; another reader of XML finds the same in it, and nothing of it can run.
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { recipeCode } from '../../../viz/export/recipe.ts';
import { Refused } from '../../../viz/export/refusal.ts';
import { carrier, faultsIn, jsonForXml, recipeInSvg, svgText } from '../../../viz/export/svg.ts';
import { textsInXml } from '../../../viz/export/xml.ts';
import { chartOf, FIRST, recipeOf, scenarioText, SEED, toldOf, worked } from './scene.ts';

const { window } = new JSDOM('');
const parsed = (text: string): Document => new window.DOMParser().parseFromString(text, 'image/svg+xml');
const made = (scenario = FIRST.text, more = {}): string => {
  const recipe = recipeOf(scenario);
  return svgText(carrier(chartOf(), toldOf(recipe, more)));
};
const refused = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    if (error instanceof Refused)
      return `${error.refusal.code}: ${error.refusal.what}, ${error.refusal.where}`;
    throw error;
  }
  return 'not refused';
};

describe('the carrier', () => {
  it('gives the recipe back to the letter, here and to another reader', () => {
    fc.assert(
      fc.property(
        fc.oneof(scenarioText, fc.string({ unit: 'binary' }), fc.constant(']]>]]&gt;<!--\0\uffff\ud800')),
        (scenario) => {
          const text = made(scenario);
          expect(JSON.parse(recipeInSvg(text)!)).toEqual(recipeOf(scenario));
          const theirs = parsed(text).getElementsByTagName('palinode:recipe')[0]!.textContent!;
          expect(JSON.parse(theirs)).toEqual(recipeOf(scenario));
        },
      ),
      { ...SEED, numRuns: 60 },
    );
  });

  it('says on the picture what it is of, once, and grows by as much', () => {
    const svg = parsed(made()).documentElement;
    const texts = Array.from(svg.querySelectorAll('text'), (text) => text.textContent!).join(' ');
    for (const fact of [
      '2,000 people',
      '520 weeks',
      'seed palinode 2015',
      'palinode 0.1.0',
      'MIT',
      `Recipe ${recipeCode(recipeOf())}`,
    ])
      expect(texts.split(fact)).toHaveLength(2);
    expect(texts.split('n = 200 paired runs')).toHaveLength(2);
    const height = Number(svg.getAttribute('height'));
    expect(height).toBeGreaterThan(260);
    expect(svg.getAttribute('viewBox')).toBe(`0 0 460 ${height}`);
    const paper = svg.querySelector('rect')!;
    expect([paper.getAttribute('height'), paper.getAttribute('fill')]).toEqual([String(height), '#ffffff']);
    for (const text of svg.querySelectorAll(':scope > g:last-child text'))
      expect(Number(text.getAttribute('y'))).toBeLessThan(height);
  });

  it('has Dublin Core, title and description, ids of its own, and nothing of the page', () => {
    const svg = parsed(made(FIRST.text, { link: 'https://example.org/#r=v1&x' })).documentElement;
    const dc = (name: string): string => svg.getElementsByTagName(`dc:${name}`)[0]!.textContent!;
    expect(dc('title')).toBe('Fewer recruits in 187 of 200 paired runs');
    expect(dc('source')).toBe('https://example.org/#r=v1&x');
    expect([dc('date'), dc('identifier')]).toEqual(['2026-11-24', recipeCode(recipeOf())]);
    const ids = Array.from(svg.querySelectorAll('[id]'), ({ id }) => id);
    expect(ids.every((id) => id.startsWith(`palinode-${recipeCode(recipeOf())}-`))).toBe(true);
    for (const id of svg.getAttribute('aria-labelledby')!.split(' ')) expect(ids).toContain(id);
    expect(ids).toContain(
      /url\(#(.*)\)/.exec(svg.querySelector('[clip-path]')!.getAttribute('clip-path')!)![1],
    );
    expect(svg.querySelectorAll('[class], [style], [tabindex], [data-k]')).toHaveLength(0);
    expect([svg.children[0]!.tagName, svg.children[1]!.tagName]).toEqual(['title', 'desc']);
  });

  it.each([
    ['script', {}, 'an element script'],
    ['foreignObject', {}, 'an element foreignObject'],
    ['style', {}, 'an element style'],
    ['a', {}, 'an element a'],
    ['image', { href: 'https://example.org/x.png' }, 'refers to https'],
    ['image', { href: 'data:image/svg+xml;base64,AA==' }, 'refers to data'],
    ['use', { 'xlink:href': 'x.svg#a' }, 'refers to x.svg'],
    ['rect', { fill: 'var(--ink)' }, 'fill is var'],
    ['rect', { fill: 'url(https://example.org/#a)' }, 'fill refers to'],
    ['rect', { filter: 'url(#a)' }, 'an attribute filter'],
    ['animate', { attributeName: 'x' }, 'an element animate'],
  ])('refuses to let out a chart with %s %o', (name, attributes, fault) => {
    const chart = chartOf();
    const element = chart.ownerDocument.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    chart.append(element);
    expect(faultsIn(chart).some((found) => found.includes(fault))).toBe(true);
    expect(refused(() => carrier(chart, toldOf(recipeOf())))).toContain(fault);
  });
  it('lets out a picture within the picture, and takes handlers off', () => {
    const chart = chartOf();
    const image = chart.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'image');
    image.setAttribute('href', 'data:image/png;base64,iVBORw0KGgo=');
    image.setAttribute('onload', 'alert(1)');
    chart.append(image);
    expect(svgText(carrier(chart, toldOf(recipeOf())))).not.toContain('alert');
  });
  it('writes out colours that would be inherited', () => {
    const chart = chartOf();
    const group = chart.querySelector('g')!;
    group.setAttribute('color', '#0d422f');
    group.querySelector('circle')!.setAttribute('fill', 'currentColor');
    chart.querySelector('text')!.setAttribute('stroke', 'currentcolor');
    const svg = parsed(svgText(carrier(chart, toldOf(recipeOf())))).documentElement;
    expect(svg.querySelector('circle')!.getAttribute('fill')).toBe('#0d422f');
    expect(svg.querySelector('text')!.getAttribute('stroke')).toBe('#1c1e21');
    expect(svgText(svg as unknown as SVGSVGElement)).not.toMatch(/currentcolor| color=/i);
  });
  it('writes a title and description where the chart has none', () => {
    const chart = chartOf('');
    chart.querySelector('desc')!.remove();
    const svg = parsed(svgText(carrier(chart, toldOf(recipeOf())))).documentElement;
    expect(svg.querySelector('title')!.textContent).toMatch(/^Fewer recruits/);
    expect(svg.querySelector('desc')!.textContent).toMatch(/^Dots left of zero/);
  });
});

describe('the reader', () => {
  const recipe = jsonForXml(recipeOf());
  const file = (inside: string, before = ''): string =>
    `${before}<svg xmlns="http://www.w3.org/2000/svg"><metadata>${inside}</metadata><g><path d="M0 0"/></g></svg>`;

  it('takes what a drawing program has made of the file', () => {
    const escaped = recipe.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    for (const inside of [
      `<palinode:recipe xmlns:palinode='urn:palinode:recipe' >${escaped}</palinode:recipe >`,
      `<rdf:RDF><a/></rdf:RDF><!-- > <x --><palinode:recipe\n  id = "r9"><![CDATA[${recipe.slice(0, 99)}]]><![CDATA[${recipe.slice(99)}]]></palinode:recipe>`,
      `<palinode:recipe>${recipe.replace('{', '&#123;').replaceAll('"', '&#x22;')}</palinode:recipe>`,
    ])
      expect(JSON.parse(recipeInSvg(file(inside, '<?xml version="1.0"?>\n<!-- by hand -->\n'))!)).toEqual(
        recipeOf(),
      );
  });
  it('finds none where there is none, and none outside of metadata', () => {
    expect(recipeInSvg(file('<dc:title>t</dc:title>'))).toBeNull();
    expect(recipeInSvg('<svg><palinode:recipe>{}</palinode:recipe></svg>')).toBeNull();
    expect(recipeInSvg('<svg/>')).toBeNull();
  });
  it.each([
    ['<!DOCTYPE svg><svg/>', 'svg-declaration'],
    ['<svg>\n<!ENTITY a "b"></svg>', 'svg-declaration'],
    ['<!DOCTYPE svg [<!ENTITY a "&b;&b;">]><svg>&a;</svg>', 'svg-declaration'],
    ['<svg><metadata><palinode:recipe>&a;</palinode:recipe></metadata></svg>', 'svg-broken'],
    ['<svg><metadata><palinode:recipe>&#x110000;</palinode:recipe></metadata></svg>', 'svg-broken'],
    ['<svg><metadata><palinode:recipe>a & b</palinode:recipe></metadata></svg>', 'svg-broken'],
    ['<svg><g></svg>', 'svg-broken'], ['<svg>', 'svg-broken'], ['<svg/><svg/>', 'svg-broken'], ['<svg/>x', 'svg-broken'],
    ['x<svg/>', 'svg-broken'], ['<svg a=b/>', 'svg-broken'], ['<svg a="<"/>', 'svg-broken'], ['<svg <', 'svg-broken'],
    ['< svg/>', 'svg-broken'], ['<svg><!-- </svg>', 'svg-broken'], ['<svg><![CDATA[ </svg>', 'svg-broken'], ['<?xml', 'svg-broken'],
    ['</svg>', 'svg-broken'], ['', 'svg-broken'], ['<g'.repeat(9) + '>', 'svg-broken'], ['<a>'.repeat(300), 'svg-broken'],
    ['<html><body/></html>', 'not-svg'],
    [file('<palinode:recipe>{}</palinode:recipe><palinode:recipe>{}</palinode:recipe>'), 'recipes-many'],
  ])('refuses %j as %s', (text, code) => {
    expect(refused(() => recipeInSvg(text))).toMatch(new RegExp(`^${code}: `));
  }); // prettier-ignore
  it('says the line, and answers long files at once', () => {
    expect(refused(() => textsInXml('<svg>\n\n<g></svg>', 'a', 'b'))).toMatch(/line 3$/);
    for (const bomb of [
      `<svg>${'<a>'.repeat(5_000_000)}`,
      `<svg ${'a="b" '.repeat(2_000_000)}`,
      `<svg>${'<a/>'.repeat(3_000_000)}</svg>`,
      `<svg>${'&a;'.repeat(5_000_000)}</svg>`,
      `<svg ${' '.repeat(10_000_000)}`,
      `<${'s'.repeat(10_000_000)}`,
      `<svg>${'<!--'.repeat(3_000_000)}`,
      '<'.repeat(10_000_000),
    ]) {
      const start = worked();
      refused(() => textsInXml(bomb, 'palinode:recipe', 'metadata'));
      expect(worked() - start, bomb.slice(0, 12)).toBeLessThan(2000);
    }
  });
});
