// Who says it: the name and version that every document carries.

import { name, version } from '../../package.json' with { type: 'json' };
import type { Engine } from '../compare.ts';

export const ENGINE: Engine = { name, version };
