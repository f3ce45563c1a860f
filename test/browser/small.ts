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
    population: { size: 200, initialMembers: 0.3, atRiskShare: 0.5 },
    network: { communities: { count: 3 } },
    behaviour: { exit: { elasticity: -0.5 }, recruit: { rate: 8 }, justice: { lag: 6 } },
    weeks: 60,
    replicates: 12,
    headline: 'prison-imposed',
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

/** Where the state of running stands, in words. */
export const status = (page: Page, words: RegExp): Promise<unknown> =>
  page.waitForFunction(
    ([source]) =>
      new RegExp(source!).test(document.querySelector('.progress')!.textContent!.replace(/\s+/g, ' ').trim()),
    [words.source],
    { timeout: 30_000 },
  );

/** The heading of the answer. */
export const heading = (page: Page, words: RegExp): Promise<unknown> =>
  page.waitForFunction(
    ([source]) => new RegExp(source!).test(document.querySelector('.view-answer h1')!.textContent!),
    [words.source],
    { timeout: 30_000 },
  );

/** Sets the runs, the weeks or the seed at the foot of the page. */
export async function dial(page: Page, name: 'Runs' | 'Weeks' | 'Seed', value: string): Promise<void> {
  const field = page.locator('.dials').getByLabel(name);
  await field.fill(value);
  await field.press('Enter');
}

export const weeks = (page: Page): Promise<string> => page.locator('.dials').getByLabel('Weeks').inputValue();
