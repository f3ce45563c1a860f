// The doorway of lit-html: what the page is written in. A template escapes what it is given, so that no text can become
// markup, and changes only what differs from what stands there.

export { html, nothing, render, svg } from 'lit-html';
export type { TemplateResult } from 'lit-html';
export { guard } from 'lit-html/directives/guard.js';
export { keyed } from 'lit-html/directives/keyed.js';
export { live } from 'lit-html/directives/live.js';
export { createRef, ref } from 'lit-html/directives/ref.js';
export type { Ref } from 'lit-html/directives/ref.js';
export { repeat } from 'lit-html/directives/repeat.js';
