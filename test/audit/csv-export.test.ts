// The CSV of evaluations: what goes in comes out of a CSV reader, and no spreadsheet takes it for a formula.
import { parse } from 'csv-parse/sync';
import { csvPieces } from '../../src/audit/exports/csv-export.js';
import type { CsvAbout, CsvEntry } from '../../src/audit/exports/csv-export.js';
import { seal } from '../../src/audit/log/entry.js';
import { leafHash } from '../../src/audit/log/merkle.js';

const about: CsvAbout = {
  outputs: ['nilai'],
  filter: { kinds: ['evaluation'], subject: 'E "1", 2' },
  masks: ['subject', 'gaji'],
  checkpoint: 'asal\n3\nAAAA\n\n— asal BBBB\n',
};

function entry(content: object, place = 0): CsvEntry {
  const given = {
    id: '01a2122d-c0df-705c-8123-05974b686d28',
    kind: 'evaluation',
    time: '2026-03-01T08:00:00.000Z',
    program: '0.0.0',
    by: null,
    requestId: null,
    regulation: 'sewa-aula',
    version: '1.0.0',
    digest: 'sha256:00',
  } as const;
  const { head, leaf } = seal(given, {});
  return {
    kept: { sequence: place + 1, head, leaf, receipt: '', place },
    content: content as Record<string, unknown>,
    standing: { counts: true },
  };
}

function scored(subject: string, value: unknown, potential: unknown = value): object {
  return {
    request: { facts: {}, subject },
    law: { date: '2024-05-06' },
    outcome: { complete: true, scores: { nilai: { value, potential }, lama: { value: 1, potential: 2 } } },
  };
}

async function* each(entries: readonly CsvEntry[]): AsyncGenerator<CsvEntry> {
  for (const one of entries) yield await Promise.resolve(one);
}

async function textOf(entries: readonly CsvEntry[], changed: Partial<CsvAbout> = {}): Promise<string> {
  let text = '';
  for await (const piece of csvPieces(each(entries), { ...about, ...changed })) text += piece;
  return text;
}

function read(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

test('every row is a record with its values, its place and its hash', async () => {
  const one = entry(scored('E-1', 40.27, 41.5));
  const { head, leaf } = one.kept;

  const [row] = read(await textOf([one]));

  expect(row).toEqual({
    id: head.id,
    kind: 'evaluation',
    time: head.time,
    regulation: 'sewa-aula',
    version: '1.0.0',
    digest: 'sha256:00',
    subject: 'E-1',
    law_date: '2024-05-06',
    complete: 'true',
    counts: 'true',
    standing: 'counts',
    standing_by: '',
    nilai: '40.27',
    nilai_potential: '41.5',
    other_outputs: '{"lama":{"value":1,"potential":2}}',
    refusal: '',
    gone: '',
    place: '0',
    record: `sha256:${leafHash(Buffer.from(leaf)).toString('hex')}`,
    export_filter: JSON.stringify(about.filter),
    export_masked: 'subject, gaji',
    export_checkpoint: about.checkpoint,
  });
});

test('the first row alone says what the file is, and a file without records has that row', async () => {
  const rows = read(await textOf([entry(scored('A', 1)), entry(scored('B', 2), 1)]));
  const none = read(await textOf([]));

  expect(rows.map((row) => row['export_checkpoint'])).toEqual([about.checkpoint, '']);
  expect(none.map((row) => [row['id'], row['export_checkpoint']])).toEqual([['', about.checkpoint]]);
});

test.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '=HYPERLINK("x")'])(
  'the text %j opens no formula',
  async (text) => {
    const [row] = read(await textOf([entry(scored(text, text))]));

    expect([row?.['subject'], row?.['nilai']]).toEqual([`'${text}`, `'${text}`]);
  },
);

test('numbers stay numbers, negative ones too; a text that looks like one stays a text', async () => {
  const [row] = read(await textOf([entry(scored('-12', -3.5, 1e-7))]));

  expect([row?.['subject'], row?.['nilai'], row?.['nilai_potential']]).toEqual(["'-12", '-3.5', '1e-7']);
});

test.each(['a,b', 'dia bilang "ya"', 'dua\nbaris', " 'kutip", '日本語 ✓'])(
  'the text %j comes out as it went in',
  async (text) => {
    const [row] = read(await textOf([entry(scored(text, 1))]));

    expect(row?.['subject']).toBe(text);
  },
);

test('a record whose content is gone and a refusal have rows with what is left of them', async () => {
  const gone = { ...entry({}).kept, gone: 'erased' as const };
  const rows = read(
    await textOf([
      { kept: gone, standing: { counts: false, because: 'gone' } },
      {
        ...entry({ request: { facts: {} }, refusal: { code: 'not_covered' } }, 1),
        standing: { counts: false, because: 'refused' },
      },
      { ...entry(scored('A', 1), 2), standing: { counts: false, because: 'later', by: 'lain' } },
    ]),
  );

  expect(
    rows.map((row) => [row['counts'], row['standing'], row['standing_by'], row['gone'], row['refusal']]),
  ).toEqual([
    ['false', 'gone', '', 'erased', ''],
    ['false', 'refused', '', '', 'not_covered'],
    ['false', 'later', 'lain', '', ''],
  ]);
});

test('rows are made while records are read', async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<CsvEntry> {
    for (;;) {
      read += 1;
      yield await Promise.resolve(entry(scored('A', 1)));
    }
  }
  const pieces = csvPieces(endless(), about);
  for (let turn = 0; turn < 4; turn += 1) await pieces.next();
  await pieces.return(undefined);

  expect(read).toBe(3);
});
