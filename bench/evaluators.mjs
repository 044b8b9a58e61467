// Both evaluators on the 25 worked examples, in turns within one run: medians and their ratio.
// node bench/evaluators.mjs (after npm ci)
import { readFileSync } from 'node:fs';
import { evaluate, evaluateByReference, makeReady } from '../dist/evaluation/evaluate.js';
import { readPack } from '../dist/policy/read-pack.js';

const folder = 'rules/kmk-300/1.0.0';
const reading = readPack(folder, folder);
if ('faults' in reading) throw new Error('the pack has faults; run timbang check');
const ready = makeReady(reading.pack);
const submissions = readFileSync('test/cases/kmk-300-examples.ndjson', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line).facts);

async function rate(times, run) {
  const started = performance.now();
  for (let index = 0; index < times; index += 1) {
    const facts = submissions[index % submissions.length];
    await run(facts, facts.periode.selesai);
  }
  return (times / (performance.now() - started)) * 1000;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const rates = { compiled: [], reference: [] };
for (let round = 0; round < 7; round += 1) {
  rates.compiled.push(await rate(4000, (facts, date) => evaluate(ready, facts, date)));
  rates.reference.push(await rate(400, (facts, date) => evaluateByReference(ready, facts, date)));
}
const [compiled, reference] = [median(rates.compiled), median(rates.reference)];
console.log(`compiled   ${Math.round(compiled)} submissions/s`);
console.log(`reference  ${Math.round(reference)} submissions/s`);
console.log(`ratio      ${(compiled / reference).toFixed(1)}`);
