// The gallery: the scenarios of scenarios/, each a question. Titles and questions come with the page, the texts when asked.

export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly question: string;
}

const FILES = import.meta.glob<string>(['../scenarios/*.json', '!../scenarios/*.schema.json'], {
  query: '?raw',
  import: 'default',
});
const TITLES = import.meta.glob<string>(['../scenarios/*.json', '!../scenarios/*.schema.json'], {
  import: 'title',
  eager: true,
});
const QUESTIONS = import.meta.glob<string>(['../scenarios/*.json', '!../scenarios/*.schema.json'], {
  import: 'question',
  eager: true,
});

/** The one that the page opens on. */
export const FIRST = 'punish-or-listen';

const idOf = (path: string): string => path.replace(/^.*\//, '').replace(/\.json$/, '');

/** The first one first, then by title. */
export const PRESETS: readonly Preset[] = Object.keys(FILES)
  .map((path) => ({ id: idOf(path), title: TITLES[path] ?? '', question: QUESTIONS[path] ?? '' }))
  .sort((a, b) => Number(b.id === FIRST) - Number(a.id === FIRST) || (a.title < b.title ? -1 : 1));

/** The text of a preset's file. Rejects with a RangeError for an id that is none. */
export async function presetText(id: string): Promise<string> {
  const path = Object.keys(FILES).find((each) => idOf(each) === id);
  if (path === undefined) throw new RangeError(`no preset is called ${id}`);
  return FILES[path]!();
}
