// Arguments that no longer hold -> a line each, at its place in the cases.
import type { Place } from '../../policy/fault.js';
import type { Bilingual } from '../../policy/pack.js';
import type { Language } from '../../explanation/words.js';
import { at } from './place.js';

export interface Idle {
  readonly name: string;
  readonly place: Place;
  /** There is such a thing, but the argument is not needed. */
  readonly isKnown: boolean;
}

const unknown: Bilingual = {
  id: 'alasan ini tidak menunjuk apa pun; salin namanya dari keluaran perintah ini',
  en: 'this argument is about nothing; copy the name from what this command prints',
};

export function idleLines(idle: readonly Idle[], needless: Bilingual, language: Language): string[] {
  return idle.map(
    ({ name, place, isKnown }) => `${at(place)} ${name}: ${(isKnown ? needless : unknown)[language]}`,
  );
}
