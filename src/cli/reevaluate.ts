// timbang reevaluate: evaluations that rest on something provisional, evaluated with the law of today.
import { byOperator } from '../audit/records/drafts.js';
import { evaluateAgain, recordAgain } from '../audit/records/reevaluate.js';
import type { Again } from '../audit/records/reevaluate.js';
import { Catalog } from '../evaluation/catalog.js';
import { explainRefusal } from '../explanation/refusals.js';
import type { Language } from '../explanation/words.js';
import { FaultyRules } from '../policy/fault.js';
import { readRuleSet } from '../policy/rule-set.js';
import type { RecordingSettings } from '../recording.js';
import { WrongUse } from './packs.js';
import { startProgress } from './progress.js';
import { withRecording } from './with-recording.js';

export interface ReevaluateOptions extends RecordingSettings {
  readonly rules: string;
  readonly language: Language;
  readonly regulation?: string;
  /** Record the new answers; otherwise they are only shown. */
  readonly record?: boolean;
  readonly reason?: string;
}

/** @param provisional as lists name it: parameter:NAME, table:NAME, clause:ID or transitional:NAME. */
export async function reevaluate(provisional: string, options: ReevaluateOptions): Promise<number> {
  const { rules, language, regulation, record = false, reason } = options;
  if (!/^(parameter|table|clause|transitional):./.test(provisional))
    throw new WrongUse(wrongName(provisional));
  if (record && reason === undefined)
    throw new WrongUse({ id: '--record memerlukan --reason', en: '--record needs --reason' });
  const set = readRuleSet(rules, rules);
  if (set.faults.length > 0) throw new FaultyRules(set.faults, language);
  const catalog = new Catalog(set);
  const progress = startProgress({ id: 'evaluasi', en: 'evaluations' }, language);
  const counts = { all: 0, recorded: 0, unanswered: 0, stillProvisional: 0 };
  await withRecording(options, async ({ records }) => {
    await records.noteReading({ what: 'reevaluate', provisional }, byOperator);
    const filter = regulation === undefined ? {} : { regulation };
    for await (const again of evaluateAgain(
      records,
      { provisional, filter },
      (of) => catalog.versions(of) ?? [],
    )) {
      const { reading, decision } = again;
      counts.all += 1;
      counts.stillProvisional += Number(again.isStillProvisional);
      counts.unanswered += Number(decision.kind !== 'evaluated');
      console.log(inWords(again, catalog, language));
      progress.update(counts.all, undefined);
      if (!record || decision.kind !== 'evaluated' || again.isStillProvisional) continue;
      await recordAgain(records, { reading, decision }, reason ?? '', byOperator);
      counts.recorded += 1;
    }
  });
  progress.stop();
  console.log(summary[language](counts));
  return counts.unanswered > 0 ? 1 : 0;
}

function inWords(
  { reading, decision, scores, isStillProvisional }: Again,
  catalog: Catalog,
  language: Language,
): string {
  const { id, regulation = '' } = reading.kept.head;
  const { subject } = reading.content.request;
  const changes = scores
    .filter(({ recorded, now }) => recorded !== now)
    .map(({ output, recorded, now }) => `${output} ${String(recorded)} → ${String(now)}`);
  const what =
    decision.kind === 'evaluated'
      ? changes.join(', ') || words.same[language]
      : explainRefusal(decision, regulation, catalog.versions(regulation) ?? []).detail[language];
  return `${id} ${subject ?? '–'}: ${what}${isStillProvisional ? ` (${words.still[language]})` : ''}`;
}

const words = {
  same: { id: 'nilai tetap', en: 'same scores' },
  still: { id: 'masih bertumpu padanya', en: 'still rests on it' },
};

function wrongName(provisional: string): { id: string; en: string } {
  const forms = 'parameter:NAME, table:NAME, clause:ID, transitional:NAME';
  return {
    id: `"${provisional}" bukan salah satu dari ${forms}`,
    en: `"${provisional}" is not one of ${forms}`,
  };
}

type Counts = Readonly<Record<'all' | 'recorded' | 'unanswered' | 'stillProvisional', number>>;

const summary = {
  id: ({ all, recorded, unanswered, stillProvisional }: Counts) =>
    `${all} evaluasi; ${stillProvisional} masih bertumpu padanya, ${unanswered} tidak terjawab, ${recorded} dicatat menggantikan yang lama.`,
  en: ({ all, recorded, unanswered, stillProvisional }: Counts) =>
    `${all} evaluations; ${stillProvisional} still rest on it, ${unanswered} have no answer, ${recorded} were recorded in place of the old ones.`,
};
