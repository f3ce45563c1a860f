// How the editor looks: colours are the page's own properties, which reach into its shadow root, so that light, dark and forced
// colours follow the page. No pictures: underlines are drawn as text decoration.

import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const none = { backgroundImage: 'none' };

export const EDITOR_THEME = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--paper)', fontSize: '0.9rem', height: '100%' },
  '&.cm-focused': { outline: '3px solid var(--focus)', outlineOffset: '2px' },
  '.cm-scroller': {
    fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace",
    lineHeight: '1.5',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': {
    backgroundColor: 'var(--ground)',
    color: 'var(--quiet)',
    borderRight: '1px solid var(--rule)',
  },
  '.cm-foldGutter .cm-gutterElement': { cursor: 'pointer', width: '1.5rem', textAlign: 'center' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--band)',
  },
  '.cm-selectionMatch, .cm-searchMatch': {
    backgroundColor: 'var(--soft)',
    outline: '1px solid var(--quiet)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--soft)',
    outline: '1px solid var(--quiet)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bad-soft)' },
  '.cm-lintRange': { ...none, paddingBottom: '0' },
  '.cm-lintRange-error': {
    ...none,
    textDecoration: 'underline wavy var(--bad) 2px',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintRange-warning': { ...none, textDecoration: 'underline dashed var(--quiet) 2px' },
  '.cm-lintRange-active': { backgroundColor: 'var(--bad-soft)' },
  '.cm-lintPoint': { position: 'relative' },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    border: '1px solid var(--quiet)',
    borderRadius: '0.3rem',
    fontFamily: 'system-ui, sans-serif',
    maxWidth: 'min(30rem, 90vw)',
  },
  '.cm-tooltip .told': { padding: '0.3rem 0.6rem' },
  '.cm-tooltip p': { margin: '0 0 0.3rem' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.6rem', minHeight: '1.5rem' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--accent-ink)',
  },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal', opacity: '0.9' },
  '.cm-completionInfo': { whiteSpace: 'pre-line' },
  '.cm-diagnostic': { borderLeft: '4px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--quiet)' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent)',
    color: 'var(--accent-ink)',
    minHeight: '1.5rem',
    borderRadius: '0.3rem',
    padding: '0 0.5rem',
  },
  '.cm-panels': {
    backgroundColor: 'var(--ground)',
    color: 'var(--ink)',
    borderBottom: '1px solid var(--rule)',
  },
  '.cm-panel.cm-search': { fontSize: '0.95rem' },
  '.cm-textfield, .cm-button': {
    backgroundColor: 'var(--paper)',
    ...none,
    color: 'var(--ink)',
    border: '1px solid var(--quiet)',
    minHeight: '1.75rem',
    fontSize: '0.9rem',
  },
});

/** Keys, texts, numbers and words apart, by weight and slant as well as by colour. */
export const MARKS = HighlightStyle.define([
  { tag: tags.propertyName, fontWeight: '600' },
  { tag: tags.string, color: 'var(--quiet)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--accent)' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);
