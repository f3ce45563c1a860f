// Several files at once: the folder of a run of the command line, or a scenario and the comparison that was made of it.

import { digestOf } from '../../sim/digest.ts';
import { readScenario } from '../../sim/read.ts';
import { openJson, textOfFile, valueOf } from './contents.ts';
import type { Foreign, Members, Opened } from './contents.ts';
import { FOLDER_FILES, isManifest, recordFrom } from './folder.ts';
import { isComparison, numbersFrom } from './numbers.ts';
import { recipeFrom } from './recipe.ts';
import { Refused } from './refusal.ts';

/** Opens what was dropped together; more than one file. Throws a Refused. */
export async function openFiles(files: readonly Foreign[]): Promise<Opened> {
  const texts = new Map<string, string>();
  const named = (name: string): Foreign | undefined => files.find((file) => file.name === name);
  if (files.some((file) => file.name === 'journal.palinode'))
    throw new Refused(
      'folder-unfinished',
      'This run is not finished: journal.palinode is still in its folder',
      '',
      'Give the command that began it once more; it goes on from there.',
    );
  if (named('manifest.json') === undefined) return openPair(files);
  for (const name of FOLDER_FILES) {
    const file = named(name);
    if (file !== undefined) texts.set(name, await textOfFile(file));
  }
  return openFolder(texts);
}

/** A scenario and the comparison that the command line made of it. */
async function openPair(files: readonly Foreign[]): Promise<Opened> {
  const several = new Refused(
    'files-many',
    `${files.length} files at once are neither the folder of a run nor a scenario with its comparison`,
    '',
    'Drop one file, or the whole folder that palinode run wrote.',
  );
  if (files.length !== 2) throw several;
  const texts = await Promise.all(files.map(textOfFile));
  const values = texts.map(valueOf);
  const at = values.findIndex(isComparison);
  if (at < 0) throw several;
  const scenario = await openJson(texts[1 - at]!);
  const { engine, seed, replicates, digest, drawn, scenario: about } = values[at] as Members;
  if (!scenario.reading.ok || (about as Members)['digest'] !== digestOf(scenario.reading.scenario))
    throw new Refused(
      'comparison-unfit',
      'This comparison was made of another scenario, or with other options of the command line',
      '',
      'Drop the scenario as it was run, or give it the seed and the replicates of the command.',
    );
  const second = drawn as Members | undefined;
  const recipe = recipeFrom({
    palinodeRecipe: 1,
    engine,
    scenario: scenario.text,
    seed,
    fixed: { replicates, digest },
    drawn: second && { replicates: second['replicates'], digest: second['digest'] },
  });
  return { ...scenario, carrier: 'comparison', recipe, numbers: numbersFrom(values[at]) };
}

/** The folder of a run, by the texts of its files. Throws a Refused. */
export async function openFolder(texts: ReadonlyMap<string, string>): Promise<Opened> {
  const text = texts.get('scenario.json');
  if (text === undefined) throw incomplete('scenario.json');
  const manifest = valueOf(texts.get('manifest.json')!);
  const reading = await readScenario(text);
  if (!isManifest(manifest) || !reading.ok) throw incomplete('a readable scenario.json and manifest.json');
  const record = recordFrom(manifest, reading.scenario, texts);
  return {
    carrier: 'folder',
    name: '',
    text,
    reading,
    recipe: null,
    record,
    numbers: { [record.policy]: record.summary },
  };
}

function incomplete(what: string): Refused {
  return new Refused(
    'folder-incomplete',
    `This folder of a run has no ${what}`,
    '',
    'Drop the whole folder that palinode run wrote.',
  );
}
