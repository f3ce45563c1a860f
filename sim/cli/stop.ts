// Ctrl-C, and the signal to end: the first stops in order, a second one at once.

import { exitCode } from './exit.ts';

export interface Stop {
  readonly signal: AbortSignal;
  /** The exit code where it has been stopped: 130, or 143 for a signal to end. */
  readonly code: number;
  /** From here on the signals do what they do elsewhere. */
  off(): void;
}

export function watchSignals(): Stop {
  const controller = new AbortController();
  let code = exitCode('stopped');
  const heard = (stopped: number) => (): void => {
    if (controller.signal.aborted) process.exit(stopped);
    code = stopped;
    controller.abort();
  };
  const [interrupt, terminate] = [heard(exitCode('stopped')), heard(143)];
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', terminate);
  return {
    signal: controller.signal,
    get code() {
      return code;
    },
    off() {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', terminate);
    },
  };
}
