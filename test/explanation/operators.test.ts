// Every operator in words, in Indonesian and English: what is there, what is asked, and whether it holds.
import { says } from './condition.js';

describe('without a sentence of its own, a comparison is said by its operator', () => {
  test.each([
    [
      'luas',
      'is',
      1234.5,
      'Luas: 1234,5 meter persegi; harus 1234,5 meter persegi (terpenuhi).',
      'Area: 1234.5 meter persegi; must be 1234.5 meter persegi (met).',
    ],
    [
      'sah',
      'isNot',
      true,
      'Sah: ya; tidak boleh ya (tidak terpenuhi).',
      'Valid: yes; must not be yes (not met).',
    ],
    [
      'jenis',
      'in',
      ['kantor', 'pasar'],
      'Jenis: pasar; harus salah satu dari kantor, pasar (terpenuhi).',
      'Kind: market; must be one of office, market (met).',
    ],
    [
      'jenis',
      'notIn',
      ['pasar'],
      'Jenis: pasar; tidak boleh salah satu dari pasar (tidak terpenuhi).',
      'Kind: market; must be none of market (not met).',
    ],
    [
      'luas',
      'atLeast',
      2000,
      'Luas: 1234,5 meter persegi; paling sedikit 2000 meter persegi (tidak terpenuhi).',
      'Area: 1234.5 meter persegi; must be at least 2000 meter persegi (not met).',
    ],
    [
      'luas',
      'lessThan',
      2000,
      'Luas: 1234,5 meter persegi; harus kurang dari 2000 meter persegi (terpenuhi).',
      'Area: 1234.5 meter persegi; must be less than 2000 meter persegi (met).',
    ],
    [
      'luas',
      'atMost',
      0.1,
      'Luas: 1234,5 meter persegi; paling banyak 0,1 meter persegi (tidak terpenuhi).',
      'Area: 1234.5 meter persegi; must be at most 0.1 meter persegi (not met).',
    ],
    [
      'luas',
      'moreThan',
      -5,
      'Luas: 1234,5 meter persegi; harus lebih dari -5 meter persegi (terpenuhi).',
      'Area: 1234.5 meter persegi; must be more than -5 meter persegi (met).',
    ],
    [
      'buka',
      'onOrAfter',
      '2024-02-29',
      'Hari buka: 1 Maret 2024; paling awal 29 Februari 2024 (terpenuhi).',
      'Opening day: 1 March 2024; must be on or after 29 February 2024 (met).',
    ],
    [
      'buka',
      'before',
      '2024-03-01',
      'Hari buka: 1 Maret 2024; harus sebelum 1 Maret 2024 (tidak terpenuhi).',
      'Opening day: 1 March 2024; must be before 1 March 2024 (not met).',
    ],
    [
      'buka',
      'onOrBefore',
      '2024-03-01',
      'Hari buka: 1 Maret 2024; paling lambat 1 Maret 2024 (terpenuhi).',
      'Opening day: 1 March 2024; must be on or before 1 March 2024 (met).',
    ],
    [
      'buka',
      'after',
      '2024-03-01',
      'Hari buka: 1 Maret 2024; harus setelah 1 Maret 2024 (tidak terpenuhi).',
      'Opening day: 1 March 2024; must be after 1 March 2024 (not met).',
    ],
    [
      'hari',
      'contains',
      'rabu',
      'Hari: Senin, Rabu; harus memuat Rabu (terpenuhi).',
      'Days: Monday, Wednesday; must contain Wednesday (met).',
    ],
    [
      'hari',
      'doesNotContain',
      'rabu',
      'Hari: Senin, Rabu; tidak boleh memuat Rabu (tidak terpenuhi).',
      'Days: Monday, Wednesday; must not contain Wednesday (not met).',
    ],
    [
      'hari',
      'isEmpty',
      undefined,
      'Hari: Senin, Rabu; harus kosong (tidak terpenuhi).',
      'Days: Monday, Wednesday; must be empty (not met).',
    ],
    [
      'hari',
      'isNotEmpty',
      undefined,
      'Hari: Senin, Rabu; tidak boleh kosong (terpenuhi).',
      'Days: Monday, Wednesday; must not be empty (met).',
    ],
    [
      'hari',
      'countIs',
      2,
      'Hari: Senin, Rabu; banyaknya harus 2 (terpenuhi).',
      'Days: Monday, Wednesday; must have 2 element(s) (met).',
    ],
    [
      'hari',
      'countIsNot',
      2,
      'Hari: Senin, Rabu; banyaknya tidak boleh 2 (tidak terpenuhi).',
      'Days: Monday, Wednesday; must not have 2 element(s) (not met).',
    ],
    [
      'kamar',
      'countAtLeast',
      4,
      'Kamar: 3; banyaknya paling sedikit 4 (tidak terpenuhi).',
      'Rooms: 3; must have at least 4 element(s) (not met).',
    ],
    [
      'kamar',
      'countLessThan',
      4,
      'Kamar: 3; banyaknya harus kurang dari 4 (terpenuhi).',
      'Rooms: 3; must have fewer than 4 element(s) (met).',
    ],
    [
      'kamar',
      'countAtMost',
      3,
      'Kamar: 3; banyaknya paling banyak 3 (terpenuhi).',
      'Rooms: 3; must have at most 3 element(s) (met).',
    ],
    [
      'kamar',
      'countMoreThan',
      3,
      'Kamar: 3; banyaknya harus lebih dari 3 (tidak terpenuhi).',
      'Rooms: 3; must have more than 3 element(s) (not met).',
    ],
  ])('%s %s %j', (fact, operator, value, id, en) => {
    const requires = { fact, operator, ...(value !== undefined && { value }) };

    expect(says(requires)).toEqual({ id, en });
  });
});
