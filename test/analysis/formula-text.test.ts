// Formulas written out again: the text means what the formula means, and stays the same when it is read once more.
import { boundIn, textOf } from '../../src/analysis/formula-text.js';
import { termsOf } from '../../src/policy/evaluation-order.js';
import { definitions, packOf, readGoodPack, readParts } from '../packs/pack.js';

const facts = {
  a: { type: 'number' },
  b: { type: 'number' },
  c: { type: 'number' },
  p: { type: 'boolean' },
  q: { type: 'boolean' },
  kamar: { type: 'list', items: { type: 'object', fields: { luas: { type: 'number' } } } },
};

function written(formula: string): string {
  const pack = packOf(readParts({ facts, clauses: definitions({ hasil: formula }) }));
  const [clause] = pack.clauses;
  if (clause?.kind !== 'calculation') throw new Error('no calculation');
  return textOf(clause.formula.expression, boundIn(clause.scope));
}

test.each([
  { formula: 'a+b*c', text: 'a + b * c' },
  { formula: '(a + b) * c', text: '(a + b) * c' },
  { formula: 'a - (b - c)', text: 'a - (b - c)' },
  { formula: '(a - b) - c', text: 'a - b - c' },
  { formula: 'a / (b / c)', text: 'a / (b / c)' },
  { formula: '-(a + b)', text: '-(a + b)' },
  { formula: '((p)) && (q || p)', text: 'p && (q || p)' },
  { formula: '!(p && q)', text: '!(p && q)' },
  { formula: '!(a < b)', text: '!(a < b)' },
  { formula: 'p ? (q ? a : b) : q ? b : c', text: 'p ? (q ? a : b) : q ? b : c' },
  { formula: '(p ? a : b) + c', text: '(p ? a : b) + c' },
  { formula: 'a in [1,2.5]', text: 'a in [1, 2.5]' },
  { formula: 'min( a, 7 ) < clamp(b,0,1)', text: 'min(a, 7) < clamp(b, 0, 1)' },
  {
    formula: 'sum(kamar.filter(k,k.luas>2).map(k,k.luas*a))',
    text: 'sum(kamar.filter(k, k.luas > 2).map(k, k.luas * a))',
  },
])('$formula is written as $text, and so again', ({ formula, text }) => {
  expect(written(formula)).toBe(text);
  expect(written(text)).toBe(text);
});

test.each(['kantin', 'retribusi'])('every formula of %s has a text without undefined names', (name) => {
  for (const clause of readGoodPack(name).clauses) {
    for (const { expression } of termsOf(clause)) {
      expect(textOf(expression, boundIn(clause.scope))).not.toMatch(/undefined|^\.|\.\./);
    }
  }
});
