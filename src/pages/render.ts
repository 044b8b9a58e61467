// Data -> a whole HTML page, by eta; what is put into a page is escaped.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

const eta = new Eta({ views: fileURLToPath(new URL('./templates', import.meta.url)), cache: true });
const style = readFileSync(new URL('./report.css', import.meta.url), 'utf8');

export interface Page {
  readonly language: 'id' | 'en';
  readonly title: string;
}

/** A report in one file: it needs no server and no other file. @param template its name in templates/. */
export function renderReport(template: string, page: Page, data: object): string {
  const body = eta.render(`./${template}`, { ...data, page });
  return eta.render('./report', { page, style, body });
}
