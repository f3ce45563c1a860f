// The text side of the scenario view: a native text box at once, the editor as soon as it has been fetched, and the reader's
// choice between the two. Both show the store's text and write into it.

import type { Problem } from '../../sim/problems.ts';
import { html, render } from '../html.ts';
import { effect, signal } from '../signal.ts';
import type { ReadonlySignal } from '../signal.ts';
import type { Store } from '../store.ts';
import type { Editor } from './editor.ts';
import { offsetAt, tokenEnd } from './fix.ts';

export interface Pane {
  /** Puts the cursor at a line and column, both from 1. */
  go(line: number, column: number): void;
}

/** A pause in typing after which an undo step ends, in milliseconds. */
const STEP = 800;
const LABEL = 'Scenario as JSON';

export function mountPane(
  root: HTMLElement,
  store: Store,
  problems: ReadonlySignal<readonly Problem[]>,
): Pane {
  const plain = signal(false);
  const failed = signal(false);
  const [choice, box, place] = [
    document.createElement('div'),
    document.createElement('textarea'),
    document.createElement('div'),
  ];
  choice.className = 'row';
  box.className = 'text-plain';
  place.className = 'text-editor';
  box.spellcheck = false;
  box.setAttribute('aria-label', LABEL);
  root.replaceChildren(choice, box, place);
  let editor: Editor | null = null;
  let [step, last] = [0, 0];
  const onType = (text: string): void => {
    const now = performance.now();
    if (now - last > STEP) step++;
    last = now;
    store.edit(text, { merge: `typing ${step}`, typing: true });
  };
  box.addEventListener('input', () => onType(box.value));
  box.addEventListener('keydown', (event) => ownUndo(event, store));
  effect(() => {
    const text = store.text.value;
    if (box.value !== text && box.value !== text.replace(/\r\n?/g, '\n')) box.value = text;
    editor?.show(text);
  });
  effect(() => {
    const found = problems.value;
    box.setAttribute('aria-invalid', String(found.some(({ level }) => level === 'error')));
    editor?.problems(found);
  });
  const show = (): void => {
    const usesBox = plain.value || editor === null;
    box.hidden = !usesBox;
    place.hidden = usesBox;
  };
  effect(() => {
    render(
      choiceOf(plain.value, failed.value, (on) => (plain.value = on)),
      choice,
    );
    show();
  });
  const fetchEditor = async (): Promise<void> => {
    const { createEditor } = await import('./editor.ts');
    const hadFocus = document.activeElement === box;
    const at = box.selectionStart;
    editor = createEditor(place, {
      text: store.text.value,
      label: LABEL,
      ...{ onType, undo: store.undo, redo: store.redo, run: store.runNow },
    });
    editor.problems(problems.value);
    show();
    if (hadFocus && !plain.value) editor.go(lineOf(box.value, at), at - box.value.lastIndexOf('\n', at - 1));
    place.dataset.ready = '';
  };
  fetchEditor().catch(() => (failed.value = true));
  return {
    go(line, column) {
      if (editor !== null && !plain.value) return editor.go(line, column);
      const from = offsetAt(box.value, line, column);
      box.focus();
      box.setSelectionRange(from, tokenEnd(box.value, from));
    },
  };
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Undo and redo of the page, not those of the box: there is one history. */
function ownUndo(event: KeyboardEvent, store: Store): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) store.redo();
  else store.undo();
}

function choiceOf(plain: boolean, failed: boolean, choose: (on: boolean) => void) {
  return html`<label
      ><input
        type="checkbox"
        .checked=${plain || failed}
        ?disabled=${failed}
        @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
      />
      Plain text box</label
    ><span class="note"
      >${
        failed
          ? 'The editor could not be loaded; the box does the same.'
          : 'Ctrl+Space: what may stand here. F2: mend the nearest problem. Ctrl+Enter: run. Tab leaves.'
      }</span
    >`;
}
