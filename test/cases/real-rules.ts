// The rules folder as it is served.
import { Catalog } from '../../src/evaluation/catalog.js';
import { formatFault } from '../../src/policy/fault.js';
import { readRuleSet } from '../../src/policy/rule-set.js';

export function realCatalog(): Catalog {
  const rules = readRuleSet('rules', 'rules');
  if (rules.faults.length > 0)
    throw new Error(rules.faults.map((fault) => formatFault(fault, 'en')).join('\n'));
  return new Catalog(rules);
}
