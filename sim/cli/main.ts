// dist/cli.js: the command line. Everything heavy is loaded by the command that needs it, so that --help answers at once.

import { ENGINE } from './engine.ts';
import { exitCode, Refusal } from './exit.ts';
import type { Asked } from './options.ts';
import { readArguments } from './options.ts';
import { openTerminal, print, printable, reasonOf } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** The program of the worker threads lies beside this one. */
const THREAD = new URL('./thread.js', import.meta.url);

async function obey(terminal: Terminal, asked: Asked): Promise<number> {
  const { command, switches } = asked;
  if (switches.has('version')) return tell(terminal, `${ENGINE.version}\n`);
  if (switches.has('help')) {
    const { helpText } = await import('./help.ts');
    return tell(terminal, helpText(command, ENGINE.version));
  }
  switch (command) {
    case 'check':
      return (await import('./check.ts')).check(terminal, asked);
    case 'run':
      return (await import('./run.ts')).run(terminal, asked, THREAD);
    case 'compare':
      return (await import('./compare.ts')).compare(terminal, asked, THREAD);
    case 'odd':
      return (await import('./odd.ts')).odd(terminal, asked);
    default:
      return (await import('./schema.ts')).schema(terminal);
  }
}

async function tell(terminal: Terminal, text: string): Promise<number> {
  await print(terminal, text);
  return 0;
}

/** A user's mistake, and the world's: in words. A fault of ours: in words too, with the trace for whoever asks for it. */
function complain(error: unknown): number {
  const said = (text: string): void => void process.stderr.write(`${text}\n`);
  if (error instanceof Refusal) {
    said(error.exit === 'problems' ? error.message : `palinode: ${error.message}`);
    if (error.advice !== '') said(error.advice);
    if (error.exit === 'usage') said('palinode --help says what there is.');
    return exitCode(error.exit);
  }
  said(`palinode: a fault of the program: ${printable(reasonOf(error))}.`);
  if (process.env['PALINODE_TRACE'] && error instanceof Error) said(error.stack ?? '');
  else said('PALINODE_TRACE=1 shows where. Please report it with the scenario and the command.');
  return exitCode('failed');
}

async function main(): Promise<void> {
  const terminal = openTerminal(process.argv.some((word) => word === '--quiet' || word === '-q'));
  let code: number;
  try {
    code = await obey(terminal, readArguments(process.argv.slice(2)));
  } catch (error) {
    code = complain(error);
  }
  process.exitCode = code;
}

await main();
