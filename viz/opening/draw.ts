// The page as it stands when it opens, drawn by the same code that goes on from there: only the lab never works, and nothing
// is ever read, saved or waited for.

import { Drafts } from '../drafts.ts';
import { mountFrame } from '../frame.ts';
import { Lab } from '../lab.ts';
import { PRESETS } from '../presets.ts';
import { stillScreen } from '../screen.ts';
import { createStore } from '../store.ts';
import type { Opening } from './opening.ts';

/** Draws into `root`, whose document must be the global one. */
export function drawPage(root: HTMLElement, opening: Opening): void {
  const store = createStore({
    lab: idleLab(),
    drafts: new Drafts(() => {
      throw new Error('there is no storage where pages are built');
    }),
    preset: { id: opening.preset, title: PRESETS[0]!.title, text: opening.text },
    scenario: opening.scenario,
    opening,
    read: () => new Promise(() => {}),
    after: () => () => {},
    attended: () => {},
    screen: stillScreen(),
  });
  mountFrame(root, store, { kind: 'none' }, { alone: true });
  for (const chart of root.querySelectorAll('figure:not(#differences) svg[role=img]')) leaveRoom(chart);
}

// What stands below the first comparison is drawn when the page runs: it has its room and its summary till then, so that
// nothing moves, and the first picture is there sooner.
function leaveRoom(chart: Element): void {
  for (const mark of [...chart.children]) if (!/^(title|desc)$/.test(mark.localName)) mark.remove();
}

function idleLab(): Lab {
  return new Lab({ crew: undefined as never, workers: 1, now: () => 0, frame: () => {} });
}
