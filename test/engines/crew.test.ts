// The dashboard's crew of Web Workers, in real browsers: the digests of a direct call in Node, whoever is killed, and a stop
// that is a stop. Browsers that are missing are skipped, unless ENGINES=all.
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileTask } from '../../sim/ensemble.ts';
import { prepare } from '../../sim/jobs.ts';
import { loudScenario } from '../pool/crew.ts';
import { chromiumPage } from './chromium.ts';
import type { CrewAnswer } from './crew-page.ts';
import { missing } from './engine.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

const REPLICATES = 24;

async function script(path: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      lib: { entry: new URL(path, import.meta.url).pathname, formats: ['iife'], name },
    },
  });
  const [first] = [built].flat();
  const chunk = first && 'output' in first ? first.output.find((file) => file.type === 'chunk') : undefined;
  if (!chunk) throw new Error(`the bundle of ${path} came out empty`);
  return chunk.code;
}

describe("a page's crew", () => {
  let page = '';
  let question = '';
  let here: string[] = [];

  beforeAll(async () => {
    const task = await compileTask(loudScenario({ people: 80, weeks: 6, replicates: REPLICATES }), 'fixed');
    const direct = prepare(task);
    here = Array.from({ length: REPLICATES }, (_, r) => direct(r).digests.join(' '));
    page = await script('./crew-page.ts', 'crew');
    const program = await script('../../sim/worker.ts', 'worker');
    const policies = task.policies.map((buffer) => Array.from(new Float64Array(buffer)));
    const json = JSON.stringify({ task: { ...task, policies }, replicates: REPLICATES });
    question = `crew.answer(${JSON.stringify(program)}, ${JSON.stringify(json)})`;
  });

  for (const engine of [chromiumPage, firefox, webkit]) {
    it(`in ${engine.name}`, async ({ skip }) => {
      const lacking = missing(engine);
      if (lacking.length > 0) {
        const message = `${engine.name}: not tested, ${lacking.join(', ')} missing (Debian: ${engine.packages})`;
        if (process.env.ENGINES === 'all') throw new Error(message);
        skip(message);
      }
      const { value, version } = await engine.evaluate(page, question);
      const found = JSON.parse(value) as CrewAnswer;
      expect(found.plain).toEqual(here);
      expect(found.killed).toEqual(here);
      expect(found.kills).toBe(4);
      expect(found.stopped).toMatchObject({ ended: 'stopped', told: found.stopped.before, after: 0 });
      expect(found.stopped.ms).toBeLessThan(100);
      expect(found.superseded).toEqual(['superseded', 'done']);
      console.info(`${engine.name} ${version}: stopped after ${found.stopped.ms.toFixed(1)} ms`);
    });
  }
});
