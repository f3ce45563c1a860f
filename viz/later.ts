// What need not be done at once. A page that opens shows its answer and is still; what nobody sees yet is made when somebody is
// there or comes near it, and never more than one thing before the page listens again.

/** Calls back once somebody is there, or at once if they are. */
export type Attended = (call: () => void) => void;

/** Fills a place when its turn comes; what was to fill it before is forgotten. */
export type Later = (place: HTMLElement, fill: () => void) => void;

/** For where nobody waits. */
export const atOnce: Later = (_, fill) => fill();

const SIGNS = [
  'pointermove',
  'pointerdown',
  'keydown',
  'wheel',
  'touchstart',
  'focusin',
  'drop',
  'hashchange',
] as const;
/** Milliseconds after which somebody may be taken to read who has not moved. */
const READING = 6000;

/** Somebody is there from the first sign of them on. */
export function watchReader(window: Window): Attended {
  const calls: (() => void)[] = [];
  let isThere = false;
  const found = (): void => {
    if (isThere) return;
    isThere = true;
    for (const sign of SIGNS) window.removeEventListener(sign, found, { capture: true });
    for (const call of calls.splice(0)) call();
  };
  for (const sign of SIGNS) window.addEventListener(sign, found, { capture: true, passive: true });
  setTimeout(found, READING);
  return (call) => {
    if (isThere) call();
    else calls.push(call);
  };
}

/** Near enough to the window to be seen next, in pixels. */
const NEAR = '200px';

/** Fills places one after the other, a task each: those that are seen, and the others once somebody is there. */
export function inTurns(attended: Attended): Later {
  const waiting = new Map<Element, () => void>();
  const seen = new WeakSet<Element>();
  let all = false;
  let isDue = false;
  const go = (): void => {
    isDue = false;
    const next = [...waiting].find(([place]) => all || seen.has(place));
    if (next === undefined) return;
    const [place, fill] = next;
    waiting.delete(place);
    fill();
    due();
  };
  // After the frame in which what is done at once is painted.
  const due = (): void => {
    if (isDue || waiting.size === 0) return;
    isDue = true;
    setTimeout(go, 0);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) seen.add(target);
      due();
    },
    { rootMargin: NEAR },
  );
  attended(() => {
    all = true;
    observer.disconnect();
    due();
  });
  return (place, fill) => {
    waiting.set(place, fill);
    if (!all) observer.observe(place);
    due();
  };
}
