// WebKit as its GTK port's MiniBrowser, on a virtual display, through WebKitWebDriver: the few calls of the
// W3C WebDriver protocol that are needed, since no kept package drives it.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Engine } from './engine.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
const DISPLAY = '/usr/bin/xvfb-run';
const PLACES = ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].flatMap((port) => [
  `/usr/lib/x86_64-linux-gnu/${port}/MiniBrowser`,
  `/usr/lib/aarch64-linux-gnu/${port}/MiniBrowser`,
]);
const BROWSER = PLACES.find(existsSync) ?? PLACES[0] ?? '';
const PATIENCE = 250_000; // milliseconds

export const webkit: Engine = {
  name: 'WebKit',
  packages: 'webkit2gtk-driver xvfb',
  programs: [DRIVER, BROWSER, DISPLAY],
  async evaluate(script, expression) {
    const port = await freePort();
    const driver = spawn(DISPLAY, ['-a', DRIVER, `--port=${port}`], { detached: true, stdio: 'ignore' });
    try {
      return await ask(`http://127.0.0.1:${port}`, script, expression);
    } finally {
      endGroup(driver);
    }
  },
};

async function ask(base: string, script: string, expression: string) {
  const options = { binary: BROWSER, args: ['--automation'] };
  const capabilities = {
    alwaysMatch: { 'webkitgtk:browserOptions': options, timeouts: { script: PATIENCE } },
  };
  await ready(base);
  const session = await call<{ sessionId: string; capabilities: { browserVersion: string } }>(
    `${base}/session`,
    { capabilities },
  );
  const here = `${base}/session/${session.sessionId}`;
  try {
    const done = 'const done = arguments[0];';
    const asked = `${done}\n${script}\n;${expression}.then(done);`;
    const value = await call<string>(`${here}/execute/async`, { script: asked, args: [] });
    return { value, version: session.capabilities.browserVersion };
  } finally {
    await fetch(here, { method: 'DELETE' }).catch(() => undefined);
  }
}

async function call<T>(url: string, body: unknown): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const { value } = (await answer.json()) as { value: T };
  if (!answer.ok) throw new Error(`WebKitWebDriver: ${JSON.stringify(value)}`);
  return value;
}

/** The driver listens a moment after its display is up. */
async function ready(base: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (
      await fetch(`${base}/status`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver did not start within 20 s');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** xvfb-run, Xvfb, the driver and the browser are one process group. */
function endGroup(leader: ChildProcess): void {
  if (leader.pid === undefined) return;
  try {
    process.kill(-leader.pid, 'SIGTERM');
  } catch {
    // already gone
  }
}
