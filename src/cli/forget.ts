// timbang erase and timbang expire: contents that must go, while the log goes on verifying.
import { byOperator } from '../audit/records/drafts.js';
import type { Language } from '../explanation/words.js';
import type { RecordingSettings } from '../recording.js';
import { WrongUse } from './packs.js';
import { withRecording } from './with-recording.js';

export interface EraseOptions extends RecordingSettings {
  readonly language: Language;
  readonly subject?: string;
  readonly record?: string;
  readonly reason: string;
}

export async function erase({
  subject,
  record,
  reason,
  language,
  ...settings
}: EraseOptions): Promise<number> {
  if ((subject === undefined) === (record === undefined)) {
    throw new WrongUse({
      id: 'sebutkan --subject atau --record, salah satu',
      en: 'name either --subject or --record',
    });
  }
  const of = subject === undefined ? { record: record ?? '' } : { subject };
  const count = await withRecording(settings, ({ records }) => records.erase(of, reason, byOperator));
  console.log(erased[language](count));
  return 0;
}

const erased = {
  id: (count: number) =>
    `${count} isi catatan dihapus beserta kuncinya. Cadangan kunci yang lebih lama masih dapat membukanya: buanglah.`,
  en: (count: number) =>
    `${count} contents were erased with their key. Older backups of the keys could still open them: throw those away.`,
};

export interface ExpireOptions extends RecordingSettings {
  readonly language: Language;
  /** Days. */
  readonly olderThan?: number;
  readonly retention?: number;
}

export async function expire({
  olderThan,
  retention,
  language,
  ...settings
}: ExpireOptions): Promise<number> {
  const days = olderThan ?? retention;
  if (days === undefined) {
    throw new WrongUse({
      id: 'sebutkan --older-than HARI, atau aturlah TIMBANG_RETENTION',
      en: 'name --older-than DAYS, or set TIMBANG_RETENTION',
    });
  }
  const count = await withRecording(settings, ({ records }) => records.expire(days, byOperator));
  console.log(expired[language](count, days));
  return 0;
}

const expired = {
  id: (count: number, days: number) => `${count} isi catatan yang lebih tua dari ${days} hari dihapus.`,
  en: (count: number, days: number) => `${count} contents older than ${days} days were removed.`,
};
