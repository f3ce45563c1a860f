// palinode odd: the ODD of one scenario, as Markdown: the model's own document with this scenario's numbers in its tables.

import ODD from '../ODD.md?raw';
import { scenarioOdd } from '../odd.ts';
import { expectWritable, replaceFile } from './disk.ts';
import { ENGINE } from './engine.ts';
import { readInput } from './input.ts';
import { usage } from './options.ts';
import type { Asked } from './options.ts';
import { print, printable, remark } from './terminal.ts';
import type { Terminal } from './terminal.ts';

export async function odd(terminal: Terminal, { file, values: { out } }: Asked): Promise<number> {
  if (out === '') throw usage('--out needs a file to write to.');
  const { scenario } = await readInput(terminal, file!);
  if (out !== undefined) expectWritable(out);
  const text = scenarioOdd(ODD, scenario, ENGINE);
  if (out === undefined) await print(terminal, text);
  else {
    replaceFile(out, text);
    remark(terminal, `Written: ${printable(out)}`);
  }
  return 0;
}
