// A condition in words: both its sides, a sentence of its own, and groups.
import { without } from './answer.js';
import { because, given, says } from './condition.js';

describe('the sides of a comparison', () => {
  test('a fact without a label is called by its path', () => {
    const { en } = says({ fact: 'tanpa_label.jarak', operator: 'atMost', value: 5 });

    expect(en).toBe('tanpa_label.jarak: 7; must be at most 5 (not met).');
  });

  test('a parameter gives its value of that day, in the unit of the fact beside it', () => {
    const { id } = says({ fact: 'luas', operator: 'atLeast', value: { parameter: 'luas_terkecil' } });

    expect(id).toBe('Luas: 1234,5 meter persegi; paling sedikit 2000,25 meter persegi (tidak terpenuhi).');
  });

  test('another fact gives its value', () => {
    const { en } = says({ fact: 'buka', operator: 'before', value: { fact: 'tanggal' } });

    expect(en).toBe('Opening day: 1 March 2024; must be before 30 June 2024 (met).');
  });

  test('a formula gives what it comes to', () => {
    const { en } = says({
      fact: 'buka',
      operator: 'onOrAfter',
      value: { formula: 'addMonths(tanggal, -18)' },
    });

    expect(en).toBe('Opening day: 1 March 2024; must be on or after 30 December 2022 (met).');
  });

  test('a missing fact is said to be missing, on either side', () => {
    const others = without(given, 'luas', 'buka');

    const left = says({ fact: 'luas', operator: 'atLeast', value: 2000 }, others);
    const right = says({ fact: 'tanggal', operator: 'after', value: { fact: 'buka' } }, others);

    expect(left).toEqual({
      id: 'Luas: tidak diisi; paling sedikit 2000 meter persegi (belum dapat ditentukan).',
      en: 'Area: not given; must be at least 2000 meter persegi (undetermined).',
    });
    expect(right.en).toBe('tanggal: 30 June 2024; must be after not given (undetermined).');
  });

  test('an empty list is said to be empty', () => {
    const { id } = says({ fact: 'hari', operator: 'isEmpty' }, { ...given, hari: [] });

    expect(id).toBe('Hari: kosong; harus kosong (terpenuhi).');
  });

  test('both sides also stand as they are, for programs', () => {
    const [first] = because({
      name: 'cukup',
      fact: 'luas',
      operator: 'atLeast',
      value: { parameter: 'luas_terkecil' },
    });

    expect(first).toMatchObject({
      condition: 'luas atLeast parameter.luas_terkecil',
      name: 'cukup',
      operator: 'atLeast',
      actual: 1234.5,
      expected: 2000.25,
      verdict: 'not_met',
    });
  });
});

describe('a sentence of its own', () => {
  const sentence = { id: '{fact}? Harus {value}! ({fact})', en: '{fact}? It must be {value}!' };

  test('has the sides in its slots, each as often as it stands there', () => {
    const found = says({ fact: 'jenis', operator: 'is', value: 'kantor', says: sentence });

    expect(found).toEqual({ id: 'pasar? Harus kantor! (pasar)', en: 'market? It must be office!' });
  });

  test('says of a missing fact that it is missing', () => {
    const others = without(given, 'jenis');

    const found = says({ fact: 'jenis', operator: 'is', value: 'kantor', says: sentence }, others);

    expect(found.en).toBe('not given? It must be office!');
  });

  test('takes what stands in a fact as text and not as a slot', () => {
    const found = says(
      { fact: 'nama', operator: 'is', value: 'Siti', says: sentence },
      { ...given, nama: '{value} $& {fact}' },
    );

    expect(found.en).toBe('{value} $& {fact}? It must be Siti!');
  });
});

describe('groups', () => {
  const large = { fact: 'luas', operator: 'atLeast', value: 1000 };
  const office = { fact: 'jenis', operator: 'is', value: 'kantor' };
  const valid = { fact: 'sah', operator: 'is', value: true };

  test('an all at the top gives its conditions one by one', () => {
    expect(because({ all: [large, office] })).toMatchObject([
      { condition: 'luas atLeast 1000', verdict: 'met' },
      { condition: 'jenis is "kantor"', verdict: 'not_met' },
    ]);
  });

  test('an any stays one entry with its conditions in it, and an all within it too', () => {
    const found = because({ any: [office, { all: [large, valid] }] });

    expect(found).toMatchObject([
      {
        verdict: 'met',
        any: [{ verdict: 'not_met' }, { verdict: 'met', all: [{ verdict: 'met' }, { verdict: 'met' }] }],
      },
    ]);
  });

  test('a not is shown as what it comes to: the opposite comparison', () => {
    const found = because({ not: { any: [large, office] } });

    expect(found).toMatchObject([
      { condition: 'luas lessThan 1000', verdict: 'not_met' },
      { condition: 'jenis isNot "kantor"', verdict: 'met' },
    ]);
  });

  test('a group with an open part is undetermined unless another part decides it', () => {
    const others = without(given, 'jenis');

    const [open, decided] = [
      because({ any: [{ not: large }, office] }, others),
      because({ any: [large, office] }, others),
    ];

    expect(open).toMatchObject([
      { verdict: 'undetermined', any: [{ verdict: 'not_met' }, { verdict: 'undetermined' }] },
    ]);
    expect(decided).toMatchObject([
      { verdict: 'met', any: [{ verdict: 'met' }, { verdict: 'undetermined' }] },
    ]);
  });
});
