// Opens a page in one setting and writes down all that happens meanwhile.
import { VIEWS } from './settings.mjs';

/** @typedef {import('./types.mjs').Page} Page */
/** @typedef {import('./types.mjs').Browser} Browser */
/** @typedef {import('./types.mjs').PageEntry} PageEntry */
/** @typedef {import('./types.mjs').Setting} Setting */
/** @typedef {import('./types.mjs').Watch} Watch */
/** @typedef {import('./types.mjs').Visit} Visit */
/** @typedef {import('./types.mjs').Options} Options */

const LOAD_TIME = 30_000;
const ACTION_TIME = 10_000;
// A page that takes long sends itself anew; more often than this, it never becomes ready.
const RELOADS = 10;

/**
 * A new window with nothing remembered, and the watch over it.
 * @param {Browser} browser
 * @param {Setting} setting
 * @returns {Promise<{page: Page, watch: Watch, close: () => Promise<void>, runScripts: (run: boolean) => Promise<void>}>}
 */
export async function openWindow(browser, setting) {
  const { width, height, touch } = VIEWS[setting.view];
  const context = await browser.newContext({
    viewport: { width, height },
    isMobile: touch,
    hasTouch: touch,
    colorScheme: setting.colours,
    locale: 'en-US',
    // Smooth scrolling would go on while things are measured.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(ACTION_TIME);
  page.setDefaultNavigationTimeout(LOAD_TIME);
  const devtools = await context.newCDPSession(page);
  // Not `javaScriptEnabled: false`: with that, axe cannot run either. A page that has loaded while scripts
  // were off does not run them later.
  const runScripts = async (/** @type {boolean} */ run) => {
    await devtools.send('Emulation.setScriptExecutionDisabled', { value: !run });
  };
  if (!setting.scripts) await runScripts(false);
  return { page, watch: watchPage(page), close: () => context.close(), runScripts };
}

/**
 * @param {Page} page
 * @returns {Watch}
 */
function watchPage(page) {
  /** @type {Watch} */
  const watch = { console: [], faults: [], requests: [], documents: [], sent: new Map() };
  page.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') {
      watch.console.push({ type, text: message.text(), url: message.location().url });
    }
  });
  page.on('pageerror', (error) => watch.faults.push(`exception: ${error.message}`));
  page.on('crash', () => watch.faults.push('the page crashed'));
  page.on('request', (request) => watch.requests.push(request));
  page.on('response', (response) => {
    const request = response.request();
    // Read now: the browser forgets the bodies of a page that is left.
    if (/^(stylesheet|script)$/.test(request.resourceType()))
      watch.sent.set(
        request,
        response.body().catch(() => undefined),
      );
    const becomesPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    const redirects = response.status() >= 300 && response.status() < 400;
    if (becomesPage && !redirects) watch.documents.push(response);
  });
  return watch;
}

/**
 * Waits while the page sends itself anew with `<meta http-equiv="refresh">`, as slow answers do.
 * @param {Page} page
 */
export async function settle(page) {
  for (let time = 0; time < RELOADS; time += 1) {
    const loaded = page.waitForEvent('load', { timeout: LOAD_TIME }).catch(() => undefined);
    if ((await page.locator('meta[http-equiv="refresh" i]').count()) === 0) return;
    await loaded;
  }
  throw new Error(`The page still sends itself anew after ${RELOADS} times`);
}

/**
 * Opens a page, does what leads to it, hands it to `use`, and closes it.
 * Afterwards scripts of the harness may run in it, also where those of the page did not.
 * @template T
 * @param {{browser: Browser, base: string, options: Options}} where
 * @param {PageEntry} entry
 * @param {Setting} setting
 * @param {(visit: Visit) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function visit({ browser, base, options }, entry, setting, use) {
  const { page, watch, close, runScripts } = await openWindow(browser, setting);
  try {
    await page.goto(base + entry.path, { waitUntil: 'load' });
    await settle(page);
    if (entry.reach) await arrive(page, watch, () => entry.reach?.(page, setting));
    await runScripts(true);
    await page.evaluate(() => document.fonts.ready.then(() => true));
    const response = watch.documents.at(-1);
    if (!response) throw new Error('no answer became the page');
    return await use({ base, entry, setting, page, watch, response, body: await response.text(), options });
  } finally {
    await close();
  }
}

/**
 * Does something that leads to another page, and waits until that is there.
 * @param {Page} page
 * @param {Watch} watch
 * @param {() => Promise<void> | undefined} act
 */
export async function arrive(page, watch, act) {
  const before = watch.documents.length;
  const loaded = page.waitForEvent('load', { timeout: ACTION_TIME }).catch(() => undefined);
  await act();
  await loaded;
  if (watch.documents.length === before) throw new Error('what was done led to no other page');
  await settle(page);
}
