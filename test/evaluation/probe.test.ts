import { readPack } from '../../src/policy/read-pack.js';
import { makeReady, evaluate, evaluateByReference, lawDate } from '../../src/evaluation/evaluate.js';
import { packOf, readyOf, definitions, faultLines, readParts } from '../packs/pack.js';
import { arbitraryFacts, Random } from './random-facts.js';
import { plainOutcome, outcomeText } from './plain-outcome.js';

test('real', async () => {
  const pack = packOf(readPack('rules/kmk-300/1.0.0', 'kmk'));
  const ready = makeReady(pack);
  const make = arbitraryFacts(pack);
  let t = Date.now(); let d = 0; const n = 1000; let shown = 0;
  for (let s = 0; s < n; s++) {
    const facts = make(new Random(s));
    const faults = ready.check(facts);
    if (faults.length) { console.log(s, JSON.stringify(faults)); break; }
    const date = lawDate(facts, pack.decidedBy) as string;
    const a = evaluate(ready, facts, date), b = await evaluateByReference(ready, facts, date);
    if (outcomeText(a) !== outcomeText(b)) { d++; if (shown++ < 2) { const x: any = plainOutcome(a), y: any = plainOutcome(b); console.log(s); try { expect(x).toEqual(y) } catch (e: any) { console.log(e.message.slice(0, 1500)) } } }
  }
  console.log('ms per', (Date.now() - t) / n, 'differences', d);
}, 100000);
const F = { x: { type: 'number' }, y: { type: 'number' }, daftar: { type: 'list', items: { type: 'object', fields: { a: { type: 'number' }, b: { type: 'number' }, ada: { type: 'boolean' } } } } };
async function both(parts: any, facts: any) {
  const ready = readyOf(parts);
  const all = { tanggal: '2024-01-01', ...facts };
  expect(ready.check(all)).toEqual([]);
  const show = (o: any) => o.kind === 'refused' ? JSON.stringify(o.reasons ?? o) : JSON.stringify(o.scores.map((s: any) => [s.output.name, s.value, s.potential, s.unrounded])) + JSON.stringify(o.clauses.filter((c: any) => c.requires).map((c: any) => [c.verdict, (plainOutcome(o) as any).clauses.find((z:any)=>z.clause===c.clause.id).requires]));
  const r: any = {};
  try { r.fast = show(evaluate(ready, all, '2024-01-01')); } catch (e: any) { r.fast = 'THROWS ' + e.message }
  try { r.ref = show(await evaluateByReference(ready, all, '2024-01-01')); } catch (e: any) { r.ref = 'THROWS ' + e.message }
  console.log(JSON.stringify(parts.clauses.map((c: any) => c.formula ?? c.requires)), (r.fast === r.ref ? 'same ' : 'DIFF ') + r.fast + '\n' + r.ref);
}
test('probes', async () => {
  await both({ facts: F, clauses: definitions({ o: 'x' }), outputs: [{ output: 'o', rounding: { decimals: 2, mode: 'half_away_from_zero' } }] }, { x: 1.005 });
  await both({ facts: F, clauses: definitions({ o: 'daftar.map(i, i.a + i.b).exists(v, v <= 0.3) ? 1 : 0' }) }, { daftar: [{ a: 0.1, b: 0.2 }] });
  await both({ facts: F, clauses: definitions({ o: 'count(daftar.map(i, i.a + i.b).filter(v, v == 0.3))' }) }, { daftar: [{ a: 0.1, b: 0.2 }] });
  await both({ facts: F, clauses: [{ clause: 'd', each: 'daftar', as: 'i', defines: 'n', applies_when: { fact: 'i.ada', operator: 'is', value: true }, formula: 'i.a' }, ...definitions({ o: 'count(daftar.map(i, i.n).filter(v, v > 0))' })] }, { daftar: [{ a: 1, ada: true }, { a: 2, ada: false }] });
  await both({ facts: F, clauses: [{ clause: 'd', each: 'daftar', as: 'i', defines: 'n', applies_when: { fact: 'i.ada', operator: 'is', value: true }, formula: 'i.a' }, ...definitions({ o: 'daftar.map(i, i.n).exists(v, v == 5) ? 1 : 0' })] }, { daftar: [{ a: 1, ada: true }, { a: 2, ada: false }] });
  await both({ facts: F, clauses: [{ clause: 'd', each: 'daftar', as: 'i', defines: 'n', applies_when: { fact: 'i.ada', operator: 'is', value: true }, formula: 'i.a' }, ...definitions({ o: 'x' }), { clause: 'r', requires: { fact: 'x', operator: 'in', value: { formula: 'daftar.map(i, i.n)' } } }] }, { x: 0, daftar: [{ a: 1, ada: true }, { a: 2, ada: false }] });
  await both({ facts: F, clauses: [...definitions({ o: 'x' }), { clause: 'r', requires: { fact: 'x', operator: 'atLeast', value: 1e-12 } }] }, { x: 0.1234567890123 });
  await both({ facts: F, clauses: [...definitions({ o: '1' }), { clause: 'r', requires: { fact: 'daftar', operator: 'isEmpty' } }] }, { daftar: [] });
  await both({ facts: F, clauses: [...definitions({ o: '1' }), { clause: 'r', requires: { fact: 'daftar', operator: 'isEmpty' } }] }, { daftar: [{}] });
  await both({ facts: F, parameters: { p: [{ from: '2024-06-01', value: 1 }] }, clauses: definitions({ o: '1' }), notEncoded: [{ gap: 'g', refuses_when: { fact: 'x', operator: 'moreThan', value: { parameter: 'p' } } }] }, { x: 2 });
  await both({ facts: F, clauses: definitions({ o: 'median(daftar.map(i, i.a))' }) }, { daftar: [{ a: 0.1 }, { a: 0.3 }, {a: 0.2}] });
  await both({ facts: F, clauses: definitions({ o: 'x != y ? 1 : 2' }) }, { x: 1, y: 2 });
  await both({ facts: F, clauses: definitions({ a: 'x', b: 'y', o: 'a * b == 0.06 ? 1 : 2' }) }, { x: 0.1, y: 0.6 });
});
