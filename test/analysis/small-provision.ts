// A pack that leaves some of its submissions to earlier versions: what tests of transitional provisions start from.
import type { PackParts } from '../packs/pack.js';

/** Bookings of the old kind from before 2024-07-01 keep version 0.x. */
export const withProvision: PackParts = {
  facts: {
    tamu: { type: 'integer', required: true },
    jenis: { type: 'choice', required: true, values: { a: { id: 'A', en: 'A' }, b: { id: 'B', en: 'B' } } },
  },
  parameters: { paling_banyak: [{ value: 10 }] },
  clauses: [{ clause: 'n', defines: 'n', formula: 'tamu * 2' }],
  transitional: [
    {
      provision: 'pesanan_lama',
      title: { id: 'Pesanan lama', en: 'Old bookings' },
      text: { id: 'Pesanan lama mengikuti aturan lama.', en: 'Old bookings keep the old rules.' },
      when: {
        all: [
          { fact: 'jenis', operator: 'is', value: 'a' },
          { fact: 'tamu', operator: 'atMost', value: { parameter: 'paling_banyak' } },
        ],
      },
    },
    { provision: 'sangat_kecil', when: { fact: 'tamu', operator: 'lessThan', value: 3 } },
  ],
};
