// Drafts in a storage that works, is denied, is full, breaks at the n-th call, or holds what is no draft.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Drafts } from '../../viz/drafts.ts';
import type { Draft, Store } from '../../viz/drafts.ts';

const DRAFT: Draft = { text: '{}', preset: 'punish-or-listen', view: 'why', choices: { week: 3 } };

function memory(breaksAt = Infinity): Store & { readonly map: Map<string, string> } {
  const map = new Map<string, string>();
  let calls = 0;
  const call = (): void => {
    if (++calls >= breaksAt) throw new DOMException('full', 'QuotaExceededError');
  };
  return {
    map,
    getItem: (key) => (call(), map.get(key) ?? null),
    setItem: (key, value) => (call(), void map.set(key, value)),
    removeItem: (key) => (call(), void map.delete(key)),
  };
}

describe('a draft', () => {
  it('comes back as it was saved', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (text, choices) => {
        const store = memory();
        const draft = { text, preset: null, view: 'answer', choices };
        new Drafts(() => store).save(draft);
        const found = new Drafts(() => store).find();
        expect(found.kind).toBe('draft');
        expect(found).toEqual({ kind: 'draft', draft: JSON.parse(JSON.stringify(draft)) as Draft });
      }),
      { seed: 20151001, numRuns: 100 },
    );
  });

  it('that is none is handed over, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        fc.pre(!/"text"/.test(raw));
        const store = memory();
        store.map.set('palinode:draft', raw);
        expect(new Drafts(() => store).find()).toMatchObject({ kind: 'unusable', raw });
      }),
      { seed: 20151001, numRuns: 100 },
    );
  });

  it('that broke the page three times is not opened a fourth', () => {
    const store = memory();
    new Drafts(() => store).save(DRAFT);
    const kinds = Array.from({ length: 4 }, () => new Drafts(() => store).find().kind);
    expect(kinds).toEqual(['draft', 'draft', 'draft', 'unusable']);
  });

  it('is opened as often as the page comes to stand', () => {
    const store = memory();
    new Drafts(() => store).save(DRAFT);
    for (let k = 0; k < 6; k++) {
      const drafts = new Drafts(() => store);
      expect(drafts.find().kind).toBe('draft');
      drafts.settled();
    }
  });
});

describe('a storage', () => {
  it('that is denied is said, and nothing else happens', () => {
    const drafts = new Drafts(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(drafts.find()).toEqual({ kind: 'none' });
    drafts.save(DRAFT);
    drafts.settled();
    drafts.forget();
    expect(drafts.trouble).toMatch(/does not let the page keep anything/);
  });

  it('that has room again is no trouble any more', () => {
    let room = false;
    const store = memory();
    const drafts = new Drafts(() => ({
      ...store,
      setItem: (key, value) => {
        if (!room) throw new DOMException('full', 'QuotaExceededError');
        store.setItem(key, value);
      },
    }));
    drafts.save(DRAFT);
    expect(drafts.trouble).toMatch(/full/);
    room = true;
    drafts.save(DRAFT);
    expect(drafts.trouble).toBeNull();
  });

  it.each(Array.from({ length: 10 }, (_, k) => k + 1))('that is full from call %i on never throws', (n) => {
    const store = memory(n);
    const drafts = new Drafts(() => store);
    drafts.find();
    drafts.save(DRAFT);
    drafts.find();
    drafts.settled();
    drafts.forget();
    if (n <= 5) expect(drafts.trouble).toMatch(/full/);
  });
});
