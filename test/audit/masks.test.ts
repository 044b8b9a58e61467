// Masks: what is masked is nowhere in the content that comes out, and what is not masked stays as it was.
import { decide } from '../../src/evaluation/decide.js';
import type { Decision } from '../../src/evaluation/decide.js';
import { explainRefusal } from '../../src/explanation/refusals.js';
import { evaluationDraft, isRecordable, refusalDraft } from '../../src/audit/records/drafts.js';
import { seal } from '../../src/audit/log/entry.js';
import type { EntryKind } from '../../src/audit/log/entry.js';
import { checkMasks, Masks, masksIn, WrongMask } from '../../src/audit/exports/masks.js';
import type { Masked } from '../../src/audit/exports/masks.js';
import { definitions, readyOf } from '../packs/pack.js';

const ready = readyOf({
  facts: {
    warga: {
      type: 'object',
      fields: { nama: { type: 'text' }, lahir: { type: 'date' }, golongan: { type: 'text' } },
    },
    gaji: { type: 'number' },
    anak: { type: 'list', items: { type: 'text' } },
    karya: {
      type: 'list',
      items: { type: 'object', fields: { judul: { type: 'text' }, nilai: { type: 'number' } } },
    },
  },
  parameters: { batas: 5000 },
  tables: [
    {
      table: 'tarif',
      kind: 'lookup',
      by: [{ key: 'golongan', fact: 'warga.golongan' }],
      provenance: { kind: 'law', status: 'provisional' },
      rows: [
        { golongan: 'GOL-A1', value: 3 },
        { golongan: 'GOL-B2', value: 4 },
      ],
    },
  ],
  clauses: [
    {
      clause: 'syarat.nama',
      requires: {
        all: [
          { fact: 'warga.nama', operator: 'isNot', value: 'Anonim' },
          { fact: 'gaji', operator: 'atMost', value: { parameter: 'batas' } },
          { fact: 'parameter.batas', operator: 'atLeast', value: { fact: 'gaji' } },
        ],
      },
    },
    {
      clause: 'syarat.judul',
      each: 'karya',
      as: 'item',
      requires: { fact: 'item.judul', operator: 'isNot', value: 'Tanpa Judul' },
    },
    { clause: 'syarat.anak', requires: { fact: 'anak', operator: 'countAtMost', value: 4 } },
    { clause: 'syarat.upah', requires: { fact: 'upah', operator: 'atLeast', value: 1 } },
    ...definitions({
      upah: 'warga.golongan == "GOL-A1" ? gaji : 2',
      lipat: 'upah * table.tarif(warga.golongan)',
      jumlah: 'sum(karya.map(k, k.nilai))',
    }),
  ],
  outputs: ['upah', 'lipat', 'jumlah'],
});

const facts = {
  tanggal: '2024-05-06',
  warga: { nama: 'Rahasia Sekali', lahir: '1971-02-03', golongan: 'GOL-A1' },
  gaji: 4321.5,
  anak: ['Anak Satu', 'Anak Dua'],
  karya: [
    { judul: 'Judul Satu', nilai: 7 },
    { judul: 'Judul Dua', nilai: 8 },
  ],
};

const asked = { by: null, requestId: null };

function decided(change: object = {}): Decision {
  return decide([{ pack: ready.pack, ready }], { facts: { ...facts, ...change }, version: '1.0.0' });
}

function recorded(change: object = {}): Record<string, unknown> {
  const decision = decided(change);
  if (decision.kind !== 'evaluated') throw new Error(decision.kind);
  const { content } = evaluationDraft(decision, { facts: { ...facts, ...change }, subject: 'NIP-19' }, asked);
  return contentOf('evaluation', content);
}

function contentOf(kind: EntryKind, content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const head = { id: 'x', kind, time: '2026-01-01T00:00:00.000Z', program: '0.0.0', ...asked };
  return JSON.parse(seal(head, content).content) as Record<string, unknown>;
}

function masked(names: string, content = recorded(), kind: EntryKind = 'evaluation'): Masked {
  return new Masks(masksIn(names)).apply(kind, content, ready.pack);
}

