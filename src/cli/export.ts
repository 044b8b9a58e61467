// timbang export: the records that the filters take, in a file that is whole or not there.
import { byOperator } from '../audit/records/drafts.js';
import { exportPieces, outputsOf } from '../audit/exports/exports.js';
import type { ExportWanted } from '../audit/exports/exports.js';
import { checkMasks, masksIn, WrongMask } from '../audit/exports/masks.js';
import type { Filter } from '../audit/store.js';
import type { Language } from '../explanation/words.js';
import { filterForms, filterOf } from '../http/filters.js';
import type { Form } from '../http/query.js';
import { FaultyRules } from '../policy/fault.js';
import type { Pack } from '../policy/pack.js';
import { readRuleSet } from '../policy/rule-set.js';
import type { RecordingSettings } from '../recording.js';
import { WholeFile } from './impact/whole-file.js';
import { kebab } from './options.js';
import { WrongUse } from './packs.js';
import { startProgress } from './progress.js';
import { withRecording } from './with-recording.js';

type FilterName = keyof typeof filterForms;

export interface ExportOptions extends RecordingSettings, Partial<Record<FilterName, string>> {
  readonly format: ExportWanted['format'];
  readonly rules: string;
  readonly language: Language;
  /** The setting. */
  readonly mask: string;
  /** What the command line says instead. */
  readonly masked?: string | undefined;
  readonly out?: string;
}

export async function exportRecords(options: ExportOptions): Promise<number> {
  const { format, language, out } = options;
  const filter = filterIn(options);
  const packs = packsOf(options);
  const masks = masksOf(options, packs);
  return withRecording(options, async ({ records, log }) => {
    const checkpoint = await log.checkpoint();
    if (!checkpoint)
      throw new WrongUse({ id: 'belum ada yang dicatat', en: 'nothing has been recorded yet' });
    const what = { what: 'export', format, filter, masks };
    await records.noteReading(what, byOperator, { subject: filter?.subject });
    const progress = startProgress({ id: 'catatan', en: 'records' }, language);
    const onEntry = (count: number, place: number): void =>
      progress.update(count, (place + 1) / checkpoint.size);
    const outputs = outputsOf(packs, filter ?? {});
    const file = new WholeFile(out);
    try {
      const wanted = { format, filter, masks, outputs, checkpoint, onEntry };
      for await (const piece of exportPieces({ records, log }, wanted)) file.write(piece);
      progress.stop();
      await file.finish();
      return 0;
    } catch (error) {
      progress.stop();
      file.remove();
      throw error;
    }
  });
}

/** Null where nothing is asked for in particular: then it is the whole log. */
function filterIn(options: ExportOptions): Filter | null {
  const given: Partial<Record<FilterName, string>> = {};
  for (const [name, form] of Object.entries<Form>(filterForms) as [FilterName, Form][]) {
    const value = options[name];
    if (value === undefined) continue;
    if ('takes' in form ? !form.takes(value) : !form.includes(value)) {
      const what = 'takes' in form ? form.what : form.join(', ');
      throw new WrongUse({
        id: `--${kebab(name)}: "${value}" tidak dapat dipakai; tulislah ${what}`,
        en: `--${kebab(name)}: "${value}" is not ${what}`,
      });
    }
    given[name] = value;
  }
  return Object.keys(given).length === 0 ? null : filterOf(given);
}

function packsOf({ rules, language }: ExportOptions): Pack[] {
  const { versions, faults } = readRuleSet(rules, rules);
  if (faults.length > 0) throw new FaultyRules(faults, language);
  return versions.map(({ pack }) => pack);
}

function masksOf({ mask, masked = mask }: ExportOptions, packs: readonly Pack[]): string[] {
  const masks = masksIn(masked);
  try {
    checkMasks(masks, packs);
  } catch (error) {
    if (!(error instanceof WrongMask)) throw error;
    const name = masked === mask ? 'TIMBANG_MASK' : '--mask';
    throw new WrongUse({ id: `${name}: ${error.says.id}`, en: `${name}: ${error.says.en}` });
  }
  return masks;
}
