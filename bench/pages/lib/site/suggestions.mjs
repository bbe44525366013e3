// The box with suggestions on the first page: the pattern "combobox" of ARIA, section 9 of the design.
import { setting } from '../settings.mjs';
import { openWindow } from '../visit.mjs';
import { waitUntil } from '../wait.mjs';

/** @typedef {import('../types.mjs').Page} Page */
/** @typedef {import('../types.mjs').Browser} Browser */

const TYPED = 'senior back';
const FIELD = 'main input[name=q]';
const NO_FIELD = `/ has no field ${FIELD}`;
const MOST = 6;
const APPEAR = 3_000;
const SETTLED = 400;
const ANNOUNCED = 2_500;

/**
 * @param {Browser} browser
 * @param {string} base
 */
export async function checkSuggestions(browser, base) {
  const findings = await withScripts(browser, base);
  return findings.includes(NO_FIELD) ? findings : [...findings, ...(await withoutScripts(browser, base))];
}

/**
 * @param {Browser} browser
 * @param {string} base
 */
async function withScripts(browser, base) {
  const { page, watch, close } = await openWindow(browser, setting('desk', 'light', true));
  /** @type {string[]} */
  const findings = [];
  /** @param {boolean} holds @param {string} otherwise */
  const expect = (holds, otherwise) => void (holds || findings.push(otherwise));
  try {
    await page.goto(`${base}/`);
    if ((await page.locator(FIELD).count()) === 0) return [NO_FIELD];
    if (!(await openList(page)))
      return [`no list of suggestions appears for "${TYPED}" within ${APPEAR / 1000} seconds`];
    await checkOpen(page, expect);
    await checkArrows(page, expect);
    await checkEscape(page, expect);
    await checkEnter(page, expect);
    await checkTab(page, expect);
    findings.push(...watch.faults, ...watch.console.map(({ text }) => `console: ${text}`));
    const outside = watch.requests.filter((request) => new URL(request.url()).origin !== base);
    findings.push(...outside.map((request) => `asks another host: ${request.url()}`));
    return findings;
  } finally {
    await close();
  }
}

/** Types the question anew. @param {Page} page */
async function openList(page) {
  const field = page.locator(FIELD).first();
  await field.fill('');
  await field.pressSequentially(TYPED, { delay: 20 });
  const option = page.locator('[role=listbox] [role=option]').first();
  const appears = await option.waitFor({ state: 'visible', timeout: APPEAR }).then(
    () => true,
    () => false,
  );
  // The answer to the last signs that were typed may still be on its way, and would fill the list anew.
  if (appears) await page.waitForTimeout(SETTLED);
  return appears;
}

/** What the field and the list say of themselves. @param {Page} page */
const read = (page) =>
  page.evaluate((selector) => {
    const field = /** @type {HTMLInputElement} */ (document.querySelector(selector));
    const list = document.querySelector('[role=listbox]');
    const options = [...(list?.querySelectorAll('[role=option]') ?? [])];
    const active = field.getAttribute('aria-activedescendant') || '';
    return {
      value: field.value,
      role: field.getAttribute('role'),
      expanded: field.getAttribute('aria-expanded'),
      controls: field.getAttribute('aria-controls'),
      list: list?.id,
      name: list?.getAttribute('aria-label') || list?.getAttribute('aria-labelledby'),
      isOpen: list?.checkVisibility() ?? false,
      options: options.map((one) => one.textContent?.trim() ?? ''),
      active: active ? options.findIndex((one) => one.id === active) : undefined,
      selected: options.findIndex((one) => one.getAttribute('aria-selected') === 'true'),
      focused: document.activeElement === field,
      live: [...document.querySelectorAll('[aria-live=polite], [role=status]')]
        .map((one) => one.textContent ?? '')
        .join(' '),
    };
  }, FIELD);

/** @typedef {(holds: boolean, otherwise: string) => void} Expect */

/** @param {Page} page @param {Expect} expect */
async function checkOpen(page, expect) {
  const seen = await read(page);
  expect(seen.role === 'combobox', `the field has role ${seen.role}, not combobox`);
  expect(seen.expanded === 'true', `aria-expanded is ${seen.expanded} while the list is open`);
  expect(
    Boolean(seen.list) && seen.controls === seen.list,
    `aria-controls is ${seen.controls}, and the list is ${seen.list}`,
  );
  expect(Boolean(seen.name), 'the list has no name (aria-label)');
  expect(seen.options.length <= MOST, `${seen.options.length} suggestions, over ${MOST}`);
  expect(seen.options.every(Boolean), 'a suggestion has no words');
  const announced = await waitUntil(
    () => read(page),
    ({ live }) => /\d/.test(live),
    ANNOUNCED,
  );
  expect(announced !== undefined, 'the number of suggestions is not announced in a polite live region');
}

/** @param {Page} page @param {Expect} expect */
async function checkArrows(page, expect) {
  const { selected: before, options } = await read(page);
  await page.keyboard.press('ArrowDown');
  const first = await read(page);
  expect(first.active !== undefined && first.active >= 0, 'after ArrowDown aria-activedescendant names no suggestion');
  expect(
    first.active === first.selected,
    'the suggestion of aria-activedescendant is not the one with aria-selected=true',
  );
  expect(first.focused, 'after ArrowDown the focus is not in the field any more');
  if (options.length < 2) return;
  expect(first.selected !== before, 'ArrowDown does not move');
  await page.keyboard.press('ArrowDown');
  const second = await read(page);
  await page.keyboard.press('ArrowUp');
  const back = await read(page);
  expect(second.active !== first.active, 'a second ArrowDown does not move');
  expect(back.active === first.active, 'ArrowUp does not move back');
}

/** @param {Page} page @param {Expect} expect */
async function checkEscape(page, expect) {
  await page.keyboard.press('Escape');
  const { isOpen, expanded, value, focused } = await read(page);
  expect(!isOpen, 'Escape does not close the list');
  expect(expanded === 'false', `aria-expanded is ${expanded} after Escape`);
  expect(value === TYPED, `Escape changes what was typed to "${value}"`);
  expect(focused, 'after Escape the focus is not in the field any more');
}

/** @param {Page} page @param {Expect} expect */
async function checkEnter(page, expect) {
  const address = page.url();
  if (!(await openList(page))) return expect(false, 'the list does not open again after Escape');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  if (page.url() !== address) return expect(false, 'Enter on a suggestion leaves the page instead of taking it');
  const { isOpen, value, focused } = await read(page);
  expect(!isOpen, 'Enter does not close the list');
  expect(value !== TYPED && value.length > 0, `Enter does not take the suggestion: the field holds "${value}"`);
  expect(focused, 'after Enter the focus is not in the field any more');
}

/** @param {Page} page @param {Expect} expect */
async function checkTab(page, expect) {
  if (!(await openList(page))) return expect(false, 'the list does not open again after Enter');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(300);
  const { isOpen, focused } = await read(page);
  expect(!focused, 'Tab does not leave the field');
  expect(!isOpen, 'Tab does not close the list');
}

/**
 * Without JavaScript the box is a plain field.
 * @param {Browser} browser
 * @param {string} base
 */
async function withoutScripts(browser, base) {
  const { page, close } = await openWindow(browser, setting('desk', 'light', false));
  try {
    await page.goto(`${base}/`);
    const { role, expanded, isOpen } = await read(page);
    const findings = [];
    if (role === 'combobox' || expanded !== null) findings.push('without JavaScript the field says that it has a list');
    if (isOpen) findings.push('without JavaScript the list is open');
    return findings;
  } finally {
    await close();
  }
}
