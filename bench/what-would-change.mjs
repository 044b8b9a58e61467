// What would change: on the worked examples, and on submissions of many results that all fail.
// node bench/what-would-change.mjs (after npm ci)
import { readFileSync } from 'node:fs';
import { makeReady } from '../dist/evaluation/evaluate.js';
import { readPack } from '../dist/policy/read-pack.js';
import { whatWouldChange } from '../dist/analysis/what-would-change/what-would-change.js';

const folder = 'rules/kmk-300/1.0.0';
const reading = readPack(folder, folder);
if ('faults' in reading) throw new Error('the pack has faults; run timbang check');
const ready = makeReady(reading.pack);
const examples = readFileSync('test/cases/kmk-300-examples.ndjson', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line).facts);

function timed(facts, target) {
  const started = performance.now();
  const { requirements, goal } = whatWouldChange(ready, facts, facts.periode.selesai, target);
  return { ms: performance.now() - started, requirements, goal };
}

const sorted = (values) => [...values].sort((a, b) => a - b);
for (const facts of examples) timed(facts, { output: 'nilai_hasil_kerja' });
const times = sorted(examples.map((facts) => timed(facts, { output: 'nilai_hasil_kerja' }).ms));
const median = times[Math.floor(times.length / 2)];
console.log(
  `${times.length} worked examples: median ${median.toFixed(1)} ms, at most ${times.at(-1).toFixed(1)} ms`,
);

const scopes = ['nasional', 'instansi', 'unit_kerja', 'tim_kerja'];

/** Innovations that fail all they can, or one requirement each; no two alike in what they would bring. */
function many(count, all) {
  const hkt = Array.from({ length: count }, (_, index) => {
    const item = structuredClone(examples[0].hkt[0]);
    const failing = { telah_dilaksanakan: false, lingkup: scopes[index % 4], realisasi: 3 + (index % 7) / 4 };
    if (!all) return { ...item, ...failing };
    const proof = { jenis: 'lainnya', penandatangan: 'lainnya' };
    const innovation = { bermanfaat: true, lolos_seleksi_eselon_1: false, dalam_basis_data: false };
    return {
      ...item,
      ...failing,
      di_luar_uraian_jabatan: false,
      bukti: proof,
      inovasi: { ...innovation, tanggal_implementasi: '2020-01-01', tahun_dinilai_sebelumnya: [] },
    };
  });
  return { ...examples[0], hkt };
}

for (const count of [10, 30, 100]) {
  for (const all of [false, true]) {
    for (const atLeast of [5, undefined]) {
      const target = { output: 'nilai_hkt', ...(atLeast !== undefined && { atLeast }) };
      const { ms, requirements, goal } = timed(many(count, all), target);
      const { proven, evaluations, size, sets } = goal;
      const kind = proven.all
        ? 'all sets proven'
        : proven.smallest
          ? 'size proven, not all sets'
          : `none below ${proven.noneBelow} proven`;
      console.log(
        `${count} results, ${requirements.length} unmet, at least ${goal.atLeast}: ${ms.toFixed(0)} ms, ` +
          `${evaluations.done} evaluations, ${sets.length} sets of ${size}, ${kind}`,
      );
    }
  }
}
