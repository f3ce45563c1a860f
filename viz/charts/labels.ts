// Names where the marks are: at the right end of lines, apart from each other; or above the plot where there is no room.

import type { Theme } from './colours.ts';
import { broken, charWidth, lines } from './frame.ts';
import type { Part } from './frame.ts';
import { policyLook } from './looks.ts';
import type { Named } from './looks.ts';
import { rounded } from './words.ts';

/** Places as near to the wanted ones as lets each have its own height, within `low` and `high` where that is possible. */
export function settled(
  wanted: readonly number[],
  heights: readonly number[],
  low: number,
  high: number,
): number[] {
  const order = wanted.map((_, k) => k).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed = wanted.slice();
  let edge = low;
  for (const k of order) {
    placed[k] = Math.max(wanted[k]!, edge + heights[k]! / 2);
    edge = placed[k] + heights[k]! / 2;
  }
  edge = high;
  for (const k of order.reverse()) {
    placed[k] = Math.min(placed[k]!, edge - heights[k]! / 2);
    edge = placed[k] - heights[k]! / 2;
  }
  // Too many for the height: they begin at the top and go on below.
  const first = order.at(-1);
  const over = first === undefined ? 0 : low - (placed[first]! - heights[first]! / 2);
  return over > 0 ? placed.map((y) => y + over) : placed;
}

export interface Label extends Named {
  /** Said below the name. */
  readonly value: string;
}

const NAME = { size: 14, line: 17 };
const VALUE = { size: 12.5, line: 16 };

function wrapped({ name, value }: Label, room: number) {
  return {
    name: broken(name, room / charWidth(NAME.size, true), 5),
    value: value === '' ? [] : broken(value, room / charWidth(VALUE.size), 2),
  };
}

/** Pixels that a label needs, in a column of such a width. */
export function labelHeight(label: Label, room: number): number {
  const { name, value } = wrapped(label, room);
  return name.length * NAME.line + value.length * VALUE.line + 4;
}

/** A policy's name and a number, around the height `middle`. */
export function labelled(
  parent: Part,
  label: Label,
  x: number,
  middle: number,
  room: number,
  theme: Theme | undefined,
  quiet: string,
): void {
  const { name, value } = wrapped(label, room);
  const top = middle - (labelHeight(label, room) - 4) / 2;
  const { colour } = policyLook(label.place, theme);
  lines(parent, name, { x, y: rounded(top + 13), step: NAME.line, size: NAME.size })
    .attr('fill', colour)
    .attr('font-weight', 600);
  const y = rounded(top + name.length * NAME.line + 12);
  lines(parent, value, { x, y, step: VALUE.line, size: VALUE.size }).attr('fill', quiet);
}

/** The same labels one below the other, each with its line and mark; the height that they took. */
export function legend(
  parent: Part,
  labels: readonly Label[],
  x: number,
  room: number,
  theme: Theme | undefined,
  quiet: string,
  dashed = true,
): number {
  let top = 0;
  for (const label of labels) {
    const sample = dashed ? 44 : 20;
    const height = labelHeight(label, room - sample);
    const { colour, dash, mark } = policyLook(label.place, theme);
    if (dashed)
      parent
        .append('line')
        .attr('x1', x)
        .attr('x2', x + 30)
        .attr('y1', rounded(top + 9))
        .attr('y2', rounded(top + 9))
        .attr('stroke', colour)
        .attr('stroke-width', 2.5)
        .attr('stroke-dasharray', dash);
    parent
      .append('path')
      .attr('d', mark)
      .attr('transform', `translate(${x + (dashed ? 34 : 7)},${rounded(top + 9)})`)
      .attr('fill', colour);
    labelled(parent, label, x + sample, top + (height - 4) / 2, room - sample, theme, quiet);
    top += height;
  }
  return top;
}

/** The height that a legend will take. */
export function legendHeight(labels: readonly Label[], room: number, dashed = true): number {
  return labels.reduce((sum, label) => sum + labelHeight(label, room - (dashed ? 44 : 20)), 0);
}
