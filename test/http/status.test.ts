// What the service says of the rules that it serves, in JSON and as metrics.
import supertest from 'supertest';
import type { RulesStatus } from '../../src/http/status.js';
import { expectContract } from './contract.js';
import { hallVersion, serve } from './service.js';

const message = { id: 'tidak ada parameter "x"', en: 'there is no parameter "x"' };
const fault = {
  severity: 'fault',
  file: 'rules/sewa-aula/1.1.0/clauses/10.yaml',
  line: 9,
  column: 14,
  code: 'formula',
  message,
} as const;

const refusedOnce: RulesStatus = {
  digest: 'sha256:ab',
  servedSince: '2023-01-01T00:00:00.000Z',
  lastSuccess: '2023-01-02T00:00:00.000Z',
  lastRefusal: { at: '2023-01-03T00:00:00.500Z', faults: [fault] },
  leftOut: [fault],
  reloads: { served: 2, unchanged: 1, refused: 3 },
};

const { app } = serve({
  versions: [hallVersion(), hallVersion({ version: '1.1.0', released: 'draft' })],
  rules: () => refusedOnce,
});

test('/v1/status tells what is served and, with place and words, what was refused', async () => {
  const response = await supertest(app).get('/v1/status');

  expectContract('get /v1/status', response);
  const told = { file: fault.file, line: 9, column: 14, code: 'formula', message };
  expect(response.body).toMatchObject({
    status: 'ready',
    rules: {
      digest: 'sha256:ab',
      lastSuccess: '2023-01-02T00:00:00.000Z',
      lastRefusal: { at: '2023-01-03T00:00:00.500Z', faults: [told] },
      leftOut: [told],
      serves: [
        { regulation: 'sewa-aula', version: '1.0.0', status: 'released' },
        { regulation: 'sewa-aula', version: '1.1.0', status: 'draft' },
      ],
    },
  });
});

test('while newer files are refused the service stays ready, and says since when', async () => {
  const response = await supertest(app).get('/readyz');

  expectContract('get /readyz', response);
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({ rules: { lastRefusal: '2023-01-03T00:00:00.500Z' } });
});

test('/metrics has the digest, the instants in seconds and the count of each result', async () => {
  const response = await supertest(app).get('/metrics');

  expectContract('get /metrics', response);
  expect(response.text).toContain('timbang_rules_info{digest="sha256:ab"} 1');
  expect(response.text).toContain('timbang_rules_last_success_timestamp_seconds 1672617600\n');
  expect(response.text).toContain('timbang_rules_last_refusal_timestamp_seconds 1672704000.5\n');
  expect(response.text).toContain('timbang_rules_reloads_total{result="refused"} 3\n');
});

test('asked twice, metrics do not add up', async () => {
  await supertest(app).get('/metrics');
  const second = await supertest(app).get('/metrics');

  expect(second.text).toContain('timbang_rules_reloads_total{result="served"} 2\n');
});

test('without a refusal the metric of its instant is 0', async () => {
  const { app: fine } = serve();

  const response = await supertest(fine).get('/metrics');

  expect(response.text).toContain('timbang_rules_last_refusal_timestamp_seconds 0\n');
});
