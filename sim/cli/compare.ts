// palinode compare: every policy of a scenario under the same chance, each compared with the baseline.

import { compare as assemble } from '../compare.ts';
import type { Comparison } from '../compare.ts';
import type { Assumptions } from '../draw.ts';
import { compileTask, runEnsemble } from '../ensemble.ts';
import type { Ensemble } from '../ensemble.ts';
import { MEASURES } from '../measures.ts';
import type { Failure } from '../queue.ts';
import { LIMITS } from '../scenario.ts';
import type { Scenario } from '../scenario.ts';
import { noteFailures, refuseNothing, withCrew } from './crew.ts';
import { ENGINE } from './engine.ts';
import { exitCode, Refusal } from './exit.ts';
import { policyOf, readInput } from './input.ts';
import { usage } from './options.ts';
import type { Asked } from './options.ts';
import { expectWritable, replaceFile } from './disk.ts';
import { startProgress } from './progress.ts';
import { counting, seedOf } from './readers.ts';
import { report } from './report.ts';
import { watchSignals } from './stop.ts';
import { bold, print, printable, remark, widthOf } from './terminal.ts';
import type { Terminal } from './terminal.ts';

export async function compare(terminal: Terminal, asked: Asked, thread: URL): Promise<number> {
  const kinds = kindsOf(asked);
  const scenario = asRun((await readInput(terminal, asked.file!)).scenario, asked);
  if (asked.values.svg !== undefined) expectWritable(asked.values.svg);
  const stop = watchSignals();
  const ensembles = await withCrew(terminal, thread, scenario, asked, scenario.replicates, async (pool) => {
    const done: Ensemble[] = [];
    for (const kind of kinds) {
      if (stop.signal.aborted) break;
      const first = done[0];
      const replicates = first?.runs.length ?? scenario.replicates;
      const task = await compileTask(scenario, kind);
      const label = kinds.length > 1 ? `replicates, assumptions ${kind}` : 'replicates';
      const progress = startProgress(terminal, label, replicates);
      const note = noteFailures(progress, scenario);
      const told = (r: number, failure: Failure | null): void => {
        progress.update(r + 1);
        if (failure !== null) note(failure);
      };
      const untilCertain = first === undefined && asked.switches.has('until-certain');
      try {
        done.push(await runEnsemble(pool, task, { replicates, untilCertain, signal: stop.signal, told }));
      } finally {
        progress.end();
      }
    }
    return done;
  });
  stop.off();
  return tell(terminal, asked, scenario, ensembles, stop.signal.aborted ? stop.code : null);
}

async function tell(
  terminal: Terminal,
  asked: Asked,
  scenario: Scenario,
  [ensemble, drawn]: Ensemble[],
  stopped: number | null,
): Promise<number> {
  if (ensemble === undefined || ensemble.runs.length === 0) {
    remark(terminal, 'Stopped before the first replicate was finished.');
    return stopped ?? exitCode('failed');
  }
  refuseNothing(ensemble.runs.filter((run) => run !== null).length, ensemble.failures);
  const comparison = assemble({
    engine: ENGINE,
    scenario,
    ensemble,
    drawn: drawn !== undefined && drawn.runs.length > 0 ? drawn : undefined,
    asked: ensemble.ended === 'stopped' ? scenario.replicates : undefined,
  });
  if (stopped !== null)
    remark(terminal, `Stopped: ${countsOf(comparison, scenario)} replicates are finished, and told below.`);
  await print(terminal, textOf(comparison, scenario, terminal, asked));
  if (asked.values.svg !== undefined) await draw(terminal, asked.values.svg, comparison, scenario, ensemble);
  if (stopped !== null) return stopped;
  return comparison.failed.length + (comparison.drawn?.failed.length ?? 0) > 0 ? exitCode('failed') : 0;
}

function textOf(comparison: Comparison, scenario: Scenario, terminal: Terminal, { switches }: Asked): string {
  if (switches.has('json')) return `${JSON.stringify(comparison, null, 2)}\n`;
  return report(comparison, scenario, { width: widthOf(terminal), bold: (text) => bold(terminal, text) });
}

async function draw(
  terminal: Terminal,
  file: string,
  comparison: Comparison,
  scenario: Scenario,
  ensemble: Ensemble,
): Promise<void> {
  const { picture } = await import('./picture.ts');
  replaceFile(file, picture(comparison, scenario, ensemble));
  remark(terminal, `Drawn: ${printable(file)}`);
}

function countsOf({ replicates, drawn }: Comparison, scenario: Scenario): string {
  const also = drawn === undefined ? '' : ` and, with the guesses drawn, ${drawn.replicates}`;
  return `${replicates} of ${scenario.replicates}${also}`;
}

function kindsOf({ values: { assumptions } }: Asked): readonly Assumptions[] {
  if (assumptions === undefined) return ['fixed', 'drawn'];
  if (assumptions === 'fixed' || assumptions === 'drawn') return [assumptions];
  throw usage(
    `--assumptions ${assumptions} is not known.`,
    'It is fixed or drawn; without it, both are run.',
  );
}

/** The scenario with what the command line says instead. */
function asRun(scenario: Scenario, { values }: Asked): Scenario {
  const { baseline, replicates, seed } = values;
  if (baseline !== undefined) policyOf(scenario, baseline, 'baseline');
  if (!MEASURES.some(({ id }) => id === scenario.headline)) {
    const known = MEASURES.map(({ id }) => id).join(', ');
    throw new Refusal(
      'problems',
      `No measure is called ${printable(scenario.headline)} (headline).`,
      `Measures are ${known}.`,
    );
  }
  return {
    ...scenario,
    ...(baseline === undefined ? {} : { baseline }),
    ...(replicates === undefined
      ? {}
      : { replicates: counting('replicates', replicates, LIMITS.replicates) }),
    ...(seed === undefined ? {} : { seed: seedOf(seed) }),
  };
}
