// The little Markdown that our own documents use, as nodes: headings, paragraphs, lists, tables, emphasis, code and links.
// For texts of the project only; what it does not know is shown as it is written.

import { html } from './html.ts';
import type { TemplateResult } from './html.ts';

/** Blocks are parted by empty lines. */
export function prose(markdown: string): TemplateResult[] {
  return markdown
    .replace(/\r/g, '')
    .split(/\n{2,}/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map(block);
}

function block(text: string): TemplateResult {
  const heading = /^(#{1,4}) (.*)$/.exec(text);
  if (heading !== null) return headed(heading[1]!.length, heading[2]!);
  if (/^[-*] /.test(text))
    return html`<ul>
      ${items(text, /^[-*] /)}
    </ul>`;
  if (/^\d+\. /.test(text))
    return html`<ol>
      ${items(text, /^\d+\. /)}
    </ol>`;
  if (text.startsWith('|')) return tabular(text.split('\n'));
  return html`<p>${inline(text.replaceAll('\n', ' '))}</p>`;
}

function headed(level: number, text: string): TemplateResult {
  if (level === 1) return html`<h1>${inline(text)}</h1>`;
  return level === 2 ? html`<h2>${inline(text)}</h2>` : html`<h3>${inline(text)}</h3>`;
}

// An item goes on over the lines that do not begin one.
function items(text: string, begins: RegExp): TemplateResult[] {
  const found: string[] = [];
  for (const line of text.split('\n'))
    if (begins.test(line)) found.push(line.replace(begins, ''));
    else found.push(`${found.pop() ?? ''} ${line.trim()}`);
  return found.map((item) => html`<li>${inline(item)}</li>`);
}

function tabular(lines: readonly string[]): TemplateResult {
  const cells = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [head, , ...rows] = lines;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table">
    <table>
      <thead>
        <tr>
          ${cells(head!).map((cell) => html`<th scope="col">${inline(cell)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${cells(row).map((cell) => html`<td>${inline(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const MARKED = /\*\*([^*]+)\*\*|_([^_]+)_|\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

function inline(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let at = 0;
  for (const found of text.matchAll(MARKED)) {
    parts.push(text.slice(at, found.index));
    at = found.index + found[0].length;
    const [, strong, under, star, code, label, address] = found;
    if (strong !== undefined) parts.push(html`<strong>${strong}</strong>`);
    else if (code !== undefined) parts.push(html`<code>${code}</code>`);
    else if (label !== undefined) parts.push(linked(label, address!));
    else parts.push(html`<em>${under ?? star}</em>`);
  }
  return [...parts, text.slice(at)];
}

// A link into the repository has nowhere to lead from a page that stands alone.
function linked(label: string, address: string): TemplateResult {
  return /^https:\/\//.test(address)
    ? html`<a href=${address} rel="noreferrer">${label}</a>`
    : html`<span>${label}</span>`;
}
