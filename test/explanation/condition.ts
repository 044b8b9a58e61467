// A pack with a fact of every kind, and a condition on them as it is explained.
import type { ConditionExplained } from '../../src/explanation/conditions.js';
import { answerTo, clauseOf } from './answer.js';
import type { Facts } from './answer.js';

const facts = {
  luas: { type: 'number', unit: 'meter_persegi', label: { id: 'Luas', en: 'Area' } },
  buka: { type: 'date', label: { id: 'Hari buka', en: 'Opening day' } },
  jenis: {
    type: 'choice',
    label: { id: 'Jenis', en: 'Kind' },
    values: { pasar: { id: 'pasar', en: 'market' }, kantor: { id: 'kantor', en: 'office' } },
  },
  nama: { type: 'text', label: { id: 'Nama', en: 'Name' } },
  sah: { type: 'boolean', label: { id: 'Sah', en: 'Valid' } },
  hari: {
    type: 'list',
    label: { id: 'Hari', en: 'Days' },
    items: {
      type: 'choice',
      values: { senin: { id: 'Senin', en: 'Monday' }, rabu: { id: 'Rabu', en: 'Wednesday' } },
    },
  },
  nilai: { type: 'list', items: { type: 'number' } },
  kamar: {
    type: 'list',
    label: { id: 'Kamar', en: 'Rooms' },
    items: { type: 'object', fields: { luas: { type: 'number' } } },
  },
  tanpa_label: { type: 'object', fields: { jarak: { type: 'number' } } },
};

export const given = {
  luas: 1234.5,
  buka: '2024-03-01',
  jenis: 'pasar',
  nama: 'Budi',
  sah: true,
  hari: ['senin', 'rabu'],
  nilai: [70, 80],
  kamar: [{ luas: 1 }, { luas: 2 }, { luas: 3 }],
  tanpa_label: { jarak: 7 },
};

const parameters = { luas_terkecil: 2000.25, hari_wajib: 'senin' };

export function because(requires: object, submission: Facts = given): readonly ConditionExplained[] {
  const clauses = [
    { clause: 'uji', requires },
    { clause: 'hitung', defines: 'satu', formula: '1' },
  ];
  return clauseOf(answerTo({ facts, parameters, clauses }, submission), 'uji').because ?? [];
}

export function says(requires: object, submission: Facts = given): { id: string; en: string } {
  const [first] = because(requires, submission);
  if (!first || !('says' in first)) throw new Error('this is no comparison');
  return first.says;
}
