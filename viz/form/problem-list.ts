// What is wrong with the text, problem by problem: its line, what it is, what to write, and the fix where there is one.

import type { Problem } from '../../sim/problems.ts';
import type { Reading } from '../../sim/read.ts';
import { fixOf } from '../editor/fix.ts';
import { html, nothing } from '../html.ts';
import type { TemplateResult } from '../html.ts';

export interface ProblemActions {
  readonly go: (line: number, column: number) => void;
  readonly mend: (text: string) => void;
}

/** Errors of a text that cannot be read, or the warnings of one that can. */
export function problemsOf(reading: Reading | null): readonly Problem[] {
  if (reading === null) return [];
  return reading.ok ? reading.warnings : reading.problems;
}

/** The list; it is to stand in a live region, so that a change is said aloud. */
export function problemList(reading: Reading | null, text: string, actions: ProblemActions): TemplateResult {
  const problems = problemsOf(reading);
  if (reading === null || problems.length === 0)
    return html`<p class="note">${reading === null ? 'Reading …' : 'No problems.'}</p>`;
  const more = reading.ok ? 0 : reading.more;
  return html`${
      reading.ok
        ? html`<p class="note">It runs. Worth a look:</p>`
        : html`<p class="bad">
            <strong>Showing the scenario before line ${problems[0]!.line} broke.</strong>
          </p>`
    }
    <ul class="problems">
      ${problems.map((problem) => item(problem, text, actions))}
    </ul>
    ${more === 0 ? nothing : html`<p class="note">and ${more} more</p>`}`;
}

function item(problem: Problem, text: string, { go, mend }: ProblemActions): TemplateResult {
  const { line, column, message, advice, level } = problem;
  const fix = fixOf(problem, text);
  return html`<li data-code=${problem.code}>
    <button type="button" class="quiet small" @click=${() => go(line, column)}>
      Line ${line}<span class="unseen">, column ${column}</span>
    </button>
    <span
      ><strong>${level === 'error' ? 'Problem' : 'Warning'}:</strong> ${plain(message)}.
      ${upper(plain(advice))}</span
    >
    ${
      fix === null
        ? nothing
        : html`<button type="button" class="small" @click=${() => mend(fix.text)}>${fix.label}</button>`
    }
  </li>`;
}

/** Marks of code are for a terminal. */
const plain = (words: string): string => words.replaceAll('`', '');
const upper = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
