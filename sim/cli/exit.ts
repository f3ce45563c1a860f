// How a command can end. The numbers are those of sysexits.h where it has one; --help prints this table.

export const EXITS = {
  done: [0, 'Done.'],
  problems: [2, 'The scenario has problems; they are listed.'],
  usage: [64, 'The command was not understood.'],
  foreign: [65, 'The folder holds another run, or one that cannot be read.'],
  input: [66, 'The scenario file cannot be read.'],
  failed: [70, 'Replicates were given up, or the program has a fault; the rest is complete.'],
  exists: [73, 'There is something in the way; --force replaces it.'],
  output: [74, 'The results cannot be written; what was saved is said.'],
  memory: [75, 'It would need more memory than is allowed.'],
  stopped: [130, 'Stopped by Ctrl-C (143: by a signal to end); what is finished is kept.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type Exit = keyof typeof EXITS;

export function exitCode(exit: Exit): number {
  return EXITS[exit][0];
}

/** An end that the person at the terminal is told of in words: what is wrong, and what to do. Never a stack trace. */
export class Refusal extends Error {
  readonly exit: Exit;
  readonly advice: string;

  constructor(exit: Exit, message: string, advice = '', cause?: unknown) {
    super(message, { cause });
    this.exit = exit;
    this.advice = advice;
  }
}
