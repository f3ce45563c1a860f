// The three streams of a command: results on standard output, progress and remarks on standard error. Writing waits for the
// reader, and a reader that has gone, or a disk that is full, is an end like another, not a crash.

import { Refusal } from './exit.ts';

export interface Terminal {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly quiet: boolean;
  readonly colour: boolean;
}

export function openTerminal(quiet: boolean): Terminal {
  const { NO_COLOR } = process.env;
  const plain = (NO_COLOR !== undefined && NO_COLOR !== '') || process.env['TERM'] === 'dumb';
  // A write that nobody waits for (a remark) may fail without ending anything.
  process.stderr.on('error', () => {});
  process.stdout.on('error', () => {});
  return { out: process.stdout, err: process.stderr, quiet, colour: !plain && process.stdout.isTTY === true };
}

/** Writes results. Rejects with a Refusal where they cannot be written. */
export function print(terminal: Terminal, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    terminal.out.write(text, (error) => {
      if (error)
        reject(new Refusal('output', `The results cannot be printed: ${reasonOf(error)}.`, '', error));
      else resolve();
    });
  });
}

/** A remark: lost where it cannot be written. */
export function remark(terminal: Terminal, text: string): void {
  if (!terminal.quiet) terminal.err.write(`${text}\n`);
}

/** Columns of text that a table may take. */
export function widthOf({ out }: Terminal): number {
  return Math.max(60, Math.min(out.isTTY === true ? (out.columns ?? 100) : 100, 160));
}

export function bold(terminal: Terminal, text: string): string {
  return terminal.colour ? `\u001b[1m${text}\u001b[22m` : text;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EPIPE: 'nobody reads them any more',
  EACCES: 'that is not permitted',
  EPERM: 'that is not permitted',
  EROFS: 'the file system is read-only',
  EIO: 'the device reports an error',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EFBIG: 'the file would be too large',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
};

/** What the system said, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code !== undefined && REASONS[code]) || code || message || 'no reason is known';
}

/** Text of others, made safe to print: control characters and turns of direction are shown as U+FFFD. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g, '\ufffd');
}
