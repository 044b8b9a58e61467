// An evaluation's record -> all that somebody needs to check it and to evaluate it again without the service.
import type { InclusionProof } from '../log/log.js';
import type { EvaluationReading } from '../records/records.js';

export interface ObjectionProof {
  /** Receipt, inclusion and signed checkpoint, as GET /v1/evaluations/{id}/proof answers. */
  readonly proof: InclusionProof;
  /** Its canonical JSON (RFC 8785) has the SHA-256 that the proof's head names. */
  readonly content: unknown;
  /** The pack's digest. */
  readonly digest: string;
  /** The pack's files by path, in base64: saved in a folder, they are a pack for `timbang evaluate --pack`. */
  readonly files: Readonly<Record<string, string>>;
}

export function objectionProof(
  { kept, content, ready: { pack } }: EvaluationReading,
  proof: InclusionProof,
): ObjectionProof {
  const files = [...pack.files].map(([path, bytes]) => [path, bytes.toString('base64')]);
  return {
    proof,
    content: kept.content === undefined ? content : (JSON.parse(kept.content) as unknown),
    digest: pack.digest,
    files: Object.fromEntries(files) as Record<string, string>,
  };
}

/** JSON that nothing in it can end: for a script element, whose text is not escaped as HTML is. */
export function asScript(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
