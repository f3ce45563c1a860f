// The list of policies as a text: one added, copied, renamed, taken out, moved, made the baseline. Ids and names stay unique,
// and the baseline is always one of them. Pure: text in, text out; a text without such a policy is handed back as it is.

import { spanAt, treeOf } from './tree.ts';
import { setValue, valueAt } from '../text.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Ids and names of the policies that a text has, as far as they are texts. */
export function policiesOf(text: string): Named[] {
  const list = valueAt(text, '/policies');
  if (!Array.isArray(list)) return [];
  return list.map((one: unknown) => {
    const { id, name } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    return { id: typeof id === 'string' ? id : '', name: typeof name === 'string' ? name : '' };
  });
}

/** A new policy at the end, in which nobody does anything. */
export function addPolicy(text: string): string {
  const policies = policiesOf(text);
  const name = freeName(policies, 'New policy');
  return setValue(text, '/policies/-', { id: freeId(policies, slugOf(name)), name });
}

/** A copy of policy `k` right after it. */
export function duplicatePolicy(text: string, k: number): string {
  const policies = policiesOf(text);
  const original = policies[k];
  if (original === undefined) return text;
  const name = freeName(policies, `${original.name.slice(0, 70)} (copy)`);
  const end = policies.length;
  const copied = setValue(text, '/policies/-', valueAt(text, `/policies/${k}`));
  const named = setValue(copied, `/policies/${end}/name`, name);
  return movePolicy(setValue(named, `/policies/${end}/id`, freeId(policies, slugOf(name))), end, k + 1);
}

/** Gives policy `k` another name or id; a baseline that was called by the old id is called by the new. */
export function renamePolicy(text: string, k: number, { name, id }: Partial<Named>): string {
  const original = policiesOf(text)[k];
  if (original === undefined) return text;
  let edited = name === undefined ? text : setValue(text, `/policies/${k}/name`, name);
  if (id === undefined) return edited;
  edited = setValue(edited, `/policies/${k}/id`, id);
  return valueAt(text, '/baseline') === original.id ? chooseBaseline(edited, id) : edited;
}

/** Takes policy `k` out; was it the baseline, the first of the others becomes it. */
export function removePolicy(text: string, k: number): string {
  const policies = policiesOf(text);
  const gone = policies[k];
  if (gone === undefined) return text;
  const [first] = policies.filter((_, other) => other !== k);
  const edited = setValue(text, `/policies/${k}`, undefined);
  const wasBaseline = valueAt(text, '/baseline') === gone.id;
  return wasBaseline && first !== undefined ? chooseBaseline(edited, first.id) : edited;
}

/** Moves policy `from` to the place `to`; the text of each stays as it is written. */
export function movePolicy(text: string, from: number, to: number): string {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const bare = text.slice(mark);
  const tree = treeOf(bare);
  const items = tree === null ? undefined : spanAt(tree, '/policies')?.items;
  if (items === undefined || items[from] === undefined || items[to] === undefined) return text;
  const order = items.map((_, k) => k);
  order.splice(to, 0, ...order.splice(from, 1));
  let edited = '';
  let at = 0;
  items.forEach((item, k) => {
    const put = items[order[k]!]!;
    edited += bare.slice(at, item.start) + bare.slice(put.start, put.end);
    at = item.end;
  });
  return text.slice(0, mark) + edited + bare.slice(at);
}

export function chooseBaseline(text: string, id: string): string {
  return setValue(text, '/baseline', id);
}

/** `voices`, or `voices-2` and so on where that is taken. At most 40 characters, as ids are. */
export function freeId(policies: readonly Named[], wanted: string): string {
  return free(wanted, (id) => policies.some((policy) => policy.id === id), '-', 40);
}

function freeName(policies: readonly Named[], wanted: string): string {
  return free(wanted, (name) => policies.some((policy) => policy.name === name), ' ', 80);
}

function free(wanted: string, isTaken: (word: string) => boolean, gap: string, most: number): string {
  let word = wanted.slice(0, most);
  for (let n = 2; isTaken(word); n++) word = `${wanted.slice(0, most - 5)}${gap}${n}`;
  return word;
}

/** An id made from a name: letters, digits and hyphens, a letter first. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return plain === '' ? 'policy' : plain;
}
