import { evaluate, evaluateByReference } from '../../src/evaluation/evaluate.js';
import { readyOf } from '../packs/pack.js';
import { arbitraryFacts, Random } from './random-facts.js';
import { plainOutcome, outcomeText } from './plain-outcome.js';
import { randomPack } from './random-formulas.js';
import { makeReady } from '../../src/evaluation/evaluate.js';
test('random formulas', async () => {
  const from = Number(process.env['FROM'] ?? 0), packs = Number(process.env['PACKS'] ?? 100);
  const kinds = new Map<string, { count: number; example: string }>();
  const note = (kind: string, example: string) => { const k = kinds.get(kind); if (k) { k.count++; if (example.length < k.example.length) k.example = example; } else kinds.set(kind, { count: 1, example }); };
  let evaluations = 0, refused = 0, t = Date.now(), tr = 0;
  for (let seed = from; seed < from + packs; seed++) {
    const parts = randomPack(seed, Number(process.env['COUNT'] ?? 8), { canFail: seed % 2 === 1 });
    let ready; const t0 = Date.now();
    try { ready = readyOf(parts); } catch (e: any) { note('PACK ' + e.message.replace(/.*\d+:\d+/g, '').slice(0, 120), `seed ${seed} ${e.message}`.slice(0, 1200)); continue; }
    tr += Date.now() - t0;
    const make = arbitraryFacts(ready.pack, { absent: 0.15 });
    for (let s = 0; s < Number(process.env['SUBS'] ?? 20); s++) {
      const facts: any = make(new Random(seed * 1000 + s));
      const faults = ready.check(facts);
      if (faults.length) { note('FACTS', JSON.stringify(faults)); continue; }
      evaluations++;
      let a: any, b: any;
      try { a = plainOutcome(evaluate(ready, facts, facts.tanggal)); } catch (e: any) { a = { threw: e.message } }
      try { b = plainOutcome(await evaluateByReference(ready, facts, facts.tanggal)); } catch (e: any) { b = { threw: e.message } }
      if (a.kind === 'refused') refused++;
      if (JSON.stringify(a) === JSON.stringify(b)) { if (a.threw) note('BOTH THREW ' + a.threw.slice(0, 100), String(seed)); continue; }
      if (a.threw || b.threw) { note(`THREW fast: ${(a.threw ?? '-').slice(0,80)} ref: ${(b.threw ?? '-').slice(0, 80)}`, `seed ${seed}/${s}`); continue; }
      if (a.kind !== b.kind) { note(`KIND ${a.kind} ${b.kind}`, `seed ${seed}/${s} ${JSON.stringify(a.reasons ?? b.reasons)}`); continue; }
      if (a.kind === 'refused') { note('REASONS', `seed ${seed}/${s} ${JSON.stringify(a.reasons)} / ${JSON.stringify(b.reasons)}`); continue; }
      const i = a.clauses.findIndex((c: any, i: number) => JSON.stringify(c) !== JSON.stringify(b.clauses[i]));
      const ca = a.clauses[i] ?? {}, cb = b.clauses[i] ?? {};
      const key = Object.keys({ ...ca, ...cb }).find((k) => JSON.stringify(ca[k]) !== JSON.stringify(cb[k])) ?? Object.keys(a).find((k) => JSON.stringify(a[k]) !== JSON.stringify(b[k]))!;
      const formula = parts.clauses.find((c: any) => c.clause === ca.clause) as any;
      note('DIFF ' + key + ' ' + (formula?.formula ? 'formula' : formula?.requires ? 'req' : ''), `seed ${seed}/${s} ${ca.clause} ${formula?.formula ?? JSON.stringify(formula?.[key === 'requires' ? 'requires' : 'applies_when'])}\n   ${JSON.stringify(ca[key] ?? a[key])?.slice(0, 500)}\n   ${JSON.stringify(cb[key] ?? b[key])?.slice(0, 500)}`);
    }
  }
  console.log(evaluations, 'evaluations', refused, 'refused', Date.now() - t, 'ms; reading', tr, '\n' + [...kinds].sort((a, b) => b[1].count - a[1].count).map(([k, v]) => `${v.count} ${k}\n   ${v.example}`).join('\n'));
}, 600000);
