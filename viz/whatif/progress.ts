// How far an experiment is: what is being counted, how many of how many, how long it will take; run, pause, go on, stop. What
// has come stays where it is whatever is pressed.

import type { Known } from '../../sim/experiment/runs.ts';
import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import { effect } from '../signal.ts';
import type { Store } from '../store.ts';
import { duration } from '../words.ts';
import type { Experiment, Phase } from './experiment.ts';

export interface ProgressWords {
  /** Unique in the page. */
  readonly id: string;
  /** As in 'Run the map'. */
  readonly run: string;
  /** What it is called when it is told of aloud: 'The map'. */
  readonly name: string;
  /** Whether anything of it is shown yet: the runs of the answer alone show nothing. */
  readonly begun: boolean;
  /** Seconds that so many paired runs would take. */
  readonly seconds: (runs: number) => number;
  /** Paired runs that may be planned at most, where what comes decides about more of them. */
  readonly most?: number;
  /** What else is to be said of how it stands: 'undecided: 7 of 61 cells'. */
  readonly rest?: string;
}

interface Counted {
  readonly done: number;
  readonly planned: number;
}

export function progress<State extends { readonly known: Known }>(
  experiment: Experiment<State>,
  { done, planned }: Counted,
  words: ProgressWords,
): TemplateResult {
  const phase = experiment.phase.value;
  return html`<div class="controls experiment" id="${words.id}-progress" data-phase=${phase}>
    ${buttons(experiment, phase, words)}
    ${
      phase === 'running' || phase === 'paused'
        ? html`<progress
            max=${planned}
            .value=${done}
            aria-label="${words.name}: paired runs that are there"
          ></progress>`
        : nothing
    }
    <span class="told"
      >${sentence(experiment, phase, { done, planned }, words)}${words.rest ? ` · ${words.rest}` : ''}</span
    >
  </div>`;
}

function buttons<State extends { readonly known: Known }>(
  experiment: Experiment<State>,
  phase: Phase,
  { run, name, begun }: ProgressWords,
): TemplateResult | typeof nothing {
  const button = (text: string, what: string, press: () => void): TemplateResult =>
    html`<button type="button" aria-label="${text}: ${what}" @click=${press}>${text}</button>`;
  const stop = button('Stop', name, () => experiment.stop());
  if (phase === 'running') return html`${button('Pause', name, () => experiment.pause())} ${stop}`;
  if (phase === 'paused') return html`${button('Resume', name, () => experiment.run())} ${stop}`;
  if (phase === 'done') return nothing;
  const text = phase === 'failed' ? 'Try again' : begun ? 'Go on' : run;
  return html`<button type="button" @click=${() => experiment.run()}>${text}</button>`;
}

function sentence<State extends { readonly known: Known }>(
  experiment: Experiment<State>,
  phase: Phase,
  { done, planned }: Counted,
  { seconds, most = planned }: ProgressWords,
): string {
  const counted = `${whole(done)} of ${whole(planned)} paired runs`;
  const limit = most > planned ? `, at most ${whole(most)} where it is unsure` : '';
  switch (phase) {
    case 'running': {
      const left = experiment.secondsLeft;
      return `${counted}${limit} · ${left === null ? 'waits for the crew' : `${duration(left)} left`}`;
    }
    case 'paused':
      return `Paused at ${counted}.`;
    case 'stopped':
      return `Stopped at ${counted}. What has come is kept.`;
    case 'done':
      return `All ${whole(planned)} paired runs are there.`;
    case 'failed':
      return `It could not be run: ${experiment.reason}`;
    case 'idle':
      return done === 0
        ? costWords(planned, most, seconds)
        : `${counted} are there; the rest takes ${timeWords(seconds(planned - done))}.`;
  }
}

const whole = (n: number): string => n.toLocaleString('en');

/** 'about 4 s', 'under 1 s'. */
export function timeWords(seconds: number): string {
  const told = duration(seconds);
  return told.startsWith('under') ? told : `about ${told}`;
}

/** 'Takes 100 paired runs, about 4 s; at most 1,500, about 1 min, where it is unsure.' */
export function costWords(planned: number, most: number, seconds: (runs: number) => number): string {
  const time = (runs: number): string => timeWords(seconds(runs));
  const more = most > planned ? `; at most ${whole(most)}, ${time(most)}, where it is unsure` : '';
  return `Takes ${whole(planned)} paired runs, ${time(planned)}${more}.`;
}

/** Says aloud when it begins and when it ends, and nothing in between. */
export function announced<State extends { readonly known: Known }>(
  store: Store,
  experiment: Experiment<State>,
  name: string,
): void {
  let last: Phase = 'idle';
  effect(() => {
    const phase = experiment.phase.value;
    if (phase === last) return;
    const said: Partial<Record<Phase, string>> = {
      running: last === 'paused' ? `${name} goes on.` : `${name} is being run.`,
      paused: `${name} is paused.`,
      stopped: `${name} is stopped. What has come is kept.`,
      failed: `${name} could not be run.`,
      ...(last === 'running' ? { done: `${name} is ready.` } : {}),
    };
    last = phase;
    if (said[phase] !== undefined) store.announce(said[phase]);
  });
}
