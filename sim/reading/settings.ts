/** The instruments of every policy, compiled: whether each acts when it should and every lever is a number within its bounds. */
import { LEVERS, fillColumn, hasExpression, tellFault, viewPolicy, type PolicyTable } from '../policy.ts';
import { INSTRUMENTS, type InstrumentId } from '../levers.ts';
import type { Path } from '../json.ts';
import type { Finding, Findings } from '../problems.ts';
import type { Lever, Policy, Scenario, Timing } from '../scenario.ts';
import { ExpressionError } from './refusals.ts';

type Compile = (text: string) => (t: number) => number;

/** The tables of the policies; what is wrong with their timing and levers is found. */
export async function checkSettings(scenario: Scenario, findings: Findings): Promise<PolicyTable[]> {
  const { policies, weeks } = scenario;
  const compile = policies.some(hasExpression)
    ? remembering((await import('../expression.ts')).compileExpression)
    : undefined;
  return policies.map((policy, k) => {
    for (const id of Object.keys(INSTRUMENTS) as InstrumentId[])
      checkTiming(policy[id], ['policies', k, id], weeks, findings);
    return tabled(policy, k, weeks, compile, findings);
  });
}

function checkTiming({ start, end, phaseIn }: Timing, path: Path, weeks: number, findings: Findings): void {
  const name = String(path.at(-1));
  if (end !== null && end <= start) {
    findings.error(() => ({
      code: 'end-before-start',
      path: [...path, 'end'],
      message: `\`${name}\` ends in week ${end}, before it acts: it starts in week ${start}`,
      advice: `write an end of ${start + 1} or later, or null to let it stay`,
    }));
  } else if (start >= weeks) {
    findings.warning(() => ({
      code: 'never-acts',
      path: [...path, 'start'],
      message: `\`${name}\` starts in week ${start} and never acts: the run ends after week ${weeks - 1}`,
      advice: `start it before week ${weeks}, or make the run longer`,
    }));
  } else if (phaseIn > Math.min(end ?? weeks, weeks) - start) {
    findings.warning(() => ({
      code: 'never-full',
      path: [...path, 'phaseIn'],
      message: `\`${name}\` is over before its phase-in of ${phaseIn} weeks: it never reaches its full value`,
      advice: `phase it in over at most ${Math.min(end ?? weeks, weeks) - start} weeks`,
    }));
  }
}

function tabled(
  policy: Policy,
  k: number,
  weeks: number,
  compile: Compile | undefined,
  findings: Findings,
): PolicyTable {
  const table = viewPolicy(weeks, new ArrayBuffer(LEVERS.length * weeks * 8));
  for (const { instrument, lever, meta } of LEVERS) {
    const path = ['policies', k, instrument, lever];
    const setting = policy[instrument];
    const value = (setting as unknown as Record<string, Lever>)[lever]!;
    const column = (table[instrument] as unknown as Record<string, Float64Array>)[lever]!;
    try {
      const fault = fillColumn(column, meta, setting, typeof value === 'string' ? compile!(value) : value);
      if (fault !== undefined)
        findings.error(() => ({
          code: fault.code,
          path,
          message: tellFault({ instrument, lever, ...fault }, `policies[${k}].`),
          advice:
            fault.code === 'lever-not-finite'
              ? 'look for a division by 0, or a root or log of a negative number'
              : `hold it with \`clamp(…, ${meta.min}, ${meta.max})\``,
        }));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      findings.error(() => refused(error, path));
    }
  }
  return table;
}

const refused = ({ code, column, message, advice }: ExpressionError, path: Path): Finding => ({
  code,
  path,
  character: column - 1,
  message,
  advice,
});

/** Policies repeat one another's expressions: each text is compiled once. */
function remembering(compile: Compile): Compile {
  const known = new Map<string, (t: number) => number>();
  return (text) => {
    const found = known.get(text) ?? compile(text);
    known.set(text, found);
    return found;
  };
}
