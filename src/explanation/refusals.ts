// A decision without scores -> why, where and what to do, in both languages.
import type { Decision, ReadyVersion } from '../evaluation/decide.js';
import type { Bilingual } from '../policy/pack.js';
import { inBoth } from './words.js';

type Refused = Exclude<Decision, { kind: 'evaluated' }>;

export interface RefusalExplained {
  readonly code: Exclude<Refused['kind'], 'refused'> | 'not_covered' | 'not_computable';
  readonly title: Bilingual;
  readonly detail: Bilingual;
  readonly errors: readonly {
    readonly pointer: string;
    readonly message: string;
    readonly says?: Bilingual;
  }[];
  /** What else the reader needs, by name. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Pointers are those of a request: facts are under /facts. */
export function explainRefusal(
  decision: Refused,
  regulation: string,
  versions: readonly ReadyVersion[],
): RefusalExplained {
  switch (decision.kind) {
    case 'invalid_facts': {
      const name = `${regulation}@${decision.version.pack.version}`;
      return {
        code: 'invalid_facts',
        title: { id: 'Data tidak sah', en: 'Invalid facts' },
        detail: {
          id: `Datanya tidak berbentuk seperti yang diminta ${name}.`,
          en: `The facts do not have the form that ${name} asks for.`,
        },
        errors: decision.faults.map(({ pointer, message }) => ({ pointer: `/facts${pointer}`, message })),
        extra: {},
      };
    }
    case 'refused':
      return explainRefused(decision);
    case 'unconfirmed_law':
      return {
        code: 'unconfirmed_law',
        title: { id: 'Hukum belum dikonfirmasi', en: 'Unconfirmed law' },
        detail: {
          id: 'Jawabannya akan bertumpu pada hal yang masih sementara, sedangkan permintaan menuntut hukum yang dikonfirmasi.',
          en: 'The answer would rest on what is only provisional, and the request demands confirmed law.',
        },
        errors: [],
        extra: { ...lawOf(decision), provisional: decision.provisional },
      };
    case 'unknown_version': {
      const known = versions.map((each) => each.pack.version).join(', ');
      return {
        code: 'unknown_version',
        title: { id: 'Versi tidak dikenal', en: 'Unknown version' },
        detail: {
          id: `${regulation} tidak mempunyai versi itu. Yang ada: ${known}.`,
          en: `${regulation} has no such version. There are: ${known}.`,
        },
        errors: [{ pointer: '/version', message: 'is not a version of this regulation' }],
        extra: {},
      };
    }
    case 'version_not_released_by_then': {
      const { version } = decision.pack;
      return {
        code: 'version_not_released_by_then',
        title: { id: 'Versi belum dirilis saat itu', en: 'Version not released by then' },
        detail: {
          id: `${regulation}@${version} ${decision.released ? `baru dirilis pada ${decision.released}` : 'masih rancangan'}.`,
          en: `${regulation}@${version} ${decision.released ? `was released only on ${decision.released}` : 'is a draft'}.`,
        },
        errors: [{ pointer: '/asOf', message: 'is before the release of the version that is named' }],
        extra: {},
      };
    }
    case 'version_does_not_cover_date': {
      const { pack, date } = decision;
      const { from, to } = pack.inForce;
      return {
        code: 'version_does_not_cover_date',
        title: { id: 'Versi tidak mencakup tanggal itu', en: 'Version does not cover the date' },
        detail: {
          id: `${regulation}@${pack.version} berlaku untuk ${from} sampai ${to ?? 'seterusnya'}, tidak untuk ${date}.`,
          en: `${regulation}@${pack.version} covers ${from} to ${to ?? 'open end'}, not ${date}.`,
        },
        errors: [{ pointer: factPointer(pack.decidedBy), message: 'is outside the span of the version' }],
        extra: {},
      };
    }
    case 'no_law_on_date':
      return explainNoLaw(decision, regulation);
    case 'no_kept_version':
      return explainNoKept(decision, regulation);
  }
}

function explainRefused(decision: Extract<Refused, { kind: 'refused' }>): RefusalExplained {
  const { refusal } = decision;
  const errors = refusal.reasons.map(({ clause, at, says }) => ({
    pointer: `/facts${at}`,
    message: clause === undefined ? says.en : `${clause}: ${says.en}`,
    says,
  }));
  if (refusal.code === 'not_covered') {
    const { gap } = refusal;
    return {
      code: 'not_covered',
      title: { id: 'Tidak dimuat', en: 'Not covered' },
      detail: {
        id: `${gap.title.id}: pengajuan ini memerlukan bagian hukum yang tidak dimuat, maka tidak dinilai.`,
        en: `${gap.title.en}: this submission needs a part of the law that is not encoded, so it is not scored.`,
      },
      errors,
      extra: { ...lawOf(decision), gap: gap.gap },
    };
  }
  return {
    code: 'not_computable',
    title: { id: 'Tidak dapat dihitung', en: 'Not computable' },
    detail: {
      id: 'Rumus versi ini tidak mempunyai jawaban untuk data itu, maka tidak dinilai.',
      en: 'The formulas of this version have no answer for these facts, so they are not scored.',
    },
    errors,
    extra: lawOf(decision),
  };
}

function explainNoLaw(
  decision: Extract<Refused, { kind: 'no_law_on_date' }>,
  regulation: string,
): RefusalExplained {
  const outside = decision.dates.map(({ decidedBy, date }) => ({
    pointer: factPointer(decidedBy),
    message: `${date} is outside the span of every version that had been released`,
  }));
  const isTooEarly = decision.passedOver.some((each) => each.because === 'not_released_by_then');
  const early = isTooEarly ? [{ pointer: '/asOf', message: 'is before the release of a version' }] : [];
  const reasons = inBoth((language) =>
    decision.passedOver.map((each) => `${each.version}: ${each.says[language]}`).join('; '),
  );
  return {
    code: 'no_law_on_date',
    title: { id: 'Tidak ada hukum yang berlaku', en: 'No law on that date' },
    detail: {
      id: `Tidak ada versi ${regulation} yang menjawab. ${reasons.id}.`,
      en: `No version of ${regulation} answers. ${reasons.en}.`,
    },
    errors: [...outside, ...early],
    extra: { passedOver: decision.passedOver },
  };
}

function explainNoKept(
  { pack, provision, passedOver }: Extract<Refused, { kind: 'no_kept_version' }>,
  regulation: string,
): RefusalExplained {
  const { title, keeps } = provision;
  const reasons = inBoth((language) =>
    passedOver.map((each) => `${each.version}: ${each.says[language]}`).join('; '),
  );
  return {
    code: 'no_kept_version',
    title: { id: 'Versi yang dipertahankan tidak ada', en: 'The version that is kept is not there' },
    detail: {
      id: `Ketentuan peralihan "${title.id}" menunjuk ${regulation} versi ${keeps}, tetapi tidak ada yang menjawab. ${reasons.id}.`,
      en: `The transitional provision "${title.en}" keeps ${regulation} version ${keeps}, but none of them answers. ${reasons.en}.`,
    },
    errors: [{ pointer: factPointer(pack.decidedBy), message: `no version ${keeps} answers for this date` }],
    extra: { passedOver },
  };
}

function factPointer(path: string): string {
  return `/facts/${path.replaceAll('.', '/')}`;
}

function lawOf(decision: Extract<Refused, { law: unknown }>): object & Record<string, unknown> {
  const { pack } = decision.law.version;
  return { regulation: pack.regulation, version: pack.version, digest: pack.digest };
}
