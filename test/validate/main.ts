// `npm run validate [-- WORD …] [-- --sources]`: what was published beside what the built code says, for every ancestor and every
// pattern, or for those with a word in their name. Exit code 1 where something fails that is not recorded as missed. The rows
// are the cases of the long tests: nothing here is typed in.
import { GROUPS, type Group } from '../ancestors/all.ts';
import { findingOf, type Case, type Finding } from '../ancestors/case.ts';
import { MISSED, PATTERNS } from '../patterns/all.ts';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const withSources = process.argv.includes('--sources');
const wanted = (one: Case): boolean => words.length === 0 || words.some((word) => one.id.includes(word));

const ALL: readonly Group[] = [
  ...GROUPS,
  {
    title: 'Patterns of 2011 to 2016 in the default world (the eighth is the dilemma, above)',
    cases: PATTERNS,
  },
];

const HEAD = ['published', 'ours', 'error', 'allowed', 'verdict'] as const;
const WIDTHS = [17, 17, 9, 9, 7];

function line(target: string, width: number, cells: readonly string[]): string {
  return [target.padEnd(width), ...cells.map((cell, k) => cell.padStart(WIDTHS[k]!))].join('  ');
}

const told = (x: number | string): string => (typeof x === 'number' ? String(Number(x.toPrecision(6))) : x);
const rounded = (x: number): string => (x === 0 ? '0' : x.toPrecision(2));

function cells({ published }: Case, { value, error, allowed, verdict }: Finding): string[] {
  return [told(published), told(value), rounded(error), rounded(allowed), verdict];
}

let total = 0;
let held = 0;
const missed: string[] = [];
let unforeseen = 0;
for (const { title, cases } of ALL) {
  const chosen = cases.filter(wanted);
  if (chosen.length === 0) continue;
  const width = Math.max(...chosen.map(({ target }) => target.length));
  console.log(`\n${title}\n${line('target', width, HEAD)}`);
  for (const one of chosen) {
    const finding = await findingOf(one);
    total++;
    if (finding.verdict === 'holds') held++;
    else if (one.id in MISSED) missed.push(`${one.target}: ${MISSED[one.id]}`);
    if ((finding.verdict === 'holds') === one.id in MISSED) unforeseen++;
    console.log(line(one.target, width, cells(one, finding)));
    if (withSources) console.log(`  ${one.source}`);
  }
}
console.log(`\n${held} of ${total} hold`);
if (missed.length > 0)
  console.log(`Missed, and recorded as missed:\n${missed.map((one) => `- ${one}`).join('\n')}`);
if (unforeseen > 0) console.log(`${unforeseen} not as recorded`);
process.exitCode = unforeseen > 0 || total === 0 ? 1 : 0;
