// `npm run validate [-- WORD …]`: what was published beside what the built code says, for every ancestor, or for those with a
// word in their name. Exit code 1 where something fails. Nothing here is typed in: the rows are the cases of the long tests.
import { GROUPS } from '../ancestors/all.ts';
import { findingOf, type Case, type Finding } from '../ancestors/case.ts';

const words = process.argv.slice(2);
const wanted = (one: Case): boolean => words.length === 0 || words.some((word) => one.id.includes(word));

const HEAD = ['target', 'published', 'ours', 'error', 'allowed', 'verdict'] as const;
const WIDTHS = [92, 18, 18, 9, 9, 7];

function line(cells: readonly string[]): string {
  return cells.map((cell, k) => (k === 0 ? cell.padEnd(WIDTHS[0]!) : cell.padStart(WIDTHS[k]!))).join('  ');
}

const told = (x: number | string): string => (typeof x === 'number' ? String(Number(x.toPrecision(6))) : x);
const size = (x: number): string => (x === 0 ? '0' : x.toPrecision(2));

function row(one: Case, { value, error, allowed, verdict }: Finding): string {
  return line([one.target, told(one.published), told(value), size(error), size(allowed), verdict]);
}

let failed = 0;
let total = 0;
for (const { title, cases } of GROUPS) {
  const chosen = cases.filter(wanted);
  if (chosen.length === 0) continue;
  console.log(`\n${title}\n${line(HEAD)}`);
  for (const one of chosen) {
    const from = performance.now();
    const finding = await findingOf(one);
    total++;
    if (finding.verdict !== 'holds') failed++;
    console.log(row(one, finding));
    if (process.env.TIMES) console.error(`  ${one.id} ${Math.round(performance.now() - from)} ms`);
  }
}
console.log(`\n${total - failed} of ${total} hold`);
process.exitCode = failed > 0 || total === 0 ? 1 : 0;
