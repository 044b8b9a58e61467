// Which version of a regulation answers for a law date, and why each other one was passed over.
import semver from 'semver';
import { isInForce } from './pack.js';
import type { Bilingual, Pack, TransitionalProvision } from './pack.js';
import type { PackVersion } from './rule-set.js';

export interface PassedOver {
  readonly version: string;
  readonly because:
    | 'draft'
    | 'not_released_by_then'
    | 'withdrawn'
    | 'no_law_date'
    | 'date_outside_span'
    | 'lower_version'
    | 'transitional_provision'
    | 'not_kept'
    | 'another_version_named';
  readonly says: Bilingual;
  /** The transitional provision by which this version leaves the submission to an earlier one. */
  readonly provision?: Omit<TransitionalProvision, 'when'>;
}

export interface Choice<V extends PackVersion> {
  readonly chosen: V;
  /** The law date, YYYY-MM-DD. */
  readonly date: string;
  readonly passedOver: readonly PassedOver[];
}

export interface Wanted<V extends PackVersion = PackVersion> {
  /** The law date that a version's own deciding fact gives, YYYY-MM-DD; undefined where that fact is absent. */
  readonly dateFor: (pack: Pack) => string | undefined;
  /** A version by name; the only way to a draft. */
  readonly version?: string;
  /** What had been released by this day is all that counts. */
  readonly asOf?: string;
  /** The transitional provision by which a version leaves these facts to an earlier one. */
  readonly keptBy?: (version: V, date: string) => TransitionalProvision | undefined;
}

export type NoChoice =
  | { readonly kind: 'unknown_version'; readonly passedOver: readonly PassedOver[] }
  | {
      readonly kind: 'version_not_released_by_then';
      readonly pack: Pack;
      /** Absent for a draft. */
      readonly released?: string;
      readonly passedOver: readonly PassedOver[];
    }
  | {
      readonly kind: 'version_does_not_cover_date';
      readonly pack: Pack;
      readonly date: string;
      readonly passedOver: readonly PassedOver[];
    }
  | {
      readonly kind: 'no_law_on_date';
      /** The facts that gave a date outside every span. */
      readonly dates: readonly { readonly decidedBy: string; readonly date: string }[];
      readonly passedOver: readonly PassedOver[];
    }
  /** A transitional provision leaves the submission to versions of which none answers for the date. */
  | {
      readonly kind: 'no_kept_version';
      readonly pack: Pack;
      readonly provision: TransitionalProvision;
      readonly passedOver: readonly PassedOver[];
    }
  /** The version that would answer cannot tell the law date. */
  | { readonly kind: 'no_law_date'; readonly pack: Pack; readonly passedOver: readonly PassedOver[] };

/** Among the released versions whose span holds the date, the highest by semver; or the one that is named. */
export function chooseVersion<V extends PackVersion>(
  versions: readonly V[],
  wanted: Wanted<V>,
): Choice<V> | NoChoice {
  const sorted = [...versions].sort((a, b) => semver.rcompare(a.pack.version, b.pack.version));
  return wanted.version === undefined ? highest(sorted, wanted) : named(sorted, wanted, wanted.version);
}

function highest<V extends PackVersion>(sorted: readonly V[], wanted: Wanted<V>): Choice<V> | NoChoice {
  let chosen: V | undefined;
  /** The version that has left the submission to an earlier one, and why. */
  let leaving: { version: V; provision: TransitionalProvision } | undefined;
  const passedOver: PassedOver[] = [];
  for (const version of sorted) {
    const reason =
      whyNot(version, wanted) ?? (chosen && lower(chosen)) ?? (leaving && notKept(version, leaving));
    const provision = reason ? undefined : keeping(version, wanted);
    if (reason) passedOver.push({ version: version.pack.version, ...reason });
    else if (provision) {
      leaving = { version, provision };
      passedOver.push(left(version.pack, provision));
    } else chosen = version;
  }
  const date = chosen && wanted.dateFor(chosen.pack);
  if (chosen && date !== undefined) return { chosen, date, passedOver };
  if (leaving) {
    return { kind: 'no_kept_version', pack: leaving.version.pack, provision: leaving.provision, passedOver };
  }
  const undated = sorted.find((version) => becauseOf(version, passedOver) === 'no_law_date');
  if (undated) return { kind: 'no_law_date', pack: undated.pack, passedOver };
  const outside = sorted.filter((version) => becauseOf(version, passedOver) === 'date_outside_span');
  const dates = new Map(outside.map(({ pack }) => [pack.decidedBy, wanted.dateFor(pack) ?? '']));
  return {
    kind: 'no_law_on_date',
    dates: [...dates].map(([decidedBy, day]) => ({ decidedBy, date: day })),
    passedOver,
  };
}

