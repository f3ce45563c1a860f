// The editor of the scenario's text: CodeMirror in a shadow root, where its styles are adopted sheets, so that the page's
// content security policy needs no inline styles. The text belongs to the store, and so do undo and redo; completion, hover and
// problems come from the scenario's own schema and gate.

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorSelection, EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Tooltip, ViewUpdate } from '@codemirror/view';
import type { Problem } from '../../sim/problems.ts';
import { complete } from './complete.ts';
import { fixOf, offsetAt, tokenEnd } from './fix.ts';
import { lenient, roughly, spotAt } from './lenient.ts';
import { EDITOR_THEME, MARKS } from './looks.ts';
import { linesAbout, toldAt } from './told.ts';

export interface EditorOptions {
  readonly text: string;
  readonly label: string;
  /** The text as somebody has typed it. */
  readonly onType: (text: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly run: () => void;
}

export interface Editor {
  /** Shows a text; where it is the one that was typed here, nothing moves. */
  show(text: string): void;
  problems(problems: readonly Problem[]): void;
  /** Puts the cursor at a line and column, both from 1. */
  go(line: number, column: number): void;
  destroy(): void;
}

/** Changes that come from outside are not told back. */
const outside = Annotation.define<boolean>();

/** Puts an editor into `root`. */
export function createEditor(root: HTMLElement, options: EditorOptions): Editor {
  const shadow = root.shadowRoot ?? root.attachShadow({ mode: 'open' });
  let full = options.text; // as the store has it: with its mark of order and its ends of lines
  let told: readonly Problem[] = [];
  const typed = ({ state, docChanged, transactions }: ViewUpdate): void => {
    if (!docChanged || transactions.some((one) => one.annotation(outside))) return;
    full = outwards(state.doc.toString(), full);
    options.onType(full);
  };
  const mend = (view: EditorView): boolean => {
    const line = view.state.doc.lineAt(view.state.selection.main.head).number;
    const near = [...told].sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line));
    const fix = near.map((problem) => fixOf(problem, full)).find((one) => one !== null);
    if (fix === undefined) return false;
    options.onType(fix.text);
    show(fix.text);
    return true;
  };
  const view = new EditorView({
    root: shadow,
    parent: shadow,
    state: EditorState.create({
      doc: inwards(full),
      extensions: [
        ...looks(options.label),
        autocompletion({ override: [completions], icons: false }),
        hoverTooltip(hover),
        keymap.of([
          { key: 'Mod-z', run: () => (options.undo(), true), shift: () => (options.redo(), true), preventDefault: true },
          { key: 'Mod-y', run: () => (options.redo(), true), preventDefault: true },
          { key: 'Mod-Enter', run: () => (options.run(), true) },
          { key: 'F2', run: mend },
          { key: 'Mod-.', run: mend },
          { key: 'F8', run: nextDiagnostic },
          ...closeBracketsKeymap, ...completionKeymap, ...foldKeymap, ...searchKeymap, ...defaultKeymap,
        ]), // prettier-ignore
        EditorView.domEventHandlers({ beforeinput: (event) => history(event, options) }),
        EditorView.updateListener.of(typed),
      ],
    }),
  });
  // What scrolls must be reached by keys, even where the text in it is not what has the focus.
  view.scrollDOM.tabIndex = 0;

  function show(text: string): void {
    full = text;
    const [now, next] = [view.state.doc.toString(), inwards(text)];
    const change = changeBetween(now, next);
    if (change) view.dispatch({ changes: change, annotations: outside.of(true) });
  }
  return {
    show,
    problems(problems) {
      told = problems;
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((one) => diagnosticOf(one, view.state, full, mendBy)),
        ),
      );
    },
    go(line, column) {
      const at = offsetAt(view.state.doc.toString(), line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };

  function mendBy(text: string): void {
    options.onType(text);
    show(text);
  }
}

