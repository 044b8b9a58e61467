// What every command is given: the settings of the environment, and over them its own options.
import { Option } from 'commander';
import type { Language } from '../explanation/words.js';
import type { Settings } from '../settings.js';

/** Options with the environment's settings; a language on the command line wins. */
export type Settled = <O extends { language?: Language }>(options: O) => O & Settings;

export function languageOption(): Option {
  return new Option('--language <id>', 'of what is said; TIMBANG_LANGUAGE when left out').choices([
    'id',
    'en',
  ]);
}

/** "lawDateFrom" -> "law-date-from" */
export function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
