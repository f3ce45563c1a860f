// What is being run, how far it is and how long it will take; stop, go on, hold. The runs, weeks and seed are set here, for
// they are what the time goes with.

import { html, nothing, render } from '../html.ts';
import type { TemplateResult } from '../html.ts';
import type { Status } from '../lab.ts';
import { computed, effect, signal } from '../signal.ts';
import type { Store } from '../store.ts';
import { duration, figureOf } from '../words.ts';

/** Milliseconds of running in which nothing but the word is shown: most changes are answered by then. */
const PATIENCE = 400;

export function mountStatus(root: HTMLElement, store: Store): void {
  const slow = signal(false);
  effect(() => void render(template(store, slow.value), root));
  followPatience(store, slow);
  let last = '';
  effect(() => {
    const { phase, asked } = store.lab.status.value;
    document.documentElement.dataset.phase = phase;
    if (phase === last) return;
    last = phase;
    if (phase === 'running') store.announce('Running.');
    if (phase === 'idle' && asked > 0) store.announce(`Done: ${asked} paired runs.`);
    if (phase === 'stopped') store.announce('Stopped. What has come is kept.');
  });
}

/** `slow` from when a run has gone on for longer than is borne without a bar, until nothing runs. */
function followPatience({ lab }: Store, slow: { value: boolean }): void {
  const isRunning = computed(() => lab.status.value.phase === 'running');
  effect(() => {
    if (!isRunning.value) return void (slow.value = false);
    const timer = setTimeout(() => (slow.value = true), PATIENCE);
    return () => clearTimeout(timer);
  });
}

function template(store: Store, slow: boolean): TemplateResult {
  const { scenario, lab } = store;
  const { weeks, replicates, seed, population } = scenario.value;
  const whole = (pointer: string) => (event: Event) => {
    const value = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(value)) store.change(pointer, value);
  };
  return html`<div class="progress">${progress(store, slow)}</div>
    <div class="dials">
      <label
        >Runs
        <input type="number" min="1" max="10000" .value=${String(replicates)} @change=${whole('/replicates')}
      /></label>
      <label
        >Weeks <input type="number" min="1" max="1023" .value=${String(weeks)} @change=${whole('/weeks')}
      /></label>
      <label
        >Seed
        <input
          type="text"
          maxlength="200"
          .value=${seed}
          @change=${(event: Event) => store.change('/seed', (event.target as HTMLInputElement).value)}
      /></label>
      <span class="people">${figureOf(population.size, 0)} people</span>
      <label class="hold"
        ><input
          type="checkbox"
          .checked=${lab.hold.value}
          @change=${(event: Event) => (lab.hold.value = (event.target as HTMLInputElement).checked)}
        />
        Hold runs</label
      >
    </div>`;
}

function progress(store: Store, slow: boolean): TemplateResult {
  const status = store.lab.status.value;
  const opened = store.opening.value;
  if (opened !== null && status.phase === 'idle') return checked(store);
  switch (status.phase) {
    case 'running':
      return html`${slow ? bar(status, store.lab.workers) : html`<span>Running.</span>`}
        <button type="button" @click=${() => store.lab.stop()}>Stop</button>`;
    case 'stopped':
      return html`<span
          >Stopped at ${status.done} of ${status.asked} ${nounOf(status)}.
          ${status.done < status.asked ? 'The range of 9 of 10 runs is rougher.' : ''}</span
        >
        <button type="button" @click=${() => store.runNow()}>Go on</button>`;
    case 'held':
      return html`<span>Changed, and not yet run.</span>
        <button type="button" @click=${() => store.runNow()}>Run now</button>`;
    case 'asking':
      return html`<span>This would take about ${duration(status.seconds)} here.</span>
        <button type="button" @click=${() => store.runNow()}>Run it</button>`;
    case 'refused':
      return html`<span class="bad"
        >One run would need about ${figureOf((status.bytes ?? 0) / 1e6, 0)} MB, more than a page can hold.
        Fewer people or ties would fit; the command line runs larger worlds.</span
      >`;
    case 'failed':
      return html`<span class="bad"
          >Nothing could be run here: ${status.reason}.
          ${opened === null ? '' : 'What is shown is the published answer.'}</span
        >
        <button type="button" @click=${() => store.runNow()}>Try again</button>`;
    case 'idle':
      return html`<span>${status.asked} paired runs, each with the guesses fixed and drawn.</span>`;
  }
}

const nounOf = ({ kind }: Status): string =>
  kind === 'drawn' ? 'runs with the guesses drawn' : 'paired runs';

function bar(status: Status, workers: number): TemplateResult {
  const { done, asked, seconds } = status;
  const starting = status.starting ? `, starting ${workers} ${workers === 1 ? 'worker' : 'workers'}` : '';
  return html`<progress max=${Math.max(1, asked)} value=${done} aria-label="Progress of the runs"></progress>
    <span
      >${done} of ${asked}
      ${nounOf(status)}${starting}${seconds === null || starting !== '' ? nothing : html`, ${duration(seconds)} left`}</span
    >`;
}

function checked(store: Store): TemplateResult {
  const { digests, comparison } = store.opening.value!.answer;
  const n = Object.values(digests)[0]?.length ?? 0;
  const all = comparison.replicates;
  const words = {
    unchecked: 'The published answer.',
    checking: `Checking: running the first ${n} of ${all} runs here.`,
    same: `✓ This machine reproduces the published result: its first ${n} of ${all} runs are the same to the last digit.`,
    differs: `This machine's first ${n} runs differ from the published result. Run all ${all} to see its own.`,
  }[store.check.value];
  return html`<span class=${store.check.value === 'differs' ? 'bad' : ''}>${words}</span>
    <button type="button" class="quiet" @click=${() => store.runNow()}>Run all ${all} here</button>`;
}
