// Collects what the checks found and tells it.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {import('./types.mjs').Outcome} Outcome */

const NOTE = 'note: ';

export class Report {
  /** @type {Outcome[]} */
  outcomes = [];

  /**
   * @param {string} page
   * @param {string} check
   * @param {string} setting
   * @param {string[]} lines
   */
  add(page, check, setting, lines) {
    const notes = lines.filter((line) => line.startsWith(NOTE)).map((line) => line.slice(NOTE.length));
    const findings = lines.filter((line) => !line.startsWith(NOTE));
    this.outcomes.push({ page, check, setting, findings, notes });
  }

  get failed() {
    return this.outcomes.filter(({ findings }) => findings.length > 0).length;
  }

  /** Notes, then failures, page by page, then the line that counts. */
  text() {
    const passed = this.outcomes.length - this.failed;
    const notes = grouped(this.outcomes, ({ notes }) => notes);
    const failures = grouped(this.outcomes, ({ findings }) => findings);
    return [
      ...(notes.length > 0 ? ['Notes', ...notes, ''] : []),
      ...(failures.length > 0 ? ['Failures', ...failures, ''] : []),
      `${passed} passed, ${this.failed} failed`,
    ].join('\n');
  }

  /** @param {string} folder */
  async write(folder) {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'report.json'), `${JSON.stringify(this.outcomes, null, 1)}\n`);
    await writeFile(path.join(folder, 'report.txt'), `${this.text()}\n`);
  }
}

/**
 * Lines of the form "  axe: … (desk-light, phone-dark)" under the name of their page. The same finding in
 * several settings is one line.
 * @param {Outcome[]} outcomes
 * @param {(outcome: Outcome) => string[]} pick
 */
function grouped(outcomes, pick) {
  /** @type {Map<string, Map<string, string[]>>} */
  const pages = new Map();
  for (const outcome of outcomes) {
    for (const line of pick(outcome)) {
      const lines = pages.get(outcome.page) ?? new Map();
      pages.set(outcome.page, lines);
      const key = `${outcome.check}: ${line}`;
      lines.set(key, [...(lines.get(key) ?? []), outcome.setting].filter(Boolean));
    }
  }
  return [...pages].flatMap(([page, lines]) => [
    ` ${page}`,
    ...[...lines].map(([line, settings]) => `  ${line}${where(settings)}`),
  ]);
}

/** Where a finding was made, in brackets; many settings are counted. @param {string[]} settings */
function where(settings) {
  if (settings.length === 0) return '';
  return settings.length <= 3 ? ` (${settings.join(', ')})` : ` (${settings.length} settings, as ${settings[0]})`;
}
