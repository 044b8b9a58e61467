// The fixed words of explanations in both languages.
import type { OperatorName } from '../policy/operators.js';
import type { Bilingual, RoundingMode } from '../policy/pack.js';
import type { Verdict } from '../evaluation/kleene.js';

export type Language = 'id' | 'en';

/** The same text made in both languages. */
export function inBoth(make: (language: Language) => string): Bilingual {
  return { id: make('id'), en: make('en') };
}

export const verdictWords: Readonly<Record<Verdict, Bilingual>> = {
  met: { id: 'terpenuhi', en: 'met' },
  not_met: { id: 'tidak terpenuhi', en: 'not met' },
  undetermined: { id: 'belum dapat ditentukan', en: 'undetermined' },
  not_applicable: { id: 'tidak berlaku', en: 'not applicable' },
  calculated: { id: 'dihitung', en: 'calculated' },
};

/** What the operator asks of the left side; {value} stands for the right side. */
export const operatorWords: Readonly<Record<OperatorName, Bilingual>> = {
  is: { id: 'harus {value}', en: 'must be {value}' },
  isNot: { id: 'tidak boleh {value}', en: 'must not be {value}' },
  in: { id: 'harus salah satu dari {value}', en: 'must be one of {value}' },
  notIn: { id: 'tidak boleh salah satu dari {value}', en: 'must be none of {value}' },
  atLeast: { id: 'paling sedikit {value}', en: 'must be at least {value}' },
  lessThan: { id: 'harus kurang dari {value}', en: 'must be less than {value}' },
  atMost: { id: 'paling banyak {value}', en: 'must be at most {value}' },
  moreThan: { id: 'harus lebih dari {value}', en: 'must be more than {value}' },
  onOrAfter: { id: 'paling awal {value}', en: 'must be on or after {value}' },
  before: { id: 'harus sebelum {value}', en: 'must be before {value}' },
  onOrBefore: { id: 'paling lambat {value}', en: 'must be on or before {value}' },
  after: { id: 'harus setelah {value}', en: 'must be after {value}' },
  contains: { id: 'harus memuat {value}', en: 'must contain {value}' },
  doesNotContain: { id: 'tidak boleh memuat {value}', en: 'must not contain {value}' },
  isEmpty: { id: 'harus kosong', en: 'must be empty' },
  isNotEmpty: { id: 'tidak boleh kosong', en: 'must not be empty' },
  countIs: { id: 'banyaknya harus {value}', en: 'must have {value} element(s)' },
  countIsNot: { id: 'banyaknya tidak boleh {value}', en: 'must not have {value} element(s)' },
  countAtLeast: { id: 'banyaknya paling sedikit {value}', en: 'must have at least {value} element(s)' },
  countLessThan: { id: 'banyaknya harus kurang dari {value}', en: 'must have fewer than {value} element(s)' },
  countAtMost: { id: 'banyaknya paling banyak {value}', en: 'must have at most {value} element(s)' },
  countMoreThan: { id: 'banyaknya harus lebih dari {value}', en: 'must have more than {value} element(s)' },
};

export const roundingWords: Readonly<Record<RoundingMode, Bilingual>> = {
  half_away_from_zero: { id: 'setengah menjauhi nol', en: 'half away from zero' },
  half_even: { id: 'setengah ke angka genap', en: 'half to even' },
  up: { id: 'ke atas', en: 'up' },
  down: { id: 'ke bawah', en: 'down' },
  toward_zero: { id: 'menuju nol', en: 'toward zero' },
  away_from_zero: { id: 'menjauhi nol', en: 'away from zero' },
};

export const provenanceWords = {
  law: { id: 'naskah peraturan', en: 'the regulation itself' },
  secondary: { id: 'sumber sekunder', en: 'a secondary source' },
  parent_regulation: { id: 'peraturan induk', en: 'a parent regulation' },
  assumption: { id: 'anggapan', en: 'an assumption' },
  confirmed: { id: 'sudah dikonfirmasi', en: 'confirmed' },
  reported: { id: 'dilaporkan, belum dikonfirmasi', en: 'reported, not confirmed' },
  provisional: { id: 'sementara', en: 'provisional' },
} satisfies Record<string, Bilingual>;

export const months: Readonly<Record<Language, readonly string[]>> = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

export const words = {
  yes: { id: 'ya', en: 'yes' },
  no: { id: 'tidak', en: 'no' },
  notGiven: { id: 'tidak diisi', en: 'not given' },
  noElements: { id: 'kosong', en: 'empty' },
  noValue: { id: 'tidak ada nilai', en: 'no value' },
  whole: { id: 'Seluruh pengajuan', en: 'The whole submission' },
  scores: { id: 'Nilai', en: 'Scores' },
  missing: { id: 'Belum diisi', en: 'Not given' },
  complete: { id: 'Semua data yang diperlukan tersedia.', en: 'Nothing that is needed is missing.' },
  provisional: { id: 'Bersifat sementara, menunggu konfirmasi', en: 'Provisional, to be confirmed' },
  potential: { id: 'bila yang belum jelas terpenuhi', en: 'if what is undetermined were met' },
  applies: { id: 'Berlaku bila', en: 'Applies when' },
  all: { id: 'semuanya', en: 'all of' },
  any: { id: 'salah satu', en: 'any of' },
  formula: { id: 'Rumus', en: 'Formula' },
  worked: { id: 'Dengan angkanya', en: 'With its numbers' },
  source: { id: 'Sumber', en: 'Source' },
  law: { id: 'Hukum yang berlaku pada', en: 'The law as of' },
  passedOver: { id: 'Versi lain', en: 'Other versions' },
  ifMet: { id: 'Bila yang belum jelas terpenuhi', en: 'If what is undetermined were met' },
  status: {
    draft: { id: 'Rancangan: versi ini belum dirilis.', en: 'A draft: this version is not released.' },
    withdrawn: { id: 'Versi ini sudah ditarik', en: 'This version is withdrawn' },
  },
  rounded: { id: 'dibulatkan', en: 'rounded' },
  from: { id: 'dari', en: 'from' },
  decimals: { id: 'desimal', en: 'decimals' },
} satisfies Record<string, Bilingual | Record<string, Bilingual>>;
