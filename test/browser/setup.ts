// Serves the built page for the tests in a browser, from a subfolder, as a static host would. It is built first by `npm test`;
// here only where nothing is there.
import { existsSync } from 'node:fs';
import { build, preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly page: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  if (!existsSync('dist/page/index.html')) await build({ mode: 'page', logLevel: 'error' });
  const server = await preview({
    configFile: false,
    logLevel: 'error',
    base: '/some/folder/',
    build: { outDir: 'dist/page' },
    preview: { port: 0, host: '127.0.0.1' },
  });
  provide('page', server.resolvedUrls!.local[0]!);
  return () => server.close();
}
