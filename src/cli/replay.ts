// timbang replay ID: the record's facts on the record's pack, by both evaluators; or what another version says.
import { byOperator } from '../audit/records/drafts.js';
import { replay, replayOn } from '../audit/records/replay.js';
import type { OtherVersion } from '../audit/records/replay.js';
import type { Difference } from '../audit/records/differences.js';
import type { Language } from '../explanation/words.js';
import type { RecordingSettings } from '../recording.js';
import { loadPack } from './packs.js';
import { evaluationOf, withRecording } from './with-recording.js';

export interface ReplayOptions extends RecordingSettings {
  readonly rules: string;
  readonly language: Language;
  /** Another version: regulation@version or a folder. */
  readonly on?: string;
  readonly json?: boolean;
}

/** @returns 0 identical, 1 something differs. */
export async function replayRecord(id: string, options: ReplayOptions): Promise<number> {
  const { on, json = false, language } = options;
  const other = on === undefined ? undefined : loadPack(on, options);
  return withRecording(options, async (recording) => {
    const reading = await evaluationOf(recording, id);
    await recording.records.noteReading({ what: 'replay' }, byOperator, { about: id });
    if (other) {
      const found = replayOn(reading, other);
      console.log(json ? JSON.stringify(found) : otherInWords(found, language));
      return 0;
    }
    const found = await replay(reading);
    if (json) console.log(JSON.stringify(found));
    else if (found.isIdentical) console.log(words.identical[language]);
    else
      for (const evaluator of ['compiled', 'reference'] as const)
        for (const each of found[evaluator]) console.log(`${evaluator} ${inWords(each, language)}`);
    return found.isIdentical ? 0 : 1;
  });
}

const words = {
  identical: {
    id: 'Sama persis: kedua evaluator menemukan kembali semua yang tercatat.',
    en: 'Identical: both evaluators find all that was recorded.',
  },
  recorded: { id: 'tercatat', en: 'recorded' },
  now: { id: 'sekarang', en: 'now' },
  same: { id: 'Tidak ada keluaran atau klausul yang berbeda.', en: 'No output and no clause differs.' },
  none: { id: 'Versi itu tidak menjawab untuk data ini', en: 'That version does not answer for these facts' },
};

function inWords({ at, recorded, replayed }: Difference, language: Language): string {
  return `${at}: ${words.recorded[language]} ${JSON.stringify(recorded)}, ${words.now[language]} ${JSON.stringify(replayed)}`;
}

function otherInWords(
  { version, notCompared, outputs = [], clauses = [] }: OtherVersion,
  language: Language,
): string {
  if (notCompared) return `${words.none[language]}: ${notCompared.detail[language]}`;
  const lines = [
    ...outputs.map(
      ({ output, before, after }) => `${output}: ${String(before.value)} → ${String(after.value)}`,
    ),
    ...clauses.map(
      ({ clause, at, recorded, other }) =>
        `  ${clause} ${at}: ${recorded?.verdict ?? '–'} ${String(recorded?.value ?? '')} → ${other?.verdict ?? '–'} ${String(other?.value ?? '')}`,
    ),
  ];
  return lines.length === 0 ? `${version}: ${words.same[language]}` : lines.join('\n');
}
