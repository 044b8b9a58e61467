// tests/*.yaml: submissions from fixtures and their differences, and the faults of such files at their places.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCases } from '../../src/policy/case-files.js';
import type { CaseFiles } from '../../src/policy/case-files.js';
import { formatFault } from '../../src/policy/fault.js';

function read(...texts: string[]): Omit<CaseFiles, 'faults'> & { faults: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'timbang-cases-'));
  try {
    mkdirSync(join(folder, 'tests'));
    texts.forEach((text, index) => writeFileSync(join(folder, 'tests', `${index + 1}.yaml`), text));
    const { cases, argued, faults } = readCases(folder, 'uji');
    return { cases, argued, faults: faults.map((fault) => formatFault(fault, 'en')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const fixture = `fixtures:
  rapat:
    tamu: 20
    acara: { nama: Rapat, "a/b": 1 }
    kamar:
      - { luas: 6, kipas: true }
      - { luas: 3, kipas: true }
      - { luas: 9, kipas: true }
cases:
`;

/** One case on the fixture; its `given` stands in line 11. */
function caseWith(lines: string): string {
  return `${fixture}  - case: Sebuah kasus\n    given: rapat\n${lines}    expect: { provisional: false }\n`;
}

const rapat = {
  tamu: 20,
  acara: { nama: 'Rapat', 'a/b': 1 },
  kamar: [
    { luas: 6, kipas: true },
    { luas: 3, kipas: true },
    { luas: 9, kipas: true },
  ],
};

describe('the submission of a case', () => {
  test('is its own facts', () => {
    const { cases, faults } = read(
      'cases:\n  - case: Sebuah kasus\n    facts: { tamu: 1 }\n    expect: { missing: [] }\n',
    );

    expect(faults).toEqual([]);
    expect(cases).toEqual([
      {
        name: 'Sebuah kasus',
        facts: { tamu: 1 },
        expect: { missing: [] },
        place: { file: 'uji/tests/1.yaml', line: 2, column: 11 },
      },
    ]);
  });

  test('is the fixture that it is given', () => {
    expect(read(caseWith('')).cases[0]?.facts).toEqual(rapat);
  });

  test.each([
    { about: 'a fact changed', lines: '    but: { /tamu: 5 }\n', facts: { ...rapat, tamu: 5 } },
    { about: 'a fact added', lines: '    but: { /sah: true }\n', facts: { ...rapat, sah: true } },
    {
      about: 'a fact in an element',
      lines: '    but: { /kamar/1/luas: 8 }\n',
      facts: { ...rapat, kamar: [rapat.kamar[0], { luas: 8, kipas: true }, rapat.kamar[2]] },
    },
    {
      about: 'an element added at the end',
      lines: '    but: { /kamar/3: { luas: 1 } }\n',
      facts: { ...rapat, kamar: [...rapat.kamar, { luas: 1 }] },
    },
    {
      about: 'a name with a slash',
      lines: '    but: { /acara/a~1b: 2 }\n',
      facts: { ...rapat, acara: { nama: 'Rapat', 'a/b': 2 } },
    },
    { about: 'a whole list', lines: '    but: { /kamar: [] }\n', facts: { ...rapat, kamar: [] } },
    {
      about: 'a fact left out',
      lines: '    without: [/acara/nama]\n',
      facts: { ...rapat, acara: { 'a/b': 1 } },
    },
    {
      about: 'an element left out',
      lines: '    without: [/kamar/0]\n',
      facts: { ...rapat, kamar: rapat.kamar.slice(1) },
    },
    {
      about: 'both',
      lines: '    but: { /tamu: 5 }\n    without: [/acara]\n',
      facts: { tamu: 5, kamar: rapat.kamar },
    },
    {
      about: 'two elements left out, each as the fixture numbers it',
      lines: '    without: [/kamar/0, /kamar/1]\n',
      facts: { ...rapat, kamar: [rapat.kamar[2]] },
    },
  ])('has $about', ({ lines, facts }) => {
    const { cases, faults } = read(caseWith(lines));

    expect(faults).toEqual([]);
    expect(cases[0]?.facts).toEqual(facts);
  });

  test('leaves the fixture as it is for the next case', () => {
    const text = `${caseWith('    but: { /kamar/0/luas: 1 }\n    without: [/tamu]\n')}  - case: Kasus berikut\n    given: rapat\n    expect: { missing: [] }\n`;

    const { cases } = read(text);

    expect(cases.map((each) => each.facts)).toEqual([
      { acara: rapat.acara, kamar: [{ luas: 1, kipas: true }, rapat.kamar[1], rapat.kamar[2]] },
      rapat,
    ]);
  });
});

describe('the faults of a case', () => {
  const at = (place: string, message: string): string => `uji/tests/1.yaml:${place} ${message}`;

  test.each([
    {
      about: 'an unknown fixture',
      text: caseWith('').replace('given: rapat', 'given: rapatt'),
      fault: at('11:12', 'there is no fixture "rapatt"; did you mean "rapat"?'),
    },
    {
      about: 'a fixture named as something every object has',
      text: caseWith('').replace('given: rapat', 'given: constructor'),
      fault: at('11:12', 'there is no fixture "constructor"; there are: rapat'),
    },
    {
      about: 'a way that is not there, in but',
      text: caseWith('    but: { /acra/nama: x }\n'),
      fault: at('12:24', '"/acra/nama" leads to nothing in the fixture'),
    },
    {
      about: 'an element far beyond the end',
      text: caseWith('    but: { /kamar/7: {} }\n'),
      fault: at('12:12', '"/kamar/7" leads to nothing in the fixture'),
    },
    {
      about: 'a fact within a number',
      text: caseWith('    but: { /tamu/x: 1 }\n'),
      fault: at('12:21', '"/tamu/x" leads to nothing in the fixture'),
    },
    {
      about: 'an element that is no number',
      text: caseWith('    but: { /kamar/satu: {} }\n'),
      fault: at('12:12', '"/kamar/satu" leads to nothing in the fixture'),
    },
    {
      about: 'an element before the first',
      text: caseWith('    but: { /kamar/-1: {} }\n'),
      fault: at('12:12', '"/kamar/-1" leads to nothing in the fixture'),
    },
    {
      about: 'an element between two',
      text: caseWith('    but: { /kamar/0.5: {} }\n'),
      fault: at('12:12', '"/kamar/0.5" leads to nothing in the fixture'),
    },
    {
      about: 'a way that is not there, in without',
      text: caseWith('    without: [/tamu, /acra/nama]\n'),
      fault: at('12:22', '"/acra/nama" leads to nothing in the fixture'),
    },
    {
      about: 'a fact that is not there, in without',
      text: caseWith('    without: [/tammu]\n'),
      fault: at('12:15', '"/tammu" leads to nothing in the fixture'),
    },
    {
      about: 'an element that is not there, in without',
      text: caseWith('    without: [/kamar/3]\n'),
      fault: at('12:15', '"/kamar/3" leads to nothing in the fixture'),
    },
  ])('$about', ({ text, fault }) => {
    expect(read(text).faults).toEqual([fault]);
  });

  test.each([
    { about: 'no expectation', text: 'cases:\n  - case: Sebuah kasus\n    facts: {}\n', place: '2:5' },
    { about: 'facts and a fixture', text: caseWith('    facts: {}\n'), place: '10:5' },
    {
      about: 'a misspelt expectation',
      text: caseWith('').replace('provisional', 'provisionall'),
      place: /^12:/,
    },
    {
      about: 'a verdict that there is not',
      text: caseWith('').replace('{ provisional: false }', '{ verdicts: { a.b: ok } }'),
      place: /^12:/,
    },
    { about: 'a pointer without a slash', text: caseWith('    but: { tamu: 5 }\n'), place: /^12:/ },
  ])('of another form: $about', ({ text, place }) => {
    const { faults } = read(text);

    const places = faults.map((each) => /^uji\/tests\/1\.yaml:(\d+:\d+) \S/.exec(each)?.[1]);
    expect(places[0]).toEqual(typeof place === 'string' ? place : expect.stringMatching(place));
  });

  test('are told of every file, and the cases of good files are read', () => {
    const good = 'cases:\n  - case: Sebuah kasus\n    facts: {}\n    expect: { missing: [] }\n';

    const { cases, faults } = read('cases: 7\n', good, 'cases: [\n');

    expect(cases.map((each) => each.place.file)).toEqual(['uji/tests/2.yaml']);
    expect(faults.map((each) => each.split(':', 1)[0])).toEqual(['uji/tests/1.yaml', 'uji/tests/3.yaml']);
  });
});

test('a pack without a folder of cases has none', () => {
  expect(readCases('/nowhere/at/all', 'uji')).toEqual({ cases: [], argued: [], faults: [] });
});

describe('arguments', () => {
  const withArgued = (lines: string): string => `${caseWith('')}argued:\n${lines}`;

  test('are read with their places', () => {
    const { argued, faults } = read(
      withArgued(
        `  - mutant: "pasal: x > 1 -> x >= 1"\n    because: { id: Sama., en: Equal. }\n` +
          `  - goal: "pasal: not_met"\n    because: { id: Tidak mungkin., en: Impossible. }\n`,
      ),
    );

    expect(faults).toEqual([]);
    expect(argued).toEqual([
      {
        mutant: 'pasal: x > 1 -> x >= 1',
        because: { id: 'Sama.', en: 'Equal.' },
        place: { file: 'uji/tests/1.yaml', line: 14, column: 13 },
      },
      {
        goal: 'pasal: not_met',
        because: { id: 'Tidak mungkin.', en: 'Impossible.' },
        place: { file: 'uji/tests/1.yaml', line: 16, column: 11 },
      },
    ]);
  });

  test.each([
    { about: 'without a reason', lines: '  - mutant: "a: b -> c"\n' },
    { about: 'about nothing', lines: '  - because: { id: Sama., en: Equal. }\n' },
    {
      about: 'about a mutant and a goal',
      lines: '  - { mutant: "a: b -> c", goal: "a: met", because: { id: Sama., en: Equal. } }\n',
    },
  ])('$about are faults', ({ lines }) => {
    expect(read(withArgued(lines)).faults).not.toEqual([]);
  });
});