function keeping<V extends PackVersion>(version: V, wanted: Wanted<V>): TransitionalProvision | undefined {
  const date = wanted.dateFor(version.pack);
  return date === undefined ? undefined : wanted.keptBy?.(version, date);
}

function left(pack: Pack, provision: TransitionalProvision): PassedOver {
  const { title, keeps, citation } = provision;
  const { title: document, number } = pack.documents[citation.document] ?? {};
  const source = (language: keyof Bilingual): string =>
    [number ?? document?.[language], citation.part].filter(Boolean).join(', ');
  return {
    version: pack.version,
    because: 'transitional_provision',
    says: {
      id: `ketentuan peralihan "${title.id}" (${source('id')}) mempertahankan versi ${keeps}`,
      en: `the transitional provision "${title.en}" (${source('en')}) keeps version ${keeps}`,
    },
    provision: withoutCondition(provision),
  };
}

function withoutCondition(all: TransitionalProvision): Omit<TransitionalProvision, 'when'> {
  const { provision, title, text, citation, provenance, keeps } = all;
  return { provision, title, text, citation, provenance, keeps };
}

function notKept(
  { pack: { version } }: PackVersion,
  { version: by, provision: { keeps } }: { version: PackVersion; provision: TransitionalProvision },
): Reason | undefined {
  if (semver.satisfies(version, keeps)) return undefined;
  return {
    because: 'not_kept',
    says: {
      id: `versi ${by.pack.version} mempertahankan versi ${keeps}, bukan versi ini`,
      en: `version ${by.pack.version} keeps version ${keeps}, not this one`,
    },
  };
}

function becauseOf(
  version: PackVersion,
  passedOver: readonly PassedOver[],
): PassedOver['because'] | undefined {
  return passedOver.find((each) => each.version === version.pack.version)?.because;
}

function named<V extends PackVersion>(
  sorted: readonly V[],
  wanted: Wanted<V>,
  name: string,
): Choice<V> | NoChoice {
  const chosen = sorted.find((version) => version.pack.version === name);
  const passedOver = sorted
    .filter((version) => version !== chosen)
    .map((version): PassedOver => ({
      version: version.pack.version,
      because: 'another_version_named',
      says: { id: `permintaan menyebut versi ${name}`, en: `the request names version ${name}` },
    }));
  if (!chosen) return { kind: 'unknown_version', passedOver };
  if (isUnreleased(chosen, wanted.asOf)) {
    const released = chosen.release?.date;
    return {
      kind: 'version_not_released_by_then',
      pack: chosen.pack,
      ...(released && { released }),
      passedOver,
    };
  }
  const date = wanted.dateFor(chosen.pack);
  if (date === undefined) return { kind: 'no_law_date', pack: chosen.pack, passedOver };
  if (!isInForce(chosen.pack.inForce, date)) {
    return { kind: 'version_does_not_cover_date', pack: chosen.pack, date, passedOver };
  }
  return { chosen, date, passedOver };
}

function isUnreleased({ release }: PackVersion, asOf: string | undefined): boolean {
  return asOf !== undefined && (release === undefined || release.date > asOf);
}

type Reason = Omit<PassedOver, 'version'>;

function whyNot(
  version: PackVersion,
  { dateFor, asOf }: Pick<Wanted, 'dateFor' | 'asOf'>,
): Reason | undefined {
  const { release, pack } = version;
  if (!release)
    return { because: 'draft', says: { id: 'masih rancangan, belum dirilis', en: 'a draft, not released' } };
  if (isUnreleased(version, asOf)) {
    const says = { id: `baru dirilis pada ${release.date}`, en: `released only on ${release.date}` };
    return { because: 'not_released_by_then', says };
  }
  const { withdrawn } = release;
  if (withdrawn && (asOf === undefined || withdrawn.date <= asOf)) {
    const says = {
      id: `ditarik pada ${withdrawn.date}: ${withdrawn.reason}`,
      en: `withdrawn on ${withdrawn.date}: ${withdrawn.reason}`,
    };
    return { because: 'withdrawn', says };
  }
  const date = dateFor(pack);
  if (date === undefined) {
    const says = { id: `${pack.decidedBy} tidak memuat tanggal`, en: `${pack.decidedBy} holds no date` };
    return { because: 'no_law_date', says };
  }
  if (!isInForce(pack.inForce, date)) {
    const { from, to } = pack.inForce;
    const says = {
      id: `berlaku untuk tanggal ${from} sampai ${to ?? 'seterusnya'}, tidak untuk ${date}`,
      en: `covers ${from} to ${to ?? 'open end'}, not ${date}`,
    };
    return { because: 'date_outside_span', says };
  }
  return undefined;
}

function lower(chosen: PackVersion): Reason {
  const { version } = chosen.pack;
  return {
    because: 'lower_version',
    says: { id: `versi ${version} lebih tinggi`, en: `version ${version} is higher` },
  };
}
