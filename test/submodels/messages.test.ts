import { describe, expect, it } from 'vitest';
import { drop, forEach, put, type Bits } from '../../sim/bits.ts';
import { carriedVoiceOf } from '../../sim/hearing.ts';
import { COLUMN, type ColumnName } from '../../sim/series.ts';
import { messages } from '../../sim/submodels/messages.ts';
import {
  DEAD,
  IMPRISONED,
  MEMBER,
  PUBLIC,
  RELEASED,
  SILENT,
  SURFACED,
  UNPUNISHED,
  type World,
} from '../../sim/world.ts';
import { place, tiny, type Script } from './scripted.ts';
import type { Json } from '../laws/worlds.ts';

const listOf = (bits: Bits): number[] => {
  const people: number[] = [];
  forEach(bits, (i) => people.push(i));
  return people;
};
const did = (world: World, ...names: ColumnName[]): number[] => names.map((name) => world.week[COLUMN[name]]);

/** Draws that grow with the row: 0.05, 0.15, 0.25 … 0.95 for ten people. */
const rising = (who: number): number => 0.05 + 0.1 * who;

function ten(script: Script, levers: Record<string, number>, settings: Json = {}): World {
  return tiny({ size: 10, settings, levers: { 'institution.reach': 0, ...levers }, script }).world;
}

/** Makes voices of former members: in the stage, with offences. */
function speak(world: World, i: number, stage: number, offences = 0): void {
  place(world, i, stage);
  world.people.speaking[i] = PUBLIC;
  world.people.offences[i] = offences;
  put(world.voices, i);
}

describe('a broadcast', () => {
  it('is heard by whoever draws below its reach, but for the dead and the imprisoned; members hear and are not counted', () => {
    const world = ten({ institution: rising }, { 'institution.reach': 0.5 });
    place(world, 1, DEAD);
    place(world, 2, IMPRISONED);
    place(world, 3, MEMBER);
    messages(world, 0);
    expect(listOf(world.heard.institution)).toEqual([0, 3, 4]);
    expect(did(world, 'heardInstitution')).toEqual([2]);
    expect(world.everHeardCount[1]).toBe(2);
  });

  it('of propaganda reaches as far as its share of all there is to hear', () => {
    const world = ten({ propaganda: rising }, {});
    world.now.propaganda = 0.3;
    messages(world, 0);
    expect(listOf(world.heard.propaganda)).toEqual([0, 1, 2]);
  });

  it('of an institution is thinned to what it can pay for: people at large, for nobody else is reached by it', () => {
    const levers = { 'institution.reach': 0.8, 'institution.capacity': 4 };
    const everyone = ten({ institution: rising }, levers); // asked of ten: 8; paid for: 4; so half of 0.8
    messages(everyone, 0);
    expect(listOf(everyone.heard.institution)).toEqual([0, 1, 2, 3]);
    const fewer = ten({ institution: rising }, levers); // asked of eight: 6.4; so 0.5
    place(fewer, 8, IMPRISONED);
    place(fewer, 9, MEMBER);
    messages(fewer, 0);
    expect(did(fewer, 'heardInstitution')).toEqual([5]);
  });

  it('from outside reaches by the share of former members there who speak', () => {
    const sources = { outsideReach: 0.8, outsideVoices: 4, outsideSpeaking: 0.5 };
    const world = ten(
      { outsideHeard: rising, outsideSpeaks: (j) => [0.1, 0.6, 0.2, 0.7][j] },
      {},
      { sources },
    );
    messages(world, 0);
    expect(listOf(world.heard.outside)).toEqual([0, 1, 2, 3]);
  });

  it('from outside may answer to the sanction that everybody perceives', () => {
    // certainty 0.6 instead of 0.3 of the reference: silenced by e^(-1 x 1) at an elasticity of -1 and the usual sanction
    const settings = {
      sources: { outsideReach: 1, outsideVoices: 2, outsideSpeaking: 1 },
      behaviour: {
        deterrence: { certainty: 0.6 },
        exit: { elasticity: -1 },
        forms: { outsideVoices: 'responding' },
      },
    };
    const share = Math.exp(-(0.3 * ((1 - 0.9 ** 7) / 0.1)) / 1.5651093);
    for (const [u, heard] of [[share - 1e-6, 5], [share + 1e-6, 0]] as const) {
      const world = ten({ outsideHeard: rising, outsideSpeaks: (j) => (j === 0 ? u : 0.99) }, {}, settings);
      messages(world, 0);
      expect(listOf(world.heard.outside)).toHaveLength(heard);
    }
  }); // prettier-ignore

  it('of community workers is shared out among people at risk who are at large', () => {
    const world = ten({ communityWork: rising }, { 'community.places': 3 });
    for (const i of [0, 1, 2, 3]) drop(world.atRisk, i);
    place(world, 9, MEMBER); // five are left to share three places
    messages(world, 0);
    expect(listOf(world.heard.community)).toEqual([4, 5]);
  });
});