test.each([
  ['subject', ['NIP-19']],
  ['warga.nama', ['Rahasia Sekali', 'Anonim']],
  ['gaji', ['4321.5']],
  ['anak', ['Anak Satu', 'Anak Dua']],
  ['karya.judul', ['Judul Satu', 'Judul Dua', 'Tanpa Judul']],
  ['warga.golongan', ['GOL-A1']],
  ['warga', ['Rahasia Sekali', '1971-02-03', 'GOL-A1']],
])('nothing of %s is left anywhere in the content', (name, hidden) => {
  const before = JSON.stringify(recorded());
  const { content, masked: names } = masked(name);

  const text = JSON.stringify(content);
  for (const each of hidden) {
    expect(before).toContain(each);
    expect(text).not.toContain(each);
  }
  expect(names).toEqual([name]);
});

test('verdicts, calculated values and everything else stay, and the salt is left out', () => {
  const whole = recorded();
  const { content } = masked('warga.nama', whole);

  const back = JSON.parse(
    JSON.stringify(content).replace('{"golongan":"GOL-A1","lahir":"1971-02-03","nama":"***"}', '"W"'),
  ) as { request: object; outcome: { clauses: { clause: string; because: unknown }[]; scores: object } };
  expect(content['salt']).toBeUndefined();
  expect(back.request).toEqual({ facts: { ...facts, warga: 'W' }, subject: 'NIP-19' });
  expect(back.outcome.clauses.find(({ clause }) => clause === 'syarat.nama')?.because).toEqual([
    ['***', '***', 'met'],
    [4321.5, 5000, 'met'],
    [5000, 4321.5, 'met'],
  ]);
  const { scores } = whole['outcome'] as { scores: object };
  expect(back.outcome.scores).toEqual(scores);
});

test('a definition that only hands a fact on is masked with it; what is calculated from it is not', () => {
  const { content } = masked('gaji');

  const { scores } = content['outcome'] as { scores: Record<string, { value: unknown }> };
  expect([scores['upah']?.value, scores['lipat']?.value, scores['jumlah']?.value]).toEqual([
    '***',
    4321.5 * 3,
    15,
  ]);
});

test('the rows of a table that was read with a masked key are not told, nor is the key of a provisional one', () => {
  const { content } = masked('warga.golongan');

  const { clauses, provisional } = content['outcome'] as {
    clauses: { clause: string; tables?: unknown }[];
    provisional: unknown;
  };
  expect(clauses.find(({ clause }) => clause === 'hitung.lipat')?.tables).toEqual([
    { table: 'tarif', keys: ['***'], rows: [], value: 3 },
  ]);
  expect(provisional).toEqual([{ table: 'tarif', row: { golongan: '***' }, value: 3 }]);
});

test('content that has nothing to mask stays as it is, with its salt', () => {
  const { lahir, golongan } = facts.warga;
  const content = recorded({ warga: { lahir, golongan } });

  expect(masked('warga.nama', content)).toEqual({ content, masked: [] });
});

test('a refusal shows no masked fact, not even in what the arithmetic says', () => {
  const change = { warga: { ...facts.warga, golongan: 'GOL-C3' } };
  const decision = decided(change);
  if (decision.kind === 'evaluated' || !isRecordable(decision)) throw new Error(decision.kind);
  const refusal = explainRefusal(decision, 'uji', []);
  const request = { regulation: 'uji', facts: { ...facts, ...change }, subject: 'NIP-19' };
  const content = contentOf('refusal', refusalDraft(decision, refusal, request, asked).content);

  const found = masked('subject, warga.golongan', content, 'refusal');

  expect(JSON.stringify(content)).toContain('golongan = GOL-C3');
  expect(JSON.stringify(found.content)).not.toMatch(/GOL-C3|NIP-19/);
  expect(found.masked).toEqual(['subject', 'warga.golongan']);
});

test('a reading that looked for a subject does not say for whom', () => {
  const content = contentOf('read', { what: 'list', filter: { kinds: ['evaluation'], subject: 'NIP-19' } });

  expect(masked('subject', content, 'read')).toEqual({
    content: { what: 'list', filter: { kinds: ['evaluation'], subject: '***' } },
    masked: ['subject'],
  });
});

test.each([
  ['warga.nam', 'there is no fact "warga.nam"; did you mean "warga.nama"?'],
  ['karya.juduls', 'there is no fact "karya.juduls"; did you mean "karya.judul"?'],
  ['tanggal', '"tanggal" cannot be masked: tanggal decides which law applies and is seen in every record'],
])('the mask %s is refused with what is allowed', (name, message) => {
  const check = (): void => checkMasks(masksIn(`subject,${name}`), [ready.pack]);

  expect(check).toThrow(WrongMask);
  expect(check).toThrow(message);
});
