// The same bytes for every engine: test/engines/entry.ts and all it imports, as one script that defines `palinode`.
import { build } from 'vite';

/** @returns a classic script (no modules, no imports); after it runs, `palinode.answer()` answers. */
export async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      lib: { entry: new URL('./entry.ts', import.meta.url).pathname, formats: ['iife'], name: 'palinode' },
    },
  });
  const [first] = [built].flat();
  const chunk = first && 'output' in first ? first.output.find((file) => file.type === 'chunk') : undefined;
  if (!chunk) throw new Error('the bundle of test/engines/entry.ts came out empty');
  return chunk.code;
}
