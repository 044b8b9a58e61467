// All examples of the regulation agree with what is expected of them, over HTTP and the command line, by both evaluators.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import supertest from 'supertest';
import { serve } from '../http/service.js';
import { asExpected, examples, examplesFile } from './examples.js';
import type { Answer } from './examples.js';
import { realCatalog } from './real-rules.js';

const { app } = serve({ catalog: realCatalog() });
const evaluators = ['compiled', 'reference'];

test('there are 25 examples, with and without undetermined clauses', () => {
  const verdicts = examples.flatMap(({ expect: wanted }) =>
    wanted.items.flatMap((item) => Object.values(item)),
  );

  expect(examples).toHaveLength(25);
  expect(new Set(verdicts)).toEqual(new Set(['met', 'not_met', 'undetermined', 'not_applicable']));
});

describe.each(evaluators)('over HTTP with the %s evaluator', (evaluator) => {
  test.each(examples.map((example, index) => ({ line: index + 1, example })))(
    'line $line has the expected scores and verdicts',
    async ({ example }) => {
      const body = { regulation: 'kmk-300', facts: example.facts };

      const response = await supertest(app).post(`/v1/evaluations?evaluator=${evaluator}`).send(body);

      expect(response.status).toBe(201);
      expect(asExpected(response.body as Answer, example)).toEqual(example.expect);
    },
  );
});

test.each(evaluators)(
  'over the command line with the %s evaluator every line has the expected scores and verdicts',
  (evaluator) => {
    const program = join(process.cwd(), 'dist', 'cli', 'timbang.js');
    const options = ['--regulation', 'kmk-300', '--json', '--evaluator', evaluator];

    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [program, 'evaluate', examplesFile, ...options],
      {
        encoding: 'utf8',
        maxBuffer: 50_000_000,
      },
    );

    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(
      answers.map((answer, index) => asExpected(answer, examples[index] as (typeof examples)[number])),
    ).toEqual(examples.map((example) => example.expect));
  },
);