// No key of the editor's own is bound to Tab, so that it leaves the editor.
function looks(label: string) {
  return [
    lineNumbers(),
    foldGutter({ openText: '▾', closedText: '▸' }),
    codeFolding(),
    drawSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    json(),
    syntaxHighlighting(MARKS),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EDITOR_THEME,
  ];
}

/** What the browser's own menu would undo is the store's to undo. */
function history(event: InputEvent, { undo, redo }: EditorOptions): boolean {
  if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false;
  event.preventDefault();
  if (event.inputType === 'historyUndo') undo();
  else redo();
  return true;
}

/** A text as the editor has it: without a mark of order, its lines ended by LF. */
export function inwards(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

/** The editor's text with the mark of order and the ends of lines that the text before had. */
export function outwards(text: string, before: string): string {
  const end = before.includes('\r\n') ? '\r\n' : /\r/.test(before) && !before.includes('\n') ? '\r' : '\n';
  return (before.startsWith('\ufeff') ? '\ufeff' : '') + text.replaceAll('\n', end);
}

/** The one stretch in which two texts differ; null where they are equal. */
export function changeBetween(
  now: string,
  next: string,
): { from: number; to: number; insert: string } | null {
  if (now === next) return null;
  let from = 0;
  const shorter = Math.min(now.length, next.length);
  while (from < shorter && now[from] === next[from]) from++;
  let same = 0;
  while (same < shorter - from && now[now.length - 1 - same] === next[next.length - 1 - same]) same++;
  return { from, to: now.length - same, insert: next.slice(from, next.length - same) };
}

function diagnosticOf(
  problem: Problem,
  state: EditorState,
  full: string,
  mend: (text: string) => void,
): Diagnostic {
  const text = state.doc.toString();
  const from = offsetAt(text, problem.line, problem.column);
  const fix = fixOf(problem, full);
  return {
    from,
    to: Math.max(from, tokenEnd(text, from)),
    severity: problem.level === 'error' ? 'error' : 'warning',
    message: `${problem.message}: ${problem.advice}`,
    actions: fix === null ? [] : [{ name: fix.label, apply: () => mend(fix.text) }],
  };
}

function completions({ state, pos, explicit }: CompletionContext): CompletionResult | null {
  const text = state.doc.toString();
  const before = text.slice(Math.max(0, pos - 1), pos);
  if (!explicit && !/["\w]/.test(before)) return null;
  const found = complete(text, pos);
  if (found === null) return null;
  const options = found.options.map((option, k): Completion => ({
    label: option.label,
    detail: option.detail,
    info: option.info,
    boost: -k / 10,
    apply(view, completion, from, to) {
      const [start, end] = option.select;
      view.dispatch({
        changes: { from, to, insert: option.insert },
        selection: EditorSelection.range(from + start, from + end),
        annotations: pickedCompletion.of(completion),
        userEvent: 'input.complete',
      });
      if (start === end && /["{[ ]$/.test(option.insert.slice(0, start))) startCompletion(view);
    },
  }));
  // What is typed is matched without its quotes.
  const quoted = text[found.from] === '"' && pos > found.from;
  if (!quoted) return { from: found.from, to: found.to, options };
  const said = text.slice(found.from + 1, pos).toLowerCase();
  const near = options.filter(({ label }) => label.toLowerCase().includes(said));
  return { from: found.from, to: found.to, options: near, filter: false };
}

function hover(view: EditorView, pos: number): Tooltip | null {
  const text = view.state.doc.toString();
  const root = lenient(text);
  const spot = spotAt(root, pos);
  if (spot?.entry === undefined || spot.at === 'between') return null;
  const lines = linesAbout(toldAt([...spot.path, spot.entry.name], roughly(root)), String(spot.entry.name));
  if (lines.length === 0) return null;
  const { key, value } = spot.entry;
  const create = () => {
    const dom = document.createElement('div');
    dom.className = 'told';
    dom.append(...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })));
    return { dom };
  };
  return { pos: key?.start ?? value?.start ?? pos, end: key?.end ?? value?.end ?? pos, above: true, create };
}
