// What an experiment says of its cost before it is begun.
import { expect, it } from 'vitest';
import { costWords } from '../../../viz/whatif/progress.ts';

it('says what it takes: runs and time, and both at most where more may be planned', () => {
  const seconds = (runs: number): number => runs / 25;
  expect(costWords(100, 100, seconds)).toBe('Takes 100 paired runs, about 4 s.');
  expect(costWords(100, 1500, seconds)).toBe(
    'Takes 100 paired runs, about 4 s; at most 1,500, about 1 min 0 s, where it is unsure.',
  );
  expect(costWords(10, 10, seconds)).toBe('Takes 10 paired runs, under 1 s.');
});
