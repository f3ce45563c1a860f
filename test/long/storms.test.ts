// Five hundred storms over the lab (test/viz/storm.ts): levers against slow workers.
import { expect, it } from 'vitest';
import { storms } from '../viz/storm.ts';

it('never show what is not so', async () => {
  await storms(500);
  expect.hasAssertions();
}, 300_000);
