// One configuration for what is built here: the programs in dist/ (command line, thread, library), the benchmark in
// out/bench/ and the validation in out/validate/ (the same compiler settings over the same sources), and the test projects.
import { chmodSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const PROGRAMS = { cli: 'sim/cli/main.ts', thread: 'sim/cli/thread.ts', palinode: 'sim/palinode.ts' };
const BENCHES = { main: 'test/bench/main.ts', case: 'test/bench/case.ts' };

const VALIDATION = { main: 'test/validate/main.ts' };
const INPUTS: Record<string, Record<string, string>> = { bench: BENCHES, validate: VALIDATION };

/** `npx palinode` runs the file itself, so it must say who runs it and be allowed to. */
const executable: Plugin = {
  name: 'executable',
  apply: 'build',
  generateBundle(_, bundle) {
    const cli = bundle['cli.js'];
    if (cli?.type === 'chunk' && !cli.code.startsWith('#!')) cli.code = `#!/usr/bin/env node\n${cli.code}`;
  },
  writeBundle({ dir }, bundle) {
    if (dir && bundle['cli.js']) chmodSync(`${dir}/cli.js`, 0o755);
  },
};

/** Every test process adds a file of results to this folder, when it is named (.ci/run adds them up). */
const reports = process.env.TEST_REPORTS;

export default defineConfig(({ mode }) => ({
  plugins: [executable],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: mode in INPUTS ? `out/${mode}` : 'dist',
    minify: false,
    rolldownOptions: {
      input: INPUTS[mode] ?? PROGRAMS,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  test: {
    reporters: reports
      ? ['default', ['json', { outputFile: `${reports}/${process.pid}.json` }]]
      : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/long/**', 'test/engines/**', 'test/bench/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'engines',
          include: ['test/engines/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
}));
