// A world so small that all of it is run in moments, and ways to begin with it and to change it.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

export type Members = Record<string, unknown>;

const founding = JSON.parse(readFileSync('scenarios/punish-or-listen.json', 'utf8')) as Members;
export const POLICIES = founding['policies'] as readonly Members[];

/** The founding question among few people. */
export function small(changes: Members = {}): string {
  const few = {
    title: 'A small world',
    population: { size: 150, initialMembers: 0.2 },
    network: { communities: { count: 3 } },
    weeks: 26,
    replicates: 12,
  };
  return `${JSON.stringify({ ...founding, ...few, ...changes }, null, 2)}\n`;
}

/** As if the reader had left a draft here. To be called before the page is opened. */
export async function withDraft(page: Page, text: string, view = 'answer'): Promise<void> {
  const draft = JSON.stringify({ text, preset: 'punish-or-listen', view, choices: {} });
  // A reload of the page must find what it has written itself.
  await page.addInitScript((kept) => {
    if (localStorage.getItem('palinode:draft') === null) localStorage.setItem('palinode:draft', kept);
  }, draft);
}

/** Writes a scenario into the text of the scenario view, which must be open. */
export async function write(page: Page, text: string): Promise<void> {
  const plain = page.getByLabel('Plain text box');
  if (!(await plain.isChecked())) await plain.check();
  await page.locator('.text-plain').fill(text);
}

export const status = (page: Page, words: RegExp): Promise<unknown> =>
  page.waitForFunction(
    ([source]) =>
      new RegExp(source!).test(document.querySelector('.progress')!.textContent!.replace(/\s+/g, ' ')),
    [words.source],
    { timeout: 30_000 },
  );

export const heading = (page: Page, words: RegExp): Promise<unknown> =>
  page.waitForFunction(
    ([source]) => new RegExp(source!).test(document.querySelector('.view-answer h1')!.textContent!),
    [words.source],
    { timeout: 30_000 },
  );
