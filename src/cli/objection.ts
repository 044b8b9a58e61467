// timbang objection ID: one evaluation as an HTML file that can be read, printed and checked without the service.
import { byOperator } from '../audit/records/drafts.js';
import { objectionProof } from '../audit/exports/objection-pack.js';
import type { Standing } from '../audit/store.js';
import type { Language } from '../explanation/words.js';
import { objectionPage } from '../pages/objection-page.js';
import type { RecordingSettings } from '../recording.js';
import { WholeFile } from './impact/whole-file.js';
import { WrongUse } from './packs.js';
import { evaluationOf, withRecording } from './with-recording.js';

export interface ObjectionOptions extends RecordingSettings {
  readonly language: Language;
  readonly out?: string;
}

export async function writeObjection(id: string, options: ObjectionOptions): Promise<number> {
  return withRecording(options, async (recording) => {
    const { records, log } = recording;
    const reading = await evaluationOf(recording, id);
    const proof = await log.proofOf(reading.kept);
    if (!proof) {
      throw new WrongUse({
        id: `evaluasi ${id} belum mempunyai tempat dalam log; cobalah sesaat lagi`,
        en: `evaluation ${id} has no place in the log yet; try again in a moment`,
      });
    }
    await records.noteReading({ what: 'objection_pack' }, byOperator, { about: id });
    const standing = (await records.store.standingOf(id)) as Standing;
    const file = new WholeFile(options.out);
    file.write(objectionPage({ reading, standing, proof: objectionProof(reading, proof) }, options.language));
    await file.finish();
    return 0;
  });
}
