// A picture that carries its recipe: the chart, a foot that says what it is of, and the recipe as plain JSON in its metadata.
// It stands alone, with presentation attributes only, and is looked over before it leaves: nothing in it can run, load
// or depend on the page. What comes back is read by xml.ts and is never put into a page.

import { select } from 'd3-selection';
import { COLOURS } from '../charts/colours.ts';
import { broken, charWidth, lines } from '../charts/frame.ts';
import type { Part } from '../charts/frame.ts';
import { recipeCode } from './recipe.ts';
import type { Recipe } from './recipe.ts';
import { Refused } from './refusal.ts';
import { textsInXml } from './xml.ts';

const SVG = 'http://www.w3.org/2000/svg';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const DC = 'http://purl.org/dc/elements/1.1/';
const OURS = 'urn:palinode:recipe';
export const SVG_BYTES = 16_777_216;

export interface Told {
  readonly recipe: Recipe;
  /** What is seen in it. */
  readonly title: string;
  /** For who cannot see it. */
  readonly description: string;
  /** What must stand on the picture: facts that its own text does not say are added at its foot. */
  readonly facts: readonly string[];
  /** '2026-11-24'. */
  readonly date: string;
  /** Where it opens; null for a page that has no address of its own. */
  readonly link: string | null;
}

/** The picture as an element in an XML document of its own. Throws a Refused where something in it must not leave. */
export function carrier(chart: SVGSVGElement, told: Told): SVGSVGElement {
  const owner = chart.ownerDocument.implementation.createDocument(SVG, 'svg', null);
  const svg = owner.importNode(chart, true);
  owner.replaceChild(svg, owner.documentElement);
  const code = recipeCode(told.recipe);
  stripped(svg);
  coloured(svg, COLOURS.light.ink);
  renamed(svg, `palinode-${code}`);
  worded(svg, told);
  footed(svg, [...missing(svg, told.facts), `Recipe ${code}`]);
  svg.insertBefore(metadata(owner, told, code), svg.querySelector('desc')!.nextSibling);
  const faults = faultsIn(svg);
  if (faults.length > 0)
    throw new Refused(
      'picture-unfit',
      `This chart cannot be saved as it is: ${faults[0]}`,
      '',
      'Save the numbers instead, and report the chart.',
    );
  return svg;
}

