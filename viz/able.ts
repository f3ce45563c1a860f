// What the page cannot do without in a browser. Where it is missing, or the page does not come to stand, the answer that was
// made beforehand stays, and a sentence says why nothing else is there.

/** What is asked for, by the name under which a browser has it. */
const NEEDED = ['Worker', 'Blob', 'ResizeObserver', 'AbortController', 'HTMLDialogElement', 'DataTransfer'];

/** Names of what is not there. */
export function lackingIn(window: object): string[] {
  return NEEDED.filter((name) => (window as Record<string, unknown>)[name] === undefined);
}

export function unsupported(lacking: readonly string[]): string {
  return `This browser cannot run the model (it has no ${lacking.join(', no ')}), so what is below is the answer that was made beforehand; any browser of 2023 or later runs it.`;
}

/** With the start left to the reader: a draft that breaks the page is left out after some, or at once by `#safe`. */
export const NOT_STARTED =
  'The page did not start, so what is below is the answer that was made beforehand. Reload it; if that does not help, add #safe to its address, which leaves out your draft.';

/** Puts a sentence above what the page was before any script ran. */
export function sayInstead(root: Element, still: readonly Node[], words: string): void {
  const said = root.ownerDocument.createElement('p');
  said.className = 'unable';
  said.setAttribute('role', 'alert');
  said.textContent = words;
  root.replaceChildren(said, ...still);
}
