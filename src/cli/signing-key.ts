// timbang signing-key: the public keys of the log, and a new one in the place of the last.
import { byOperator } from '../audit/records/drafts.js';
import type { Language } from '../explanation/words.js';
import type { RecordingSettings } from '../recording.js';
import { withRecording } from './with-recording.js';

export interface SigningKeyOptions extends RecordingSettings {
  readonly language: Language;
}

export async function listSigningKeys(options: SigningKeyOptions): Promise<number> {
  const keys = await withRecording(options, ({ log }) => Promise.resolve(log.keys()));
  for (const { vkey } of keys) console.log(vkey);
  return 0;
}

export async function rotateSigningKey({ language, ...settings }: SigningKeyOptions): Promise<number> {
  const next = await withRecording(settings, async ({ keys, records }) => {
    const introduced = keys.rotate();
    await records.note({ kind: 'key', ...byOperator, content: { ...introduced } });
    return introduced;
  });
  console.log(next.vkey);
  console.error(said[language]);
  return 0;
}

const said = {
  id: 'Kunci baru menandatangani mulai sekarang; kunci lama memperkenalkannya dan sudah dimusnahkan.',
  en: 'The new key signs from now on; the old one introduced it and was destroyed.',
};
