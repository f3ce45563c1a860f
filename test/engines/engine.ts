// What an engine is to this suite: something that may be installed, and evaluates a script to a string.
import { accessSync, constants } from 'node:fs';

export interface Engine {
  readonly name: string;
  /** Debian's package, for the message when it is missing. */
  readonly packages: string;
  /** Programs that must be there; the first is the engine itself. */
  readonly programs: readonly string[];
  /** Runs `script` in a fresh global, then `expression`, a promise of a string that never rejects: its value. */
  evaluate(script: string, expression: string): Promise<{ value: string; version: string }>;
}

/** Programs of an engine that this machine lacks. */
export function missing(engine: Engine): readonly string[] {
  return engine.programs.filter((program) => !executable(program));
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
