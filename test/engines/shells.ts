// The bare engines of two browsers: older compilers than the browsers', no page, a second or so each.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Engine } from './engine.ts';

const run = promisify(execFile);

/** What the scripts use of the web, which a shell is not: UTF-8 of plain letters, copies of plain data. */
const WEB = `globalThis.TextEncoder ??= class {
  encode(text) { return Uint8Array.from(text, (letter) => letter.charCodeAt(0)); }
};
globalThis.structuredClone ??= (value) => JSON.parse(JSON.stringify(value));`;

const shell = (name: string, program: string, packages: string): Engine => ({
  name,
  packages,
  programs: [program],
  async evaluate(script, expression) {
    const folder = await mkdtemp(join(tmpdir(), 'palinode-'));
    try {
      const file = join(folder, 'script.js');
      await writeFile(file, `${WEB}\n${script}\n;${expression}.then(print);\n`);
      const { stdout } = await run(program, [file], { maxBuffer: 1 << 24, timeout: 250_000 });
      return { value: stdout.trim(), version: '' };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
});

export const spiderMonkey = shell('SpiderMonkey 102 shell', '/usr/bin/js102', 'libmozjs-102-dev');
export const javaScriptCore = shell('JavaScriptCore shell', '/usr/bin/jsc', 'libjavascriptcoregtk-4.0-bin');
