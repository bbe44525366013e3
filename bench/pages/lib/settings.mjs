// The settings in which a page is looked at: width, colours, with and without JavaScript.

/** @typedef {import('./types.mjs').Setting} Setting */
/** @typedef {import('./types.mjs').PageEntry} PageEntry */

/** Sizes of windows, in CSS pixels. */
export const VIEWS = {
  desk: { width: 1280, height: 900, touch: false },
  tablet: { width: 768, height: 1024, touch: true },
  phone: { width: 360, height: 740, touch: true },
};

/**
 * @param {Setting['view']} view
 * @param {Setting['colours']} colours
 * @param {boolean} scripts
 * @returns {Setting}
 */
export function setting(view, colours, scripts) {
  return { name: `${view}-${colours}${scripts ? '' : '-noscript'}`, view, colours, scripts };
}

const FULL = /** @type {Setting['view'][]} */ (['desk', 'tablet', 'phone']).flatMap((view) =>
  /** @type {Setting['colours'][]} */ (['light', 'dark']).flatMap((colours) => [
    setting(view, colours, true),
    setting(view, colours, false),
  ]),
);

/** Two settings that differ in everything, so that each value is met once. */
const FAST = [setting('desk', 'light', true), setting('phone', 'dark', false)];

/**
 * The settings of a page. A page that is there only without JavaScript has all of them without it.
 * @param {'fast' | 'full' | 'pictures'} mode
 * @param {PageEntry} entry
 */
export function settingsOf(mode, entry) {
  const all = mode === 'fast' ? FAST : FULL;
  if (!entry.onlyWithoutScripts) return all;
  const without = all.map(({ view, colours }) => setting(view, colours, false));
  return without.filter((one, at) => without.findIndex(({ name }) => name === one.name) === at);
}

/** @param {Setting} one  Whether a picture is taken: desk and phone, light and dark, with JavaScript. */
export const isPictured = (one, /** @type {PageEntry} */ entry) =>
  one.view !== 'tablet' && (one.scripts || entry.onlyWithoutScripts === true);
