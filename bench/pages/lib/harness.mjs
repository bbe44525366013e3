// Puts the checks together: which run on which page in which setting.
import { CHECKS } from './checks/all.mjs';
import { goWay } from './checks/way.mjs';
import { printPage, takePicture } from './pictures.mjs';
import { orWhy, runAll } from './pool.mjs';
import { isPictured, setting, settingsOf } from './settings.mjs';
import { measureFirstByte } from './site/first_byte.mjs';
import { checkLinks } from './site/links.mjs';
import { checkMarker } from './site/marker.mjs';
import { checkSuggestions } from './site/suggestions.mjs';
import { openWindow, visit } from './visit.mjs';

/** @typedef {import('./types.mjs').PageEntry} PageEntry */
/** @typedef {import('./types.mjs').Setting} Setting */
/** @typedef {import('./types.mjs').Options} Options */
/** @typedef {import('./types.mjs').Browser} Browser */
/** @typedef {import('./report.mjs').Report} Report */
/** @typedef {{browser: Browser, base: string, options: Options, report: Report}} Place */

/** @param {Options} options @param {string} check */
const isWanted = ({ checks, skip }, check) => !skip.includes(check) && (checks.length === 0 || checks.includes(check));

/**
 * Runs all that the options ask for.
 * @param {Place} place
 * @param {PageEntry[]} entries
 */
export async function runHarness(place, entries) {
  const { options } = place;
  // Times first, while nothing else runs.
  if (options.mode !== 'pictures' && isWanted(options, 'first-byte')) await timeFirstBytes(place, entries);
  const jobs = [
    ...(options.mode === 'pictures' ? [] : siteJobs(place, entries)),
    ...entries.flatMap((entry) => pageJobs(place, entry)),
  ];
  await runAll(jobs, options.workers);
}

/** @param {Place} place @param {PageEntry[]} entries */
async function timeFirstBytes({ base, options, report }, entries) {
  for (const entry of entries.filter(({ reach }) => !reach)) {
    const lines = await orWhy(async () => {
      const { median, times, limit, isOver } = await measureFirstByte(base, entry);
      const told = `${median.toFixed(1)} ms until the first byte (median of ${times}), limit ${limit}`;
      // CI machines are shared: only the full run takes times for a failure.
      return [isOver && options.mode === 'full' ? told : `note: ${isOver ? 'OVER, ' : ''}${told}`];
    });
    report.add(entry.name, 'first-byte', '', lines);
  }
}

/** What is checked once for the whole site. @param {Place} place @param {PageEntry[]} entries */
function siteJobs({ browser, base, options, report }, entries) {
  const starts = entries.filter((entry) => !entry.reach && (entry.status ?? 200) === 200).map(({ path }) => path);
  /** @type {[string, () => Promise<string[]>][]} */
  const checks = [
    [
      'links',
      async () => {
        const { findings, notes } = await checkLinks(base, [...new Set(['/', ...starts])], options.mode);
        return [...findings, ...notes.map((note) => `note: ${note}`)];
      },
    ],
    ['suggestions', () => checkSuggestions(browser, base)],
    ['marker', () => checkMarker(browser, base)],
  ];
  return checks
    .filter(([name]) => isWanted(options, name))
    .map(
      ([name, check]) =>
        async () =>
          report.add('(site)', name, '', await orWhy(check)),
    );
}

/** @param {Place} place @param {PageEntry} entry */
function pageJobs(place, entry) {
  const settings = settingsOf(place.options.mode, entry).filter(
    (one) => place.options.mode !== 'pictures' || isPictured(one, entry),
  );
  return [
    ...settings.map((one) => () => lookAt(place, entry, one)),
    ...waySettings(place.options, entry).map((one) => () => walk(place, entry, one)),
  ];
}

/** Opens the page in one setting and runs its checks. @param {Place} place @param {PageEntry} entry @param {Setting} setting */
async function lookAt(place, entry, setting) {
  const { options, report } = place;
  const opened = await orWhy(() =>
    visit(place, entry, setting, async (seen) => {
      if (options.mode !== 'fast' && isWanted(options, 'pictures')) await pictures(seen, report);
      if (options.mode === 'pictures') return [];
      const checks = CHECKS.filter(
        ({ name, when }) => isWanted(options, name) && (when?.(entry, setting, options) ?? true),
      );
      for (const check of checks) {
        report.add(entry.name, check.name, setting.name, await orWhy(() => check.run(seen)));
      }
      return [];
    }),
  );
  if (opened.length > 0) report.add(entry.name, 'opens', setting.name, opened);
}

/** @param {import('./types.mjs').Visit} seen @param {Report} report */
async function pictures(seen, report) {
  const { entry, setting } = seen;
  if (isPictured(setting, entry)) {
    const lines = await orWhy(async () => (await takePicture(seen), []));
    report.add(entry.name, 'pictures', setting.name, lines);
  }
  if (entry.print && setting.name === 'desk-light') {
    report.add(entry.name, 'printed', setting.name, await orWhy(() => printPage(seen)));
  }
}

/** The main way is gone with and without JavaScript. @param {Options} options @param {PageEntry} entry */
function waySettings(options, entry) {
  if (!entry.way || options.mode === 'pictures' || !isWanted(options, 'way')) return [];
  const on = setting('desk', 'light', true);
  const off = setting('phone', 'light', false);
  return entry.onlyWithoutScripts ? [off] : [on, off];
}

/** @param {Place} place @param {PageEntry} entry @param {Setting} setting */
async function walk({ browser, base, report }, entry, setting) {
  const lines = await orWhy(async () => {
    const window = await openWindow(browser, setting);
    try {
      return await goWay(window, base, entry, setting);
    } finally {
      await window.close();
    }
  });
  report.add(entry.name, 'way', setting.name, lines);
}
