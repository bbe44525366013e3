// Each check finds what it is for: the small site is broken in one way, and the check has to say so.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CHECKS } from '../lib/checks/all.mjs';
import { goWay } from '../lib/checks/way.mjs';
import { startChromium } from '../lib/chromium.mjs';
import { orWhy } from '../lib/pool.mjs';
import { setting } from '../lib/settings.mjs';
import { openWindow, visit } from '../lib/visit.mjs';
import entries from './entries.mjs';
import { startSite } from './site/server.mjs';

/** @typedef {import('./site/server.mjs').Broken} Broken */
/** @typedef {{check: string, what: string, finds: RegExp, broken: Broken, page?: string, on?: import('../lib/types.mjs').Setting}} Case */

const DESK = setting('desk', 'light', true);
const DARK = setting('desk', 'dark', true);
const PHONE = setting('phone', 'light', true);
const PLAIN = setting('phone', 'dark', false);

/** @param {string | RegExp} from @param {string} to */
const html = (from, to) => ({ html: (/** @type {string} */ text) => text.replace(from, to) });
/** @param {string | RegExp} from @param {string} to */
const css = (from, to) => ({ css: (/** @type {string} */ text) => text.replace(from, to) });
/** @param {string} more */
const addCss = (more) => ({ css: (/** @type {string} */ text) => `${text}\n${more}` });
/** @param {string} more */
const addJs = (more) => ({ js: (/** @type {string} */ text) => `${text}\n${more}` });
/** @param {string} more  Ahead of the end of main. */
const addMain = (more) => html('</main>', `${more}</main>`);
/** @param {Record<string, string | undefined>} all */
const headers = (all) => ({ headers: all });
const noise = (/** @type {number} */ bytes) =>
  Array.from({ length: bytes / 8 }, () => Math.random().toString(36).slice(2, 10)).join('');

