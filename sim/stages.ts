// Where a person can stand, named once: for the world that moves people between them, for the series that count them, and for
// the page, which may not know the world.

/** "left" is back and unknown to the state; "surfaced" is known to it and free. A person's stage is a place in this list. */
export const STAGES = [
  'home',
  'member',
  'left',
  'surfaced',
  'awaiting',
  'imprisoned',
  'released',
  'dead',
] as const;
export type Stage = (typeof STAGES)[number];
