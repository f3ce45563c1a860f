// How sure a number is, and by whom: the grade in words, and the published sources behind it. The list of sources is fetched
// when somebody first looks.

import type { Grade } from '../../sim/parameter.ts';
import type { Reference } from '../../sim/references.ts';
import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { signal } from '../signal.ts';
import type { Field } from './fields.ts';

/** The grade as a reader sees it: a letter is never alone. */
export const GRADES: Readonly<Record<Grade, { readonly word: string; readonly says: string }>> = {
  A: { word: 'measured', says: 'grade A: measured, in this field' },
  B: { word: 'observed', says: 'grade B: observed in this field, not measured' },
  C: { word: 'nearby', says: 'grade C: taken from a neighbouring field' },
  H: { word: 'a guess', says: 'grade H: a guess; nobody has measured it' },
};

const sources = signal<Readonly<Record<string, Reference>> | null>(null);
let asked = false;

/** Fetches the list of sources, once; templates that show some are drawn again when it is there. */
export function fetchSources(): void {
  if (asked) return;
  asked = true;
  void import('../../sim/references.ts').then(({ REFERENCES }) => (sources.value = REFERENCES));
}

export function gradeChip(grade: Grade | null): TemplateResult | typeof nothing {
  if (grade === null) return nothing;
  const { word, says } = GRADES[grade];
  return html`<span class="grade" data-grade=${grade} title=${says}
    ><span aria-hidden="true">${grade}</span> <span>${word}</span></span
  >`;
}

/** The sources of a field as a list, each with what it says and where it can be read. */
export function sourceList({ evidence }: Pick<Field, 'evidence'>): TemplateResult | typeof nothing {
  if (evidence.length === 0) return nothing;
  const known = sources.value;
  if (known === null) return html`<p class="note">Fetching the sources …</p>`;
  return html`<ul class="sources">
    ${evidence.map((id) => html`<li>${known[id] ? told(known[id]) : id}</li>`)}
  </ul>`;
}

/** Whether the figure itself was seen, in words. */
const STATUS: Readonly<Record<Reference['status'], string>> = {
  read: '',
  secondary: 'As reported by others.',
  derived: 'Our arithmetic.',
  unverified: 'Cited from memory, not confirmed.',
  judgement: '',
};

function told(reference: Reference): TemplateResult {
  const { authors, year, title, where, says, status } = reference;
  const plain = title.replace(/^\[(.*)\]$/, '$1');
  const address = addressOf(reference);
  const named = address === null ? html`${plain}` : html`<a href=${address} rel="noreferrer">${plain}</a>`;
  const by =
    authors === '' || authors === 'None' ? nothing : `${authors}${year === null ? '' : ` (${year})`}: `;
  return html`${by}${named}${where === '' ? nothing : `, ${where}`}. ${says} ${STATUS[status]}`;
}

/** Where a source can be read, an https address; null where it has none. */
export function addressOf({ doi, url }: Pick<Reference, 'doi' | 'url'>): string | null {
  const address = doi === undefined ? url : `https://doi.org/${doi}`;
  return address !== undefined && address.startsWith('https://') ? address : null;
}
