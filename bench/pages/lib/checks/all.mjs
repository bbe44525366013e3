// All checks of an open page, in the order in which they run. The last ones change the page: they resize
// the window and move the focus.
import { accessibility } from './accessibility.mjs';
import { errorSummary, skeleton } from './document.mjs';
import { keyboard } from './keyboard.mjs';
import { loads } from './loads.mjs';
import { markup } from './markup.mjs';
import { print } from './print.mjs';
import { isPrivate, keepsNothing, ownHost, policy } from './privacy.mjs';
import { weight } from './weight.mjs';
import { width } from './width.mjs';

/** @type {import('../types.mjs').Check[]} */
export const CHECKS = [
  loads,
  policy,
  ownHost,
  keepsNothing,
  isPrivate,
  skeleton,
  errorSummary,
  accessibility,
  markup,
  weight,
  print,
  width,
  keyboard,
];

/** Checks that are no matter of one open page. */
export const OTHERS = ['way', 'links', 'first-byte', 'suggestions', 'marker', 'pictures'];
