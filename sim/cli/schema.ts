// palinode schema: the JSON Schema of a scenario, for editors and other programs.

import { scenarioJsonSchema } from '../scenario.ts';
import { print } from './terminal.ts';
import type { Terminal } from './terminal.ts';

export async function schema(terminal: Terminal): Promise<number> {
  await print(terminal, `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  return 0;
}
