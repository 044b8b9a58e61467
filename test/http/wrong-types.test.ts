// Facts of another type: where, what is asked and what was found.
import { expectContract, expectRefusal } from './contract.js';
import { callers, request, serve } from './service.js';

const { sendText, evaluate } = callers(serve().app);

const room = { jam: 3 };
const acara = { tanggal: '2023-06-15' };

describe('a fact of another type is a 422 that says where, what is asked and what was found', () => {
  test.each([
    {
      kind: 'boolean',
      change: { pemohon: { jenis: 'warga', terdaftar: 'ya' } },
      pointer: '/pemohon/terdaftar',
      message: 'must be true or false; it is "ya"',
    },
    {
      kind: 'boolean',
      change: { pemohon: { jenis: 'warga', terdaftar: 1 } },
      pointer: '/pemohon/terdaftar',
      message: 'must be true or false; it is 1',
    },
    { kind: 'number', change: { luas: '100' }, pointer: '/luas', message: 'must be a number; it is "100"' },
    { kind: 'number', change: { luas: 'NaN' }, pointer: '/luas', message: 'must be a number; it is "NaN"' },
    { kind: 'number', change: { luas: true }, pointer: '/luas', message: 'must be a number; it is true' },
    { kind: 'number', change: { luas: [100] }, pointer: '/luas', message: 'must be a number; it is a list' },
    {
      kind: 'integer',
      change: { tamu: 12.5 },
      pointer: '/tamu',
      message: 'must be a whole number; it is 12.5',
    },
    {
      kind: 'date',
      change: { acara: { tanggal: 20230615 } },
      pointer: '/acara/tanggal',
      message: 'must be a date, YYYY-MM-DD; it is 20230615',
    },
    {
      kind: 'text',
      change: { acara: { ...acara, nama: 7 } },
      pointer: '/acara/nama',
      message: 'must be a text; it is 7',
    },
    {
      kind: 'choice',
      change: { pemohon: { jenis: 7 } },
      pointer: '/pemohon/jenis',
      message: 'must be a text; it is 7',
    },
    {
      kind: 'object',
      change: { acara: 'rapat' },
      pointer: '/acara',
      message: 'must be an object; it is "rapat"',
    },
    { kind: 'object', change: { acara: [] }, pointer: '/acara', message: 'must be an object; it is a list' },
    { kind: 'list', change: { ruang: room }, pointer: '/ruang', message: 'must be a list; it is an object' },
    {
      kind: 'element',
      change: { ruang: [room, 3] },
      pointer: '/ruang/1',
      message: 'must be an object; it is 3',
    },
    {
      kind: 'fact of an element',
      change: { ruang: [room, { jam: '3' }] },
      pointer: '/ruang/1/jam',
      message: 'must be a number; it is "3"',
    },
    {
      kind: 'item of a list',
      change: { hari_lain: ['2023-06-16', 5] },
      pointer: '/hari_lain/1',
      message: 'must be a date, YYYY-MM-DD; it is 5',
    },
    {
      kind: 'null for a required fact',
      change: { luas: null },
      pointer: '/luas',
      message: 'must be a number; it is null; leave it out when it is not known',
    },
    {
      kind: 'null for an optional fact',
      change: { denda_lama: null },
      pointer: '/denda_lama',
      message: 'must be a number; it is null; leave it out when it is not known',
    },
  ])('$kind: $message', async ({ change, pointer, message }) => {
    const response = await evaluate(change);

    expectContract('post /v1/evaluations', response);
    expectRefusal(response, { status: 422, code: 'invalid_facts', pointer: `/facts${pointer}`, message });
  });
});

describe('an object in place of a choice is a 422, whatever its members are named', () => {
  test.each(['{"toString":1}', '{"toString":1,"valueOf":2}', '{"toJSON":1}', '{"__proto__":null}', '[[[]]]'])(
    '%s',
    async (value) => {
      const response = await sendText(JSON.stringify(request()).replace('"warga"', value));

      expectRefusal(response, {
        status: 422,
        code: 'invalid_facts',
        pointer: '/facts/pemohon/jenis',
        message: /^must be a text; it is (an object|a list)/,
      });
    },
  );
});
