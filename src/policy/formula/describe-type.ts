// A type in words, as messages to people name it.
import type { Bilingual } from '../pack.js';
import { describeUnit } from './expression.js';
import type { ValueType } from './expression.js';

export const words = {
  number: { id: 'angka', en: 'a number' },
  truth: { id: 'true atau false', en: 'true or false' },
  text: { id: 'teks', en: 'a text' },
  date: { id: 'tanggal', en: 'a date' },
  list: { id: 'daftar', en: 'a list' },
  numbers: { id: 'daftar angka', en: 'a list of numbers' },
} satisfies Record<string, Bilingual>;

export function describeType(type: ValueType): Bilingual {
  switch (type.kind) {
    case 'number': {
      const unit = describeUnit(type.unit);
      return unit ? { id: `angka dalam ${unit}`, en: `a number in ${unit}` } : words.number;
    }
    case 'truth':
    case 'text':
    case 'date':
      return words[type.kind];
    case 'list': {
      const of = describeType(type.of);
      return { id: `daftar berisi ${of.id}`, en: `a list of ${of.en}` };
    }
    case 'element':
      return {
        id: `isi daftar ${type.lists.join(' atau ')}`,
        en: `an element of ${type.lists.join(' or ')}`,
      };
  }
}
