// What people stand on: a disc a community, and between discs a line as wide as there are ties.

import type { Layout } from './layout.ts';
import type { Lens } from './view.ts';

/** Pixels across the line of the strongest pair of communities. */
const WIDEST = 6;

/**
 * `lens` and `ratio`: pixels of the canvas, and how many there are to one of the page. `strength`: of the lines, from 0 to 1, so
 * that they stay behind people where all ink is the same.
 */
export function drawGround(
  canvas: HTMLCanvasElement,
  { discs, between }: Layout,
  { scale, left, top }: Lens,
  ratio: number,
  ink: string,
  strength: number,
): void {
  const context = canvas.getContext('2d')!;
  context.clearRect(0, 0, canvas.width, canvas.height);
  const [x, y] = [
    (c: number) => discs[3 * c]! * scale + left,
    (c: number) => discs[3 * c + 1]! * scale + top,
  ];
  const most = between[2] ?? 1;
  context.strokeStyle = ink;
  for (let n = between.length - 3; n >= 0; n -= 3) {
    const [a, b, count] = [between[n]!, between[n + 1]!, between[n + 2]!];
    context.globalAlpha = strength * (0.25 + 0.55 * (count / most));
    context.lineWidth = ratio * Math.max(0.5, (WIDEST * count) / most);
    context.beginPath();
    context.moveTo(x(a), y(a));
    context.lineTo(x(b), y(b));
    context.stroke();
  }
  context.globalAlpha = 1;
  context.lineWidth = ratio;
  for (let c = 0; 3 * c < discs.length; c++) {
    const radius = discs[3 * c + 2]! * scale;
    const isSeen =
      Math.abs(x(c) - canvas.width / 2) < radius + canvas.width / 2 &&
      Math.abs(y(c) - canvas.height / 2) < radius + canvas.height / 2;
    if (!isSeen) continue;
    context.beginPath();
    context.arc(x(c), y(c), radius, 0, 2 * Math.PI);
    // what runs behind a disc is cut out, so that people stand on the page's own ground
    context.globalCompositeOperation = 'destination-out';
    context.fill();
    context.globalCompositeOperation = 'source-over';
    context.stroke();
  }
}
