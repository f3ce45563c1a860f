// What this page was built from, as every picture says it.

import { name, version } from '../package.json' with { type: 'json' };

export const ENGINE = `${name} ${version}`;

export const MADE_BY = { name, version } as const;
