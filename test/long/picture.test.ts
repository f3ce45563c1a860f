/**
 * The picture in README.md is what the command line draws of the default scenario, to the byte: fifty replicates with assumptions fixed
 * and fifty with the guesses drawn, by the built program. UPDATE_GOLDEN=1 draws it anew.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const PICTURE = 'test/snapshots/differences.svg';

it('draws the picture of README.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'palinode-picture-'));
  try {
    const drawn = join(folder, 'differences.svg');
    const words = ['dist/cli.js', 'compare', 'scenarios/punish-or-listen.json', '--quiet'];
    execFileSync(process.execPath, [...words, '--replicates', '50', '--svg', drawn], { stdio: 'pipe' });
    const svg = readFileSync(drawn, 'utf8');
    if (process.env.UPDATE_GOLDEN) writeFileSync(PICTURE, svg);
    expect(svg).toBe(readFileSync(PICTURE, 'utf8'));
    expect(readFileSync('README.md', 'utf8')).toContain(`](${PICTURE})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
