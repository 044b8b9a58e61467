// What `timbang check` found, as text, as JSON and as annotations of GitHub's CI; and which exit code it gives.
import { exitCode } from '../../src/cli/check.js';
import { formats } from '../../src/cli/check-formats.js';
import type { Findings } from '../../src/cli/check-formats.js';
import type { Fault } from '../../src/policy/fault.js';
import { readGoodPack } from '../packs/pack.js';
import { timbang, withRules } from './program.js';

const fault: Fault = {
  file: 'rules/x/1.0.0/facts.yaml',
  line: 3,
  column: 5,
  severity: 'fault',
  code: 'unknown_key',
  message: { id: 'kunci "labl" tidak dikenal', en: 'the key "labl" is unknown' },
};
const warning: Fault = {
  ...fault,
  line: 9,
  severity: 'warning',
  code: 'unused_fact',
  message: { id: 'isian "x" tidak dipakai', en: 'the fact "x" is not used' },
};
const pack = readGoodPack('kantin');
const release = {
  regulation: 'kantin',
  version: pack.version,
  digest: pack.digest,
  date: '2024-05-01',
  author: 'Penyusun',
  approver: 'Pemeriksa',
};
const of = (...faults: readonly Fault[]): Findings => ({ faults, packs: [] });

describe('as text', () => {
  test.each([
    {
      language: 'id' as const,
      lines: [
        'rules/x/1.0.0/facts.yaml:3:5 kunci "labl" tidak dikenal',
        'rules/x/1.0.0/facts.yaml:9:5 peringatan: isian "x" tidak dipakai',
        '1 kesalahan, 1 peringatan',
      ],
    },
    {
      language: 'en' as const,
      lines: [
        'rules/x/1.0.0/facts.yaml:3:5 the key "labl" is unknown',
        'rules/x/1.0.0/facts.yaml:9:5 warning: the fact "x" is not used',
        '1 fault, 1 warning',
      ],
    },
  ])('a warning says that it is one, and both are counted: $language', ({ language, lines }) => {
    expect(formats.text(of(fault, warning), language).split('\n')).toEqual(lines);
  });

  test('versions are listed beside warnings, but not beside faults', () => {
    const packs = [{ pack, release }];

    expect(formats.text({ faults: [warning], packs }, 'en')).toMatch(
      /warning: [^\n]+\nkantin@\S+: no faults, released 2024-05-01 [^\n]+\n0 faults, 1 warning$/,
    );
    expect(formats.text({ faults: [fault], packs }, 'en')).not.toContain('kantin@');
  });
});

describe('as JSON', () => {
  test('each fault has its place, severity, code and both languages; each version its digest and release', () => {
    const packs = [{ pack, release }, { pack }];
    const { regulation, version, digest } = pack;

    const document: unknown = JSON.parse(formats.json({ faults: [fault, warning], packs }, 'id'));

    expect(document).toEqual({
      faults: [fault, warning],
      packs: [
        { regulation, version, digest, released: '2024-05-01' },
        { regulation, version, digest },
      ],
    });
  });

  test('is printed by --format json, also when there are faults', async () => {
    const changed = { 'clauses/20-sewa.yaml': ['formula: luas / kursi', 'formula: luas / kursii'] } as const;

    await withRules([{}, { version: '2.0.0', released: false, changed }], (folder) => {
      const { status, stdout } = timbang(['check', '--format', 'json'], { folder });

      expect(status).toBe(1);
      const { faults, packs } = JSON.parse(stdout) as { faults: { severity: string }[]; packs: object[] };
      expect(faults.filter(({ severity }) => severity === 'fault')).toEqual([
        {
          file: 'rules/sewa-aula/2.0.0/clauses/20-sewa.yaml',
          line: 29,
          column: 19,
          severity: 'fault',
          code: 'unknown_name',
          message: {
            id: 'di sini tidak ada isian atau perhitungan "kursii"; mungkin maksudnya "kursi"?',
            en: 'there is no fact or definition "kursii" here; did you mean "kursi"?',
          },
        },
      ]);
      expect(packs).toMatchObject([{ regulation: 'sewa-aula', version: '1.0.0', released: '2022-01-01' }]);
    });
  });
});

describe('as annotations', () => {
  test('a fault is an error and a warning a warning, at their places', () => {
    expect(formats.github(of(fault, warning), 'en').split('\n')).toEqual([
      '::error file=rules/x/1.0.0/facts.yaml,line=3,col=5,title=unknown_key::the key "labl" is unknown',
      '::warning file=rules/x/1.0.0/facts.yaml,line=9,col=5,title=unused_fact::the fact "x" is not used',
      '1 fault, 1 warning',
    ]);
  });

  test('what would end a property or the command is escaped', () => {
    const hostile = {
      ...fault,
      file: 'a,b:c%\r\n.yaml',
      message: { id: '', en: '100% a,b: c\r\n::error::x' },
    };

    expect(formats.github(of(hostile), 'en').split('\n')[0]).toBe(
      '::error file=a%2Cb%3Ac%25%0D%0A.yaml,line=3,col=5,title=unknown_key::100%25 a,b: c%0D%0A::error::x',
    );
  });

  test('are in the language asked for', () => {
    expect(formats.github(of(fault), 'id')).toContain(
      '::kunci "labl" tidak dikenal\n1 kesalahan, 0 peringatan',
    );
  });
});

test.each([
  { faults: [], isStrict: true, code: 0 },
  { faults: [warning], isStrict: false, code: 0 },
  { faults: [warning], isStrict: true, code: 1 },
  { faults: [warning, fault], isStrict: false, code: 1 },
])(
  'the exit code is $code for $faults.length finding(s), strict: $isStrict',
  ({ faults, isStrict, code }) => {
    expect(exitCode({ faults }, isStrict)).toBe(code);
  },
);

test('a format that there is not is wrong use', async () => {
  await withRules([{}], (folder) => {
    const { status, stderr } = timbang(['check', '--format', 'xml'], { folder });

    expect(status).toBe(2);
    expect(stderr).toContain('Allowed choices are text, json, github');
  });
});
