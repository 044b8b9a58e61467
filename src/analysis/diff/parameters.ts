// Parameters of two packs -> what changed in their values by law date, their units, labels and sources.
import { isInForce } from '../../policy/pack.js';
import type { Bilingual, Pack, Parameter, ParameterRow } from '../../policy/pack.js';
import { formatDate, formatValue } from '../../explanation/values.js';
import type { Meaning } from '../../explanation/values.js';
import { inBoth } from '../../explanation/words.js';
import { describeSpan } from './phrases.js';
import type { Change, Subject } from './change.js';
import { alteration } from './alteration.js';
import { diffRows } from './rows.js';
import { inOrder } from './sides.js';
import type { Sides } from './sides.js';
import type { Series } from './timeline.js';

export function diffParameters(sides: Sides): Change[] {
  const [before, after] = [sides.before.parameters, sides.after.parameters];
  return inOrder(before.keys(), after.keys()).flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old && now) return diffParameter(sides, old, now);
    if (now) return [wholeParameter(sides, 'added', now)];
    return old ? [wholeParameter(sides, 'removed', old)] : [];
  });
}

function subjectOf({ name, label }: Parameter): Subject {
  return { kind: 'parameter', id: name, label };
}

function wholeParameter(sides: Sides, kind: 'added' | 'removed', parameter: Parameter): Change {
  const pack: Pack = kind === 'added' ? sides.after : sides.before;
  const row = parameter.rows.at(-1);
  const content = parameter.rows.map((each) => rowInWords(each, meaningOf(parameter)));
  const source = row && sides.sourceIn(pack, row.citation, row.provenance);
  return sides.change(subjectOf(parameter), { kind, content }, source);
}

function rowInWords(row: ParameterRow, meaning: Meaning): Bilingual {
  return inBoth((language) =>
    [
      formatValue(row.value, language, meaning),
      describeSpan(row, language, (date) => formatDate(date, language)),
    ]
      .filter(Boolean)
      .join(' '),
  );
}

function diffParameter(sides: Sides, old: Parameter, now: Parameter): Change[] {
  const subject = subjectOf(now);
  return [
    ...sides.reworded(subject, 'label', [old.label, now.label]),
    ...alteration(sides, subject, 'unit', [old.unit, now.unit]),
    ...diffRows(sides, {
      subject,
      meaning: { before: meaningOf(old), after: meaningOf(now) },
      cases: [{ before: seriesOf(old), after: seriesOf(now) }],
    }),
  ];
}

function meaningOf({ unit, type }: Parameter): Meaning {
  return { unit, isDate: type.kind === 'date' };
}

function seriesOf({ rows }: Parameter): Series<ParameterRow> {
  return { rows, on: (day) => rows.find((row) => isInForce(row, day)) };
}
