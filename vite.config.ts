// One configuration for what is built here: the programs in dist/ (command line, thread, library), the page in dist/page/ and as
// one file in dist/file/, the benchmark in out/bench/ and the validation in out/validate/ (the same compiler settings
// over the same sources), and the test projects.
import { createHash } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import type { Plugin, UserConfig } from 'vite';
import type { drawPage } from './viz/opening/draw.ts';
import type { makeOpening } from './viz/opening/make.ts';
import { createServer } from 'vite';

const PROGRAMS = { cli: 'sim/cli/main.ts', thread: 'sim/cli/thread.ts', palinode: 'sim/palinode.ts' };
const BENCHES = { main: 'test/bench/main.ts', case: 'test/bench/case.ts', page: 'test/bench/page.ts' };

const VALIDATION = { main: 'test/validate/main.ts' };
const CALIBRATION = { main: 'test/calibration/main.ts' };
const INPUTS: Record<string, Record<string, string>> = {
  bench: BENCHES,
  validate: VALIDATION,
  calibrate: CALIBRATION,
};

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

/** What the page may do: run its own script and workers made of it, and nothing else; nothing leaves it. */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': 'blob:',
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default lit-html',
};

function withPolicy(html: string, own: Readonly<Record<string, string>> = {}): string {
  const rules = Object.entries({ ...POLICY, ...own }).map(([name, value]) => `${name} ${value}`);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}" />`;
  return html.replace('<head>', `<head>\n    ${meta}`);
}

/**
 * The answer that the page opens on, drawn into it by the page's own code in a document without a browser, after its first
 * runs have been made anew and found the same.
 */
const opening: Plugin = {
  name: 'opening',
  apply: 'build',
  async transformIndexHtml(html) {
    const { JSDOM } = await import('jsdom');
    const dom = new JSDOM('<!doctype html><html><body><div id="app"></div></body></html>', {
      url: 'https://palinode.invalid/',
    });
    const { window } = dom;
    Object.assign(globalThis, { window, document: window.document, location: window.location });
    const server = await createServer({
      configFile: false,
      logLevel: 'error',
      appType: 'custom',
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true },
    });
    const load = <Module>(file: string): Promise<Module> => server.ssrLoadModule(file) as Promise<Module>;
    const make = await load<{ makeOpening: typeof makeOpening }>('/viz/opening/make.ts');
    const draw = await load<{ drawPage: typeof drawPage }>('/viz/opening/draw.ts');
    const made = await make.makeOpening();
    const root = window.document.querySelector('#app')!;
    draw.drawPage(root as never, made);
    await server.close();
    const page = /<div id="app">([^]*)<\/div><\/body>/
      .exec(dom.serialize())![1]!
      .replace(/<!--[^]*?-->/g, '');
    // Inside a script element only this could end it.
    const json = JSON.stringify(made).replaceAll('<', '\\u003c');
    return html
      .replace('<!--page-->', () => page)
      .replace('<!--opening-->', () => `<script type="application/json" id="opening">${json}</script>`);
  },
};

/** The style stands in the page, so that the first picture waits for nothing but the page itself; then the policy. */
const policy: Plugin = {
  name: 'policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const styles: string[] = [];
      const page = html.replace(
        /\s*<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g,
        (_, name: string) => {
          const css = bundle[name];
          if (css?.type !== 'asset') throw new Error(`${name} is not a style sheet of this page`);
          styles.push(String(css.source));
          return '';
        },
      );
      const style = styles.join('\n');
      return withPolicy(
        page.replace('</head>', () => `<style>${style}</style></head>`),
        {
          'style-src': `'self' ${digestOf(style)}`,
        },
      );
    },
  },
};

/** How a policy names a script or style that stands in the page. */
function digestOf(what: string): string {
  return `'sha256-${createHash('sha256').update(what).digest('base64')}'`;
}

/** The page as one file that opens from a disk: script and style stand in it, named to the policy by their digests. */
const oneFile: Plugin = {
  name: 'one-file',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const files = Object.values(bundle);
    const html = files.find((file) => file.fileName.endsWith('.html'));
    if (html?.type !== 'asset') throw new Error('no page was built');
    const code = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('\n');
    const css = files
      .flatMap((file) =>
        file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : [],
      )
      .join('\n');
    // Nothing is fetched later, so there is nothing to be fetched ahead.
    const script = code.replaceAll('__VITE_PRELOAD__', '[]').replaceAll('</script', '<\\/script');
    const text = String(html.source)
      .replace(/\s*<script type="module"[^>]*><\/script>/, '')
      .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
      .replace('</head>', () => `<style>${css}</style></head>`)
      .replace('</body>', () => `<script type="module">${script}</script></body>`);
    for (const name of Object.keys(bundle)) delete bundle[name];
    const source = withPolicy(text, { 'script-src': digestOf(script), 'style-src': digestOf(css) });
    this.emitFile({ type: 'asset', fileName: 'palinode.html', source });
  },
};

/** Titles, descriptions and evidence of what a scenario may set: a worker has nobody to tell them to, and they are a third of its program. */
const withoutWords: Plugin = {
  name: 'without-words',
  enforce: 'pre',
  transform: (code, id) =>
    /\/sim\/(assumptions|levers|measures)\.ts$/.test(id)
      ? code
          .replace(/\b(title|description):\s*(['"])(?:\\.|(?!\2).)*\2/g, "$1: ''")
          .replace(/\bevidence: \[[^\]]*\]/g, 'evidence: []')
      : null,
};

function pageConfig(mode: 'page' | 'file'): UserConfig {
  const alone = mode === 'file';
  return {
    plugins: alone ? [opening, oneFile] : [opening, policy],
    base: './',
    publicDir: false,
    worker: { format: alone ? 'iife' : 'es', plugins: () => [withoutWords] },
    build: {
      target: 'es2022',
      modulePreload: false,
      outDir: alone ? 'dist/file' : 'dist/page',
      reportCompressedSize: false,
      ...(alone ? { rolldownOptions: { output: { codeSplitting: false } } } : {}),
    },
  };
}

/** Every test process adds a file of results to this folder, when it is named (.ci/run adds them up). */
const reports = process.env.TEST_REPORTS;

export default defineConfig(({ mode }) =>
  mode === 'page' || mode === 'file'
    ? pageConfig(mode)
    : {
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
            external: mode === 'bench' ? ['vite', 'playwright-core'] : [],
            output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          },
        },
        test: {
          // Both cores of a small machine: by itself one of them would be left idle.
          maxWorkers: 2,
          reporters: reports
            ? ['default', ['json', { outputFile: `${reports}/${process.pid}.json` }]]
            : ['default'],
          projects: [
            {
              test: {
                name: 'unit',
                include: ['test/**/*.test.ts'],
                exclude: ['test/long/**', 'test/engines/**', 'test/bench/**', 'test/browser/**'],
                testTimeout: 30_000,
                // Files share their modules, which keep nothing of a test: to load them anew for each took half the time.
                isolate: false,
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
                fileParallelism: false,
                include: ['test/engines/**/*.test.ts'],
                testTimeout: 300_000,
                hookTimeout: 300_000,
              },
            },
            {
              test: {
                name: 'browser',
                fileParallelism: false,
                include: ['test/browser/**/*.test.ts'],
                globalSetup: 'test/browser/setup.ts',
                testTimeout: 120_000,
                hookTimeout: 120_000,
              },
            },
          ],
        },
      },
);
