// One case of the benchmark in a process of its own, so that its memory and its compiled code are its own:
// `node case.js NAME ARGUMENTS`, arguments and answer as JSON.
import { model, runs } from './model.ts';
import { references } from './references.ts';

const CASES: Readonly<Record<string, (...given: never[]) => unknown>> = { references, model, runs };

const [name = '', given = '[]'] = process.argv.slice(2);
const run = CASES[name];
if (!run) throw new Error(`no case ${name}`);
const answer = await run(...(JSON.parse(given) as never[]));
process.stdout.write(`${JSON.stringify(answer)}\n`);