/** The text of an SVG file. */
export function svgText(svg: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** The JSON of the recipe in the text of an SVG; null where there is none. Throws a Refused. */
export function recipeInSvg(text: string): string | null {
  const { root, texts } = textsInXml(text, 'palinode:recipe', 'metadata');
  if (!/^(\w+:)?svg$/.test(root))
    throw new Refused(
      'not-svg',
      'This is XML, but not an SVG picture',
      '',
      'Drop a scenario or a picture of this program.',
    );
  if (texts.length > 1)
    throw new Refused(
      'recipes-many',
      'This SVG carries more than one recipe',
      '',
      'Drop the pictures one by one.',
    );
  return texts[0] ?? null;
}

/** JSON that no XML reader can mistake: nothing ends its section, and no character is one that XML does not have. */
export function jsonForXml(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replaceAll(']]>', ']]\\u003e')
    .replace(
      /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** Attributes that serve the page only. */
const OF_THE_PAGE = /^(class|style|tabindex|focusable|data-.*|on.*)$/;

function stripped(svg: Element): void {
  for (const element of [svg, ...svg.querySelectorAll('*')])
    for (const { name } of Array.from(element.attributes))
      if (OF_THE_PAGE.test(name)) element.removeAttribute(name);
}

/** Colours by their own names: what a drawing program would inherit otherwise than a browser is written out. */
function coloured(element: Element, inherited: string): void {
  const own = element.getAttribute('color');
  const colour = own === null || CURRENT.test(own) ? inherited : own;
  element.removeAttribute('color');
  for (const { name, value } of Array.from(element.attributes))
    if (CURRENT.test(value)) element.setAttribute(name, colour);
  for (const child of element.children) coloured(child, colour);
}

const CURRENT = /^currentcolor$/i;

/** Ids begin with a prefix of this picture, so that two of them can stand in one document. */
function renamed(svg: Element, prefix: string): void {
  const elements = [svg, ...svg.querySelectorAll('*')];
  const ids = new Set(elements.map((element) => element.id).filter((id) => id !== ''));
  const to = (id: string): string => (ids.has(id) ? `${prefix}-${id}` : id);
  for (const element of elements)
    for (const { name, value } of Array.from(element.attributes)) {
      if (name === 'id') element.setAttribute(name, to(value));
      else if (/^aria-(labelledby|describedby)$/.test(name))
        element.setAttribute(name, value.split(' ').map(to).join(' '));
      else if (/^(xlink:)?href$/.test(name) && value.startsWith('#'))
        element.setAttribute(name, `#${to(value.slice(1))}`);
      else if (value.includes('url(#'))
        element.setAttribute(
          name,
          value.replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${to(id)})`),
        );
    }
}

function worded(svg: SVGSVGElement, { title, description }: Told): void {
  const ensured = (name: string, text: string, before: Node | null): Element => {
    const found = Array.from(svg.children).find(({ tagName }) => tagName === name);
    const element = found ?? svg.insertBefore(svg.ownerDocument.createElementNS(SVG, name), before);
    if ((element.textContent ?? '') === '') element.textContent = text;
    return element;
  };
  ensured('desc', description, ensured('title', title, svg.firstChild).nextSibling);
}

function missing(svg: Element, facts: readonly string[]): string[] {
  const said = Array.from(svg.querySelectorAll('text'), (text) => text.textContent ?? '').join(' ');
  // A chart that counts its own runs has said how many.
  const isSaid = (fact: string): boolean =>
    fact === '' || said.includes(fact) || (fact.startsWith('n = ') && said.includes('n = '));
  return facts.filter((fact) => !isSaid(fact));
}

const LINE = 15;
const EDGE = 24;

/** More lines at the foot; the picture grows by them. */
function footed(svg: SVGSVGElement, facts: readonly string[]): void {
  const width = Number(svg.getAttribute('width'));
  const height = Number(svg.getAttribute('height'));
  const feet = broken(facts.join(' · '), (width - 2 * EDGE) / charWidth(12));
  const whole = height + feet.length * LINE + EDGE / 2;
  const sheet = select(svg as unknown as SVGSVGElement) as unknown as Part<SVGSVGElement>;
  sheet.attr('width', width).attr('height', whole).attr('viewBox', `0 0 ${width} ${whole}`);
  const paper = svg.ownerDocument.createElementNS(SVG, 'rect');
  select(paper).attr('width', width).attr('height', whole).attr('fill', COLOURS.light.paper);
  svg.insertBefore(paper, svg.querySelector('desc')!.nextSibling);
  lines(sheet, feet, { x: EDGE, y: height + 8, step: LINE, size: 12 }).attr('fill', COLOURS.light.quiet);
}

/** Dublin Core in RDF, as drawing programs keep it, and the recipe. */
function metadata(owner: Document, told: Told, code: string): Element {
  const element = owner.createElementNS(SVG, 'metadata');
  const rdf = element.appendChild(owner.createElementNS(RDF, 'rdf:RDF'));
  const work = rdf.appendChild(owner.createElementNS(RDF, 'rdf:Description'));
  work.setAttributeNS(RDF, 'rdf:about', '');
  const { engine } = told.recipe;
  const entries: readonly (readonly [string, string | null])[] = [
    ['title', told.title],
    ['description', told.description],
    ['creator', `${engine.name} ${engine.version}`],
    ['date', told.date],
    ['identifier', code],
    ['format', 'image/svg+xml'],
    ['rights', RIGHTS],
    ['source', told.link],
  ];
  for (const [name, value] of entries)
    if (value !== null) work.appendChild(owner.createElementNS(DC, `dc:${name}`)).textContent = value;
  const recipe = element.appendChild(owner.createElementNS(OURS, 'palinode:recipe'));
  recipe.appendChild(owner.createCDATASection(jsonForXml(told.recipe)));
  return element;
}

export const RIGHTS = 'MIT licence, The Palinode authors. Modelled, invented people.';

const ELEMENTS =
  /^(svg|g|path|line|rect|circle|ellipse|polygon|polyline|text|tspan|title|desc|defs|clipPath|linearGradient|radialGradient|stop|pattern|marker|use|image|metadata|rdf:RDF|rdf:Description|dc:\w+|palinode:recipe)$/;
const ATTRIBUTES =
  /^(id|x|y|x1|x2|y1|y2|dx|dy|cx|cy|r|rx|ry|d|points|width|height|viewBox|preserveAspectRatio|transform|role|aria-[a-z]+|fill|fill-opacity|fill-rule|stroke|stroke-(width|opacity|dasharray|dashoffset|linecap|linejoin|miterlimit)|vector-effect|opacity|font-(family|size|weight|style|variant-numeric)|text-anchor|text-decoration|dominant-baseline|alignment-baseline|baseline-shift|letter-spacing|paint-order|shape-rendering|text-rendering|image-rendering|clip-path|clip-rule|clipPathUnits|offset|stop-(color|opacity)|gradientUnits|gradientTransform|patternUnits|patternTransform|marker-(start|mid|end)|markerWidth|markerHeight|markerUnits|refX|refY|orient|visibility|pointer-events|xml:space|xml:lang|lang|rdf:about|xmlns(:\w+)?)$/;
const REFERENCE = /^(xlink:)?href$/;

/** What may not leave in a picture, in words: what could run, load, or look otherwise elsewhere. */
export function faultsIn(svg: Element): string[] {
  return [svg, ...svg.querySelectorAll('*')].flatMap((element) => [
    ...(ELEMENTS.test(element.tagName) ? [] : [`it has an element ${element.tagName}`]),
    ...Array.from(element.attributes).flatMap(({ name, value }) =>
      attributeFault(element.tagName, name, value),
    ),
  ]);
}

function attributeFault(element: string, name: string, value: string): string[] {
  if (REFERENCE.test(name)) {
    const isOwn =
      value.startsWith('#') || (element === 'image' && /^data:image\/png;base64,[\w+/=]*$/.test(value));
    return isOwn ? [] : [`it refers to ${value.slice(0, 40)}`];
  }
  if (!ATTRIBUTES.test(name)) return [`it has an attribute ${name}`];
  if (name.startsWith('xmlns') || name.startsWith('aria-')) return [];
  if (/currentcolor|var\(|javascript:|expression\(/i.test(value)) return [`${name} is ${value.slice(0, 40)}`];
  return /url\((?!#)/i.test(value) ? [`${name} refers to ${value.slice(0, 40)}`] : [];
}
