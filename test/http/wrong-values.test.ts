// Facts of the right type whose value is out of bounds, or a date that is none.
import { expectRefusal } from './contract.js';
import { callers, request, serve } from './service.js';

const { sendText, evaluate } = callers(serve().app);

const room = { jam: 3 };
const acara = { tanggal: '2023-06-15' };

describe('a value out of bounds is a 422', () => {
  test.each([
    { change: { luas: 0 }, pointer: '/luas', message: 'must be larger than 0; it is 0' },
    { change: { luas: -0.01 }, pointer: '/luas', message: 'must be larger than 0; it is -0.01' },
    { change: { luas: 10000 }, pointer: '/luas', message: 'must be smaller than 10000; it is 10000' },
    { change: { tamu: 0 }, pointer: '/tamu', message: 'must be at least 1; it is 0' },
    { change: { tamu: 5001 }, pointer: '/tamu', message: 'must be at most 5000; it is 5001' },
    {
      change: { denda_lama: 1e16 },
      pointer: '/denda_lama',
      message: /^must be at most 1000000000000000; it is 1/,
    },
    {
      change: { pemohon: { jenis: 'wargga' } },
      pointer: '/pemohon/jenis',
      message: '"wargga" is not one of the values; did you mean "warga"?',
    },
    {
      change: { pemohon: { jenis: 'xyzzyx' } },
      pointer: '/pemohon/jenis',
      message: '"xyzzyx" is not one of the values; there are: warga, lembaga, luar',
    },
    {
      change: { acara: { ...acara, nama: 'Rapat!' } },
      pointer: '/acara/nama',
      message: '"Rapat!" does not have the form that is asked for',
    },
    {
      change: { acara: { ...acara, nama: 'x'.repeat(41) } },
      pointer: '/acara/nama',
      message: 'must have at most 40 characters',
    },
    { change: { ruang: [] }, pointer: '/ruang', message: 'must have at least 1 element(s)' },
    {
      change: { ruang: Array(11).fill(room) },
      pointer: '/ruang',
      message: 'must have at most 10 element(s)',
    },
  ])('$pointer $message', async ({ change, pointer, message }) => {
    const response = await evaluate(change);

    expectRefusal(response, { status: 422, code: 'invalid_facts', pointer: `/facts${pointer}`, message });
  });

  test.each(['1e999', '-1e999'])('%s is a number too large to be read', async (number) => {
    const response = await sendText(JSON.stringify(request()).replace('"luas":100', `"luas":${number}`));

    expectRefusal(response, {
      status: 422,
      code: 'invalid_facts',
      pointer: '/facts/luas',
      message: 'must be a number; it is a number too large to be read',
    });
  });

  test('a number so small that it reads as 0 is not above 0', async () => {
    const response = await sendText(JSON.stringify(request()).replace('"luas":100', '"luas":1e-999'));

    expectRefusal(response, {
      status: 422,
      code: 'invalid_facts',
      pointer: '/facts/luas',
      message: 'must be larger than 0; it is 0',
    });
  });
});

describe('a date that is none is a 422', () => {
  test.each([
    '2023-02-30',
    '2023-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-2-3',
    '20230203',
    '2023-02-03T00:00:00Z',
    '03-02-2023',
    '',
    ' 2023-02-03',
    '+002023-02-03',
  ])('"%s", where it decides the law and elsewhere', async (date) => {
    const deciding = await evaluate({ acara: { tanggal: date } });
    const other = await evaluate({ hari_lain: [date] });

    const message = `${JSON.stringify(date)} is not a calendar date; write YYYY-MM-DD`;
    expectRefusal(deciding, { status: 422, code: 'invalid_facts', pointer: '/facts/acara/tanggal', message });
    expectRefusal(other, { status: 422, code: 'invalid_facts', pointer: '/facts/hari_lain/0', message });
  });

  test('29 February is a day of leap years', async () => {
    const response = await evaluate({ hari_lain: ['2024-02-29', '2000-02-29'] });

    expect(response.status).toBe(201);
  });
});
