// Values as people write them in Indonesian and English.
import { formatDate, formatNumber, formatValue } from '../../src/explanation/values.js';

describe('numbers', () => {
  test.each([
    [0, '0', '0'],
    [1234567.25, '1.234.567,25', '1,234,567.25'],
    [-0.5, '-0,5', '-0.5'],
    [1.6666666667, '1,6666666667', '1.6666666667'],
    [1e15, '1.000.000.000.000.000', '1,000,000,000,000,000'],
    [999, '999', '999'],
    [1000, '1000', '1000'],
    [9999.5, '9999,5', '9999.5'],
    [-2023, '-2023', '-2023'],
    [10000, '10.000', '10,000'],
    [12345, '12.345', '12,345'],
  ])('%d', (value, id, en) => {
    expect([formatNumber(value, 'id'), formatNumber(value, 'en')]).toEqual([id, en]);
  });

  test('the unit follows in words', () => {
    expect(formatNumber(2.5, 'id', 'meter_persegi')).toBe('2,5 meter persegi');
  });
});

describe('dates', () => {
  const months = [
    ['Januari', 'January'],
    ['Februari', 'February'],
    ['Maret', 'March'],
    ['April', 'April'],
    ['Mei', 'May'],
    ['Juni', 'June'],
    ['Juli', 'July'],
    ['Agustus', 'August'],
    ['September', 'September'],
    ['Oktober', 'October'],
    ['November', 'November'],
    ['Desember', 'December'],
  ].map(([id, en], index) => ({ id, en, date: `2024-${String(index + 1).padStart(2, '0')}-05` }));

  test.each(months)('$date is 5 $id or 5 $en', ({ date, id, en }) => {
    expect([formatDate(date, 'id'), formatDate(date, 'en')]).toEqual([`5 ${id} 2024`, `5 ${en} 2024`]);
  });

  test('what is no date stays as it is', () => {
    expect(formatDate('SK-2024-01', 'id')).toBe('SK-2024-01');
  });
});

describe('other values', () => {
  test.each([
    [null, 'tidak diisi', 'not given'],
    [true, 'ya', 'yes'],
    [false, 'tidak', 'no'],
    [[], 'kosong', 'empty'],
    ['Budi', 'Budi', 'Budi'],
  ])('%j', (value, id, en) => {
    expect([formatValue(value, 'id'), formatValue(value, 'en')]).toEqual([id, en]);
  });

  test('a choice is said by its label, alone and in a list', () => {
    const meaning = { labels: { pasar: { id: 'pasar', en: 'market' } }, isDate: false };

    expect(formatValue('pasar', 'en', meaning)).toBe('market');
    expect(formatValue(['pasar', 'lain'], 'en', meaning)).toBe('market, lain');
  });

  test('a label is never looked up beyond the labels themselves', () => {
    expect(formatValue('constructor', 'en', { labels: {}, isDate: false })).toBe('constructor');
  });

  test('a text that looks like a date stays as it is', () => {
    expect(formatValue('2024-01-05', 'en', { isDate: false })).toBe('2024-01-05');
  });

  test('years in a list carry no separators', () => {
    expect(formatValue([2022, 2023], 'id')).toBe('2022; 2023');
  });

  test('decimals in a list are written as the language writes them', () => {
    expect(formatValue([87.5], 'id')).toBe('87,5');
    expect(formatValue([87.5], 'en')).toBe('87.5');
    expect(formatValue([87.5, 12345, 4], 'id')).toBe('87,5; 12.345; 4');
    expect(formatValue([87.5, 12345, 4], 'en')).toBe('87.5; 12,345; 4');
  });
});