describe('voices that are carried', () => {
  const levers = { 'voices.amplification': 0.5, 'voices.capacity': 1, 'voices.threshold': 10 };

  it('are those below the severity that may speak, and of prisoners those whom the policy lets', () => {
    for (const [share, expected] of [[0.4, [0]], [0.6, [0, 2]]] as const) {
      const script = { carried: 0.01, prisonVoice: 0.5 };
      const world = ten(script, { ...levers, 'voices.capacity': 9, 'voices.fromPrison': share });
      speak(world, 0, SURFACED, 10);
      speak(world, 1, SURFACED, 11);
      speak(world, 2, IMPRISONED);
      messages(world, 0);
      expect(Array.from(world.carriedVoices.subarray(0, world.now.carried))).toEqual(expected);
    }
  }); // prettier-ignore

  it('are thinned to the capacity, and heard the more widely the more they are: each independently', () => {
    for (const [draws, carried, heard] of [[[0.49, 0.51], 1, 5], [[0.49, 0.48], 2, 8]] as const) {
      // 0.52, and of two 1 - 0.48 x 0.48 = 0.77
      const more = { ...levers, 'voices.amplification': 0.52 };
      const world = ten({ carried: (who) => draws[who], carriedHeard: rising }, more);
      speak(world, 0, SURFACED);
      speak(world, 1, SURFACED);
      messages(world, 0);
      expect(world.now.carried).toBe(carried);
      expect(listOf(world.heard.carried)).toHaveLength(heard);
    }
  }); // prettier-ignore

  it('reach others less than people at risk, as far as they are targeted', () => {
    const world = ten({ carried: 0.01, carriedHeard: rising }, { ...levers, 'voices.targeting': 0.6 });
    speak(world, 0, SURFACED);
    for (const i of [1, 2, 3]) drop(world.atRisk, i); // others are reached by 0.5 x 0.4
    messages(world, 0);
    expect(listOf(world.heard.carried)).toEqual([0, 1, 4]);
  });

  it('that were never punished are publicised impunity, once', () => {
    const world = ten({ carried: 0.01 }, { ...levers, 'voices.capacity': 9 });
    speak(world, 0, SURFACED);
    speak(world, 1, RELEASED);
    world.people.imposed[1] = 2;
    messages(world, 0);
    messages(world, 1);
    expect(world.cases.next).toEqual([
      { kind: UNPUNISHED, person: 0, years: 0, offences: 0, publicised: true, ties: false },
    ]);
  });

  it('are heard one a person: the one with the highest draw of the two, whoever else is carried', () => {
    const draws: Readonly<Record<string, number>> = { '0 5': 0.3, '1 5': 0.9, '2 5': 0.8 };
    const world = ten(
      { carried: 0.01, carriedVoice: (voice, who) => draws[`${voice} ${who}`] ?? 0.1 },
      { ...levers, 'voices.capacity': 9 },
    );
    for (const i of [0, 1, 2]) speak(world, i, SURFACED);
    messages(world, 0);
    expect(carriedVoiceOf(world, 5, 0)).toBe(1);
    drop(world.voices, 0);
    messages(world, 0);
    expect(carriedVoiceOf(world, 5, 0)).toBe(1);
    drop(world.voices, 1);
    world.people.speaking[1] = SILENT;
    messages(world, 0);
    expect(carriedVoiceOf(world, 5, 0)).toBe(2);
  });
});
