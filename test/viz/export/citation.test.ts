// Citations say the version, the scenario by its digest, the seed and the day, and agree with the project's own CITATION.cff.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { digestOf } from '../../../sim/digest.ts';
import { apa, bibtex, cff, PROGRAM, sentenceWith } from '../../../viz/export/citation.ts';
import { recipeCode } from '../../../viz/export/recipe.ts';
import { FIRST, recipeOf } from './scene.ts';

const cited = {
  recipe: recipeOf(),
  title: 'Punish & listen_{1}',
  date: '2026-11-24',
  link: 'https://example.org/p/#r=v1',
};
const digest = digestOf(JSON.parse(FIRST.text));
const code = recipeCode(cited.recipe);

it('in the style of the APA', () => {
  expect(apa(cited)).toBe(
    `The Palinode authors. (2026). Palinode: an agent-based simulator of testimony, propaganda and sentencing in at-risk networks ` +
      `(Version 0.1.0) [Computer software]. Scenario “Punish & listen_{1}”, digest ${digest.slice(0, 12)}, seed palinode 2015, ` +
      `recipe ${code}, run 2026-11-24. https://example.org/p/#r=v1`,
  );
  expect(apa({ ...cited, link: null })).toMatch(/run 2026-11-24\.$/);
});

it('in BibTeX, with what TeX would stumble on put right', () => {
  const text = bibtex(cited);
  expect(text).toMatch(new RegExp(`^@software\\{palinode-${code},\n`));
  expect(text).toContain('Scenario Punish \\& listen\\_1,');
  expect(text).toContain('urldate = {2026-11-24}');
  expect(text.split('{').length).toBe(text.split('}').length);
  expect(bibtex({ ...cited, link: null })).not.toMatch(/url/);
});

it('in CFF, with the program as its own file has it', () => {
  const own = readFileSync('CITATION.cff', 'utf8');
  const text = cff(cited);
  for (const line of [
    'cff-version: 1.2.0',
    'type: software',
    `  - name: ${PROGRAM.author}`,
    `license: ${PROGRAM.license}`,
  ]) {
    expect(own).toContain(line);
    expect(text).toContain(line);
  }
  expect(own).toContain(PROGRAM.title);
  expect(text).toContain(`sha256:${digest}`);
  expect(text).toContain('title: "Punish & listen_{1}"');
  expect(cff({ ...cited, link: null, recipe: { ...cited.recipe, fixed: null } })).toMatch(
    /digest of the runs none/,
  );
  for (const line of text.split('\n')) expect(line).not.toMatch(/\t/);
});

it('as a sentence that keeps its caveat', () => {
  expect(sentenceWith('Voices ended with fewer recruits.', cited.recipe.engine, code)).toBe(
    `Voices ended with fewer recruits. (Modelled, invented people; palinode 0.1.0, recipe ${code}.)`,
  );
});
