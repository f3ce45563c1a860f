// How far a run is: a bar with rate and time left on a terminal, elsewhere a plain line each tenth; and nothing at all of
// what takes less than a second.

import type { Terminal } from './terminal.ts';

export interface Progress {
  /** So many are done. */
  update(done: number): void;
  /** Something that must be known, bar or no bar, --quiet or not. */
  note(text: string): void;
  /** The bar goes away; lines stay. */
  end(): void;
}

const QUIET_MS = 1_000;
const FRAME_MS = 100;
const BAR = 24;

/** `label` says of what: 'replicates'. `from`: so many were done before. */
export function startProgress(
  { err, quiet }: Terminal,
  label: string,
  total: number,
  { from = 0, now = () => performance.now() }: { from?: number; now?: () => number } = {},
): Progress {
  const begun = now();
  const tty = err.isTTY === true;
  let last = -Infinity;
  let tenth = Math.floor((10 * from) / total);
  let shown = false;
  const line = (done: number): string => {
    const seconds = (now() - begun) / 1000;
    const rate = (done - from) / seconds;
    const percent = Math.floor((100 * done) / total);
    const left = rate > 0 ? `${duration((total - done) / rate)} left` : 'time left unknown';
    return `${done} of ${total} ${label} (${percent} %), ${perSecond(rate)}, ${left}`;
  };
  const draw = (done: number): void => {
    const filled = Math.floor((BAR * done) / total);
    const text = `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}] ${line(done)}`;
    err.write(`\r\u001b[2K${text.slice(0, Math.max(20, (err.columns ?? 100) - 1))}`);
    shown = true;
  };
  // Something is seen within a second or so, even if nothing is done yet.
  let done = from;
  const timer = quiet ? null : setInterval(() => tick(), 250);
  timer?.unref();
  const tick = (): void => {
    const elapsed = now() - begun;
    if (quiet || elapsed < QUIET_MS) return;
    if (tty) {
      if (elapsed - last < FRAME_MS) return;
      last = elapsed;
      draw(done);
    } else if (!shown || Math.floor((10 * done) / total) > tenth) {
      shown = true;
      tenth = Math.floor((10 * done) / total);
      err.write(`${line(done)}\n`);
    }
  };
  return {
    update(now) {
      done = now;
      tick();
    },
    note(text) {
      err.write(`${tty && shown ? '\r\u001b[2K' : ''}${text}\n`);
    },
    end() {
      if (timer !== null) clearInterval(timer);
      if (tty && shown) err.write('\r\u001b[2K');
    },
  };
}

function perSecond(rate: number): string {
  if (!(rate > 0)) return 'none yet';
  return rate >= 0.1 ? `${rate.toFixed(rate < 10 ? 1 : 0)} a second` : `one in ${duration(1 / rate)}`;
}

/** '8 s', '3 min 20 s', '2 h 5 min'. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
