// How a policy, a stage and a preview look: colour is repeated by shape, dash or pattern, and all of it by words beside it.

import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolStar, symbolTriangle } from 'd3-shape';
import { COLOURS } from './colours.ts';
import type { StageName, Theme } from './colours.ts';
import type { Part } from './frame.ts';

/** A policy as a chart knows it. */
export interface Named {
  readonly name: string;
  /** 0: the baseline. From 1: the others, in the scenario's order. A policy keeps its place in every chart. */
  readonly place: number;
}

const MARKS = [symbolCircle, symbolTriangle, symbolSquare, symbolDiamond, symbolStar] as const;
const DASHES = [null, '9 4', '2.5 3', '11 3 2.5 3', '5 3'] as const;

export interface PolicyLook {
  readonly colour: string;
  /** A path around 0,0. */
  readonly mark: string;
  /** stroke-dasharray; null: a whole line. */
  readonly dash: string | null;
}

/** The look of a policy by its place; after four they begin again, for each is named where it stands. */
export function policyLook(place: number, theme: Theme = 'light', area = 70): PolicyLook {
  const k = place === 0 ? 0 : 1 + ((place - 1) % 4);
  return {
    colour: COLOURS[theme].policies[k]!,
    mark: symbol(MARKS[k]!, area)()!,
    dash: DASHES[k]!,
  };
}

export type Fill = 'solid' | 'hatched' | 'dotted' | 'crossed' | 'empty' | 'lined';

const STAGE_FILLS: Readonly<Record<StageName, Fill>> = {
  home: 'solid',
  member: 'solid',
  left: 'solid',
  surfaced: 'solid',
  awaiting: 'hatched',
  imprisoned: 'solid',
  released: 'hatched',
  dead: 'dotted',
};

/** Where colours are forced, every stage has a pattern of its own. */
const FORCED_FILLS: Readonly<Record<StageName, Fill>> = {
  home: 'empty',
  member: 'solid',
  left: 'hatched',
  surfaced: 'lined',
  awaiting: 'crossed',
  imprisoned: 'crossed',
  released: 'dotted',
  dead: 'dotted',
};

export function stageLook(stage: StageName, theme: Theme = 'light'): { colour: string; fill: Fill } {
  return {
    colour: COLOURS[theme].stages[stage],
    fill: (theme === 'forced' ? FORCED_FILLS : STAGE_FILLS)[stage],
  };
}

const LINES: Readonly<Record<'hatched' | 'crossed' | 'lined', string>> = {
  hatched: 'M-1,1L1,-1M0,6L6,0M5,7L7,5',
  crossed: 'M0,6L6,0M0,0L6,6',
  lined: 'M0,3L6,3',
};

/** What to write in `fill`: a colour, or a pattern that is defined beside it under this id. */
export function filled(parent: Part, id: string, colour: string, fill: Fill, paper: string): string {
  if (fill === 'solid') return colour;
  if (fill === 'empty') return paper;
  const pattern = parent
    .append('defs')
    .append('pattern')
    .attr('id', id)
    .attr('width', 6)
    .attr('height', 6)
    .attr('patternUnits', 'userSpaceOnUse');
  pattern.append('rect').attr('width', 6).attr('height', 6).attr('fill', paper);
  if (fill === 'dotted')
    pattern.append('circle').attr('cx', 3).attr('cy', 3).attr('r', 1.2).attr('fill', colour);
  else pattern.append('path').attr('d', LINES[fill]).attr('stroke', colour).attr('stroke-width', 1.6);
  return `url(#${id})`;
}
