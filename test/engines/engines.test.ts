// One digest for a fixed set of runs in every engine. A machine that lacks an engine skips it and says so, unless
// ENGINES=all (as in .ci/run, which has just installed them): then a missing engine is a failure.
import { runInThisContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './bundle.ts';
import { chromiumPage, chromiumWorker } from './chromium.ts';
import { missing } from './engine.ts';
import { digests } from './entry.ts';
import { firefox } from './firefox.ts';
import { javaScriptCore, spiderMonkey } from './shells.ts';
import { webkit } from './webkit.ts';

const QUESTION = 'palinode.answer()';
const ENGINES = [chromiumPage, chromiumWorker, firefox, webkit, spiderMonkey, javaScriptCore];

describe('the same bytes in every engine', () => {
  let script = '';
  let here: Record<string, string> = {};

  beforeAll(async () => {
    here = await digests();
    script = await bundle();
  });

  it('Node: the sources and their bundle agree, and again once compiled', async () => {
    expect(await digests()).toEqual(here);
    expect(JSON.parse(await runInThisContext(`${script}\n;${QUESTION}`))).toEqual(here);
  });

  for (const engine of ENGINES) {
    it(engine.name, async ({ skip }) => {
      const lacking = missing(engine);
      if (lacking.length > 0) {
        const message = `${engine.name}: not tested, ${lacking.join(', ')} missing (Debian: ${engine.packages})`;
        if (process.env.ENGINES === 'all') throw new Error(message);
        console.warn(message);
        skip(message);
      }
      const { value, version } = await engine.evaluate(script, QUESTION);
      console.info(`${engine.name} ${version}`.trim());
      expect(JSON.parse(value)).toEqual(here);
    });
  }
});
