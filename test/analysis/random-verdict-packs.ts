// Random small packs whose scores hang on verdicts in every way: groups, deductions, gates, nested elements.
import type { Facts } from '../evaluation/random-facts.js';
import { Random } from '../evaluation/random-facts.js';
import type { PackParts } from '../packs/pack.js';

const truth = { type: 'boolean' };
const inner = { type: 'object', fields: { d: truth } };
const item = {
  type: 'object',
  fields: {
    a: truth,
    b: truth,
    c: truth,
    bobot: { type: 'number', required: true, at_least: 1 },
    dalam: { type: 'list', items: inner },
  },
};

/** Formulas only of what never falls when more is met, where `onlyRising`. */
export function verdictPack(seed: number, onlyRising: boolean): PackParts {
  const random = new Random(seed);
  const weight = (): number => (onlyRising ? 1 : random.pick([1, 1, -1])) * random.pick([1, 2, 2.5, 3]);
  const ofItem = (): string =>
    asks(random, ['butir.a', 'butir.b', 'butir.c', 'butir', 'sebagian'], 'i.', onlyRising);
  const ofWhole = (): string => asks(random, ['pokok.p', 'pokok.q', 'pokok.r', 'pokok'], '', onlyRising);
  const requirement = (clause: string, fact: string, more: object = {}): Record<string, unknown> => ({
    clause,
    requires: { fact, operator: 'is', value: true },
    ...more,
  });
  const ofElements = (clause: string, fact: string, groups: string[]): Record<string, unknown> =>
    requirement(clause, fact, { each: 'daftar', as: 'i', ...(groups.length > 0 && { part_of: groups }) });
  const groups = (): string[] => random.pick([['butir'], ['butir'], ['butir', 'sebagian'], ['sebagian']]);
  const gate = random.chance(0.4)
    ? {
        applies_when: { fact: 'nilai_butir', operator: random.pick(['moreThan', 'atMost']), value: weight() },
      }
    : {};
  return {
    facts: { p: truth, q: truth, r: truth, daftar: { type: 'list', required: true, items: item } },
    clauses: [
      requirement('pokok.p', 'p', { part_of: 'pokok' }),
      requirement('pokok.q', 'q', { part_of: 'pokok' }),
      requirement('pokok.r', 'r', { ...(random.chance(0.5) && { part_of: 'pokok' }), ...gate }),
      ofElements('butir.a', 'i.a', ['butir']),
      ofElements('butir.b', 'i.b', ['sebagian']),
      ofElements('butir.c', 'i.c', groups()),
      requirement('dalam.d', 'j.d', {
        each: 'daftar',
        as: 'i',
        within: { each: 'i.dalam', as: 'j' },
      }),
      // A group that no formula asks for is a fault of the pack.
      {
        clause: 'nilai.ditanya',
        defines: 'ditanya',
        formula: 'met("pokok") || daftar.exists(i, i.met("butir") || i.met("sebagian"))',
      },
      {
        clause: 'nilai.butir',
        each: 'daftar',
        as: 'i',
        defines: 'nilai',
        formula: `(${ofItem()} ? i.bobot : ${random.pick(['0', '1'])}) + (${ofItem()} ? ${weight()} : 0)`,
      },
      {
        clause: 'nilai.dalam',
        each: 'daftar',
        as: 'i',
        defines: 'nilai_dalam',
        formula: `count(i.dalam.filter(j, j.met("dalam.d"))) * ${weight()}`,
      },
      {
        clause: 'nilai.jumlah',
        defines: 'nilai_butir',
        formula: `${random.pick(['sum', 'sum', 'max'])}(daftar.map(i, i.nilai))`,
      },
      {
        clause: 'nilai.akhir',
        defines: 'akhir',
        formula: `min(${random.pick(['100', '6'])}, ${random.chance(0.8) ? 'nilai_butir' : '0'} + sum(daftar.map(i, i.nilai_dalam)) + (${ofWhole()} ? ${weight()} : 0) * (${ofWhole()} ? 2 : 1))`,
      },
    ],
    outputs: ['akhir', 'nilai_butir', 'ditanya'],
  };
}

function asks(random: Random, names: readonly string[], of: string, onlyRising: boolean): string {
  const one = (): string => {
    const verb = random.pick(onlyRising ? ['met', 'met', '!notMet'] : ['met', 'met', 'notMet', '!notMet']);
    return `${verb.startsWith('!') ? '!' : ''}${of}${verb.replace('!', '')}("${random.pick(names)}")`;
  };
  return random.pick([one, one, () => `(${one()} && ${one()})`, () => `(${one()} || ${one()})`])();
}

export function verdictFacts(random: Random): Facts {
  const maybe = (name: string): Facts => (random.chance(0.25) ? {} : { [name]: random.chance(0.3) });
  const daftar = Array.from({ length: 1 + random.below(2) }, () => ({
    ...maybe('a'),
    ...maybe('b'),
    ...maybe('c'),
    bobot: random.pick([1, 2, 4]),
    dalam: Array.from({ length: random.below(2) }, () => maybe('d')),
  }));
  return { tanggal: '2024-06-30', ...maybe('p'), ...maybe('q'), ...maybe('r'), daftar };
}
