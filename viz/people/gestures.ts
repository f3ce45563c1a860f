// How a hand moves the view of a map: the wheel with Ctrl (which is how a touchpad's pinch arrives), two fingers, dragging,
// and keys. A wheel alone scrolls the page, and so does one finger while the whole map is seen.

import { NUDGE, panned, STEP, WHOLE, zoomed } from './view.ts';
import type { Place, View } from './view.ts';

/** Pixels that a pointer may tremble before it drags. */
const TREMBLE = 4;

export interface Seen {
  view(): View;
  /** The closest zoom. */
  readonly most: number;
  /** Pixels of the page that the whole map is high, as it is as wide as its node. */
  readonly down: number;
  move(to: View): void;
}

export function followHands(node: HTMLElement, seen: Seen): void {
  followWheel(node, seen);
  followPointers(node, seen);
  node.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = keyed(event.key, seen.view(), seen.most);
    if (to === null) return;
    event.preventDefault();
    seen.move(to);
  });
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [NUDGE, 0],
  ArrowRight: [-NUDGE, 0],
  ArrowUp: [0, NUDGE],
  ArrowDown: [0, -NUDGE],
};

/** The view after a key; null for a key that is none of the map's, as arrows while all of it is seen. */
export function keyed(key: string, view: View, most: number): View | null {
  if (key === '+' || key === '=') return zoomed(view, STEP, most);
  if (key === '-' || key === '−' || key === '_') return zoomed(view, 1 / STEP, most);
  if (key === '0') return WHOLE;
  const arrow = ARROWS[key];
  return arrow === undefined || view.zoom === 1 ? null : panned(view, ...arrow);
}

/** Where something on the screen is in the picture. */
export function within(
  node: HTMLElement,
  down: number,
  at: { readonly clientX: number; readonly clientY: number },
): Place {
  const box = node.getBoundingClientRect();
  return {
    x: (at.clientX - box.left - node.clientLeft) / node.clientWidth,
    y: (at.clientY - box.top - node.clientTop) / down,
  };
}

function followWheel(node: HTMLElement, { view, most, down, move }: Seen): void {
  const turned = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    // A notch of a mouse is some hundred, a step of a pinch a few.
    const factor = Math.exp(-Math.max(-50, Math.min(50, event.deltaY)) / 100);
    move(zoomed(view(), factor, most, within(node, down, event)));
  };
  node.addEventListener('wheel', turned, { passive: false });
}

function followPointers(node: HTMLElement, seen: Seen): void {
  const { view, move } = seen;
  const pressed = new Map<number, PointerEvent>();
  let isDrag = false;
  const end = (event: PointerEvent): void => void pressed.delete(event.pointerId);
  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    if (pressed.size === 0) isDrag = false;
    pressed.set(event.pointerId, event);
  });
  node.addEventListener('pointermove', (event) => {
    const before = pressed.get(event.pointerId);
    if (before === undefined) return;
    const other = [...pressed.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    const far = Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY);
    if (!isDrag && other === undefined && (far < TREMBLE || view().zoom === 1)) return;
    if (!isDrag && !node.hasPointerCapture(event.pointerId)) node.setPointerCapture(event.pointerId);
    isDrag = true;
    pressed.set(event.pointerId, event);
    move(
      other === undefined ? dragged(node, seen, before, event) : pinched(node, seen, before, event, other),
    );
  });
  node.addEventListener('pointerup', end);
  node.addEventListener('pointercancel', end);
  // What ends a drag picks nobody.
  node.addEventListener('click', (event) => isDrag && event.stopImmediatePropagation(), { capture: true });
}

function dragged(node: HTMLElement, { view, down }: Seen, from: PointerEvent, to: PointerEvent): View {
  const [a, b] = [from, to].map((event) => within(node, down, event)) as [Place, Place];
  return panned(view(), b.x - a.x, b.y - a.y);
}

function pinched(
  node: HTMLElement,
  { view, most, down }: Seen,
  from: PointerEvent,
  to: PointerEvent,
  other: PointerEvent,
): View {
  const apart = (one: PointerEvent): number =>
    Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY));
  const [a, b, c] = [from, to, other].map((event) => within(node, down, event)) as [Place, Place, Place];
  const moved = panned(view(), (b.x - a.x) / 2, (b.y - a.y) / 2);
  return zoomed(moved, apart(to) / apart(from), most, { x: (b.x + c.x) / 2, y: (b.y + c.y) / 2 });
}
