// Facts that no record can be made of, in submissions whose facts no version checks: refused, with where.
import { list } from './asking.js';
import { expectContract, expectProblem } from './contract.js';
import { callers, meeting, request, serve } from './service.js';

const { app } = serve();
const { sendText } = callers(app);

/** No version has law for this date, so that the other facts are not looked at. */
const text = JSON.stringify(
  request(meeting({ acara: { tanggal: '1999-01-01' }, luas: 100, catatan: { 'a/b~c': ['', 'X'] } }), {
    subject: 'lama',
  }),
);

describe('where no version answers', () => {
  test.each([
    { what: 'half a surrogate pair', part: '"X"', by: '"\\ud800"', pointer: '/facts/catatan/a~1b~0c/1' },
    { what: 'a number too large to be read', part: '"luas":100', by: '"luas":1e999', pointer: '/facts/luas' },
    { what: 'a negative one', part: '"luas":100', by: '"luas":-1e999', pointer: '/facts/luas' },
    {
      what: 'a name with half a surrogate pair',
      part: '"jam"',
      by: '"\\udc00":1,"jam"',
      pointer: '/facts/ruang/0',
    },
    {
      what: 'a very long name',
      part: '"X"',
      by: `{"${'x'.repeat(9000)}":"\\ud800"}`,
      pointer: /^.{117}\.\.\.$/,
    },
  ])('$what is a 422 that says where, and nothing is recorded', async ({ part, by, pointer }) => {
    const response = await sendText(text.replace(part, by).replace('lama', 'aneh'));

    expectContract('post /v1/evaluations', response);
    expect(expectProblem(response, 422)).toMatchObject({
      code: 'invalid_facts',
      errors: [
        {
          pointer: typeof pointer === 'string' ? pointer : (expect.stringMatching(pointer) as unknown),
          message: 'is half a surrogate pair or a number too large to be read',
        },
      ],
    });
    expect(response.body).not.toHaveProperty('id');
    expect((await list(app, 'subject=aneh')).body).toEqual({ evaluations: [] });
  });

  test('whole pairs and large numbers are recorded', async () => {
    const response = await sendText(text.replace('"X"', '"\\ud83c\\udfdb"').replace('100', '1e308'));

    expect(expectProblem(response, 422)).toMatchObject({
      code: 'no_law_on_date',
      id: expect.any(String) as unknown,
    });
  });
});