/** @type {Case[]} */
const CASES = [
  { check: 'loads', what: 'a wrong status', finds: /status 500, not 200/, broken: { status: () => 500 } },
  {
    check: 'loads',
    what: 'an error page with status 200',
    page: 'unknown-word',
    finds: /status 200, not 422/,
    broken: { status: () => 200 },
  },
  {
    check: 'loads',
    what: 'another content type',
    finds: /content type text\/html, not/,
    broken: headers({ 'content-type': 'text/html' }),
  },
  { check: 'loads', what: 'an exception', finds: /exception: broken/, broken: addJs('throw new Error("broken")') },
  {
    check: 'loads',
    what: 'an error in the console',
    finds: /console, error: broken/,
    broken: addJs('console.error("broken")'),
  },
  {
    check: 'loads',
    what: 'a file that is missing',
    finds: /missing\.png has status 404/,
    broken: addMain('<img src="/missing.png" alt="">'),
  },
  {
    check: 'policy',
    what: 'no policy',
    finds: /has no default-src/,
    broken: headers({ 'content-security-policy': undefined }),
  },
  {
    check: 'policy',
    what: 'a policy that allows inline styles',
    finds: /allows 'unsafe-inline'/,
    broken: headers({ 'content-security-policy': "default-src 'self'; style-src 'unsafe-inline'" }),
  },
  {
    check: 'policy',
    what: 'an inline style',
    finds: /inline style violates/,
    broken: html('<h1>', '<h1 style="color: red">'),
  },
  {
    check: 'policy',
    what: 'an inline style without JavaScript',
    on: PLAIN,
    finds: /inline style violates/,
    broken: html('<h1>', '<h1 style="color: red">'),
  },
  { check: 'policy', what: 'an inline script', finds: /inline script violates/, broken: addMain('<script>1</script>') },
  {
    check: 'own-host',
    what: 'a font of another host',
    finds: /asks another host: https:\/\/fonts\.example/,
    broken: addCss('@font-face { font-family: x; src: url(https://fonts.example/x.woff2) } body { font-family: x }'),
  },
  {
    check: 'keeps-nothing',
    what: 'a cookie',
    finds: /sets the cookie id/,
    broken: headers({ 'set-cookie': 'id=1; Path=/' }),
  },
  {
    check: 'keeps-nothing',
    what: 'something stored',
    finds: /keeps sum in the browser/,
    broken: addJs('localStorage.setItem("sum", "1")'),
  },
  {
    check: 'private',
    what: 'a private form that is sent by GET',
    page: 'pay-mine',
    on: PLAIN,
    finds: /reached by GET, not by POST[^]*the sum stands in an address/,
    broken: html('method="post"', 'method="get"'),
  },
  {
    check: 'private',
    what: 'a private page that may be stored',
    page: 'offer-result',
    finds: /Cache-Control is private/,
    broken: headers({ 'cache-control': 'private' }),
  },
  {
    check: 'private',
    what: 'a sum in the address of a picture',
    page: 'offer-result',
    finds: /the sum stands in an address: .*187%2C312/,
    broken: addMain('<img src="/icon.svg?mine=187%2C312" alt="">'),
  },
  { check: 'skeleton', what: 'two h1', finds: /2 visible h1/, broken: addMain('<h1>Another</h1>') },
  { check: 'skeleton', what: 'no language', finds: /html has no lang/, broken: html(' lang="en"', '') },
  {
    check: 'skeleton',
    what: 'an empty title',
    finds: /titles, and the first is ""/,
    broken: html(/<title>.*<\/title>/, '<title></title>'),
  },
  {
    check: 'skeleton',
    what: 'an id that stands twice',
    finds: /the id "q" stands more than once/,
    broken: addMain('<p id="q">x</p>'),
  },
  {
    check: 'skeleton',
    what: 'an id that a script doubles',
    finds: /the id "q" stands more than once/,
    broken: addJs('document.querySelector("main").append(Object.assign(document.createElement("p"), { id: "q" }))'),
  },
  { check: 'skeleton', what: 'no main', finds: /0 visible main/, broken: html(/<(\/?)main/g, '<$1div') },
  {
    check: 'skeleton',
    what: 'an error page whose title does not say so',
    page: 'unknown-word',
    finds: /does not begin with "Error:"/,
    broken: html('<title>Error: ', '<title>'),
  },
  {
    check: 'error-summary',
    what: 'no alert',
    page: 'unknown-word',
    finds: /no visible error summary/,
    broken: html('role="alert"', 'role="note"'),
  },
  {
    check: 'error-summary',
    what: 'a focus that stays where it is',
    page: 'unknown-word',
    finds: /focus is not moved/,
    broken: { js: (text) => text.replace(/document\.querySelector\('\[role=alert\]'\).*/, '') },
  },
  {
    check: 'error-summary',
    what: 'a summary without a way out',
    page: 'unknown-word',
    finds: /offers no link/,
    broken: html(/<ul>\n?<li>.*?<\/li><\/ul>(?=<\/div>)/, ''),
  },
  {
    check: 'error-summary',
    what: 'a field that does not say that it is wrong',
    page: 'unknown-word',
    finds: /aria-invalid/,
    broken: html(' aria-invalid="true"', ''),
  },
  { check: 'axe', what: 'pale text', finds: /serious color-contrast/, broken: css('--ink: #12201f', '--ink: #aaaaaa') },
  {
    check: 'axe',
    what: 'pale text in the dark only',
    on: DARK,
    finds: /serious color-contrast/,
    broken: css('--ink: #e9f0ef', '--ink: #444444'),
  },
  {
    check: 'axe',
    what: 'pale text in the dark without JavaScript',
    on: PLAIN,
    finds: /serious color-contrast/,
    broken: css('--ink: #e9f0ef', '--ink: #444444'),
  },
  {
    check: 'axe',
    what: 'a field without a label',
    finds: /critical label/,
    broken: html('<label for="q">Describe the work</label>', ''),
  },
  {
    check: 'axe',
    what: 'a picture without words',
    finds: /critical image-alt/,
    broken: addMain('<img src="/icon.svg">'),
  },
  {
    check: 'axe',
    what: 'targets that are too small',
    on: PHONE,
    finds: /serious target-size/,
    broken: addCss(
      'nav ul { display: block; line-height: 1 } nav li { height: 8px } nav a { min-height: 8px; font-size: 8px; line-height: 8px }',
    ),
  },
  {
    check: 'markup',
    what: 'an element where none may be',
    finds: /element-permitted-content/,
    broken: addMain('<p><a href="/"><button type="button">x</button></a></p>'),
  },
  {
    check: 'markup',
    what: 'an element that is not closed',
    finds: /close-order|no-missing-close|element/,
    broken: addMain('<section><h2>x</h2>'),
  },
  {
    check: 'markup',
    what: 'an attribute that stands twice',
    finds: /no-dup-attr/,
    broken: html('id="main"', 'id="main" id="main"'),
  },
  {
    check: 'weight',
    what: 'heavy HTML',
    finds: /html is [\d.]+ KB, over 20/,
    broken: addMain(`<p>${noise(40_000)}</p>`),
  },
  { check: 'weight', what: 'heavy styles', finds: /css is [\d.]+ KB, over 8/, broken: addCss(`/*${noise(20_000)}*/`) },
  { check: 'weight', what: 'a heavy script', finds: /js is [\d.]+ KB, over 6/, broken: addJs(`//${noise(20_000)}`) },
  {
    check: 'weight',
    what: 'a heavy first view',
    finds: /all is [\d.]+ KB, over 150/,
    broken: addCss(`/*${noise(160_000)}*/`),
  },
  {
    check: 'print',
    what: 'pale ink on paper',
    page: 'pay',
    on: DARK,
    finds: /pale ink/,
    broken: css('@media screen and', '@media'),
  },
  {
    check: 'print',
    what: 'a table that is wider than paper',
    page: 'pay',
    on: DARK,
    finds: /wide on paper/,
    broken: addCss('@media print { table { width: 900px } .wide { overflow: visible } }'),
  },
  {
    check: 'width',
    what: 'a table that is too wide',
    page: 'pay',
    on: PHONE,
    finds: /scrolls sideways at 360 pixels.*<table>/,
    broken: addCss('table { width: 500px } .wide { overflow: visible }'),
  },
  {
    check: 'width',
    what: 'a box that is too wide for 320 only',
    on: PHONE,
    finds: /^scrolls sideways at 320 pixels.*<h1>/,
    broken: addCss('h1 { width: 326px; margin-left: 0 }'),
  },
  {
    check: 'width',
    what: 'a long word without JavaScript',
    on: PLAIN,
    finds: /scrolls sideways at 360/,
    broken: addMain(`<p>${'x'.repeat(200)}</p>`),
  },
  {
    check: 'width',
    what: 'no viewport',
    on: PHONE,
    finds: /is laid out for 980 pixels/,
    broken: html(/<meta name="viewport"[^>]*>/, ''),
  },
  {
    check: 'keyboard',
    what: 'no skip link',
    finds: /Tab reaches <a> "Ask" first/,
    broken: html(/<a class="skip".*?<\/a>/, ''),
  },
  {
    check: 'keyboard',
    what: 'a skip link that leads nowhere',
    finds: /which is no link into the page/,
    broken: html('href="#main"', 'href="#nowhere"'),
  },
  {
    check: 'keyboard',
    what: 'a skip link that is not seen',
    finds: /focused while it cannot be seen: <a> "Skip to the answer" \(it is out/,
    broken: css('top: 0.5rem', 'top: -4rem'),
  },
  {
    check: 'keyboard',
    what: 'a focus that is not seen',
    finds: /the focus is not seen on <a> "Ask"/,
    broken: addCss(':focus-visible { outline: none }'),
  },
  {
    check: 'keyboard',
    what: 'a focus that is clear',
    on: PLAIN,
    finds: /the focus is not seen on <a> "Ask"/,
    broken: addCss(':focus-visible { outline-color: transparent }'),
  },
  {
    check: 'keyboard',
    what: 'an order of its own',
    finds: /a positive tabindex moves <button>/,
    broken: html('<button type="submit"', '<button type="submit" tabindex="3"'),
  },
  {
    check: 'keyboard',
    what: 'a control that Tab does not reach',
    finds: /Tab cannot reach the control form button/,
    broken: html('<button type="submit"', '<button type="submit" tabindex="-1"'),
  },
  {
    check: 'keyboard',
    what: 'a control that is missing',
    finds: /there is no control form button/,
    broken: html(/<button.*?<\/button>/, ''),
  },
  {
    check: 'keyboard',
    what: 'a trap',
    finds: /Tab does not leave <input id=q>/,
    broken: addJs('field.addEventListener("keydown", (event) => event.key === "Tab" && event.preventDefault())'),
  },
  {
    check: 'keyboard',
    what: 'something that lies over the focus',
    finds: /it is under <footer>/,
    broken: addCss('footer { position: fixed; inset: 0; background: var(--paper) }'),
  },
  {
    check: 'way',
    what: 'a form that leads elsewhere',
    finds: /leads to status 404/,
    broken: html('action="/pay"', 'action="/pays"'),
  },
  {
    check: 'way',
    what: 'a form that leads nowhere with JavaScript',
    finds: /led to no other page/,
    broken: addJs('document.forms[0].addEventListener("submit", (event) => event.preventDefault())'),
  },
  {
    check: 'way',
    what: 'an answer without a figure',
    finds: /does not say/,
    broken: html('About $196k a year', 'No figure'),
  },
  {
    check: 'way',
    what: 'a form that needs JavaScript',
    on: PLAIN,
    finds: /led to no other page|waiting for/,
    broken: html('<button type="submit">Ask</button>', '<button type="button">Ask</button>'),
  },
];

describe('each check finds what it is for', () => {
  /** @type {import('../lib/types.mjs').Browser} */
  let browser;
  before(async () => {
    browser = await startChromium();
  });
  after(() => browser.close());

  /** @param {Case} one @param {string} base */
  async function findings({ check, page = 'home', on = DESK }, base) {
    const entry = entries.find(({ name }) => name === page);
    if (!entry) throw new Error(`no page ${page}`);
    if (check !== 'way') {
      const run = CHECKS.find(({ name }) => name === check)?.run ?? (() => [`no check ${check}`]);
      const options = /** @type {any} */ ({ mode: 'full' });
      return orWhy(() => visit({ browser, base, options }, entry, on, async (seen) => run(seen)));
    }
    const window = await openWindow(browser, on);
    return orWhy(() => goWay(window, base, entry, on)).finally(() => window.close());
  }

  for (const one of CASES) {
    test(`${one.check}: ${one.what}`, { timeout: 60_000 }, async () => {
      const site = await startSite(one.broken);
      try {
        assert.match((await findings(one, site.base)).join('\n'), one.finds);
      } finally {
        site.stop();
      }
    });
  }

  test('every check has a case', () => {
    const tested = new Set(CASES.map(({ check }) => check));
    assert.deepEqual(
      CHECKS.map(({ name }) => name).filter((name) => !tested.has(name)),
      [],
    );
  });
});
