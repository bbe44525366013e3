// The checks of the whole site find what they are for: links, suggestions, the marker, times.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { holdsSum } from '../lib/checks/privacy.mjs';
import { startChromium } from '../lib/chromium.mjs';
import { measureFirstByte } from '../lib/site/first_byte.mjs';
import { idsOf, linksOf } from '../lib/site/html_links.mjs';
import { checkLinks } from '../lib/site/links.mjs';
import { checkMarker } from '../lib/site/marker.mjs';
import { checkSuggestions } from '../lib/site/suggestions.mjs';
import { startSite } from './site/server.mjs';

/** @typedef {import('./site/server.mjs').Broken} Broken */

/** @param {Broken} broken @param {(base: string) => Promise<string[]>} check */
async function findingsOf(broken, check) {
  const site = await startSite(broken);
  try {
    return (await check(site.base)).join('\n');
  } finally {
    site.stop();
  }
}

/** @param {string} more  On the first page, ahead of the end of main. */
const addHome = (more) => ({
  html: (/** @type {string} */ text, /** @type {string} */ path) =>
    path === '/' ? text.replace('</main>', `${more}</main>`) : text,
});
/** @param {string | RegExp} from @param {string} to */
const js = (from, to) => ({ js: (/** @type {string} */ text) => text.replace(from, to) });

/** @type {[string, Broken, RegExp][]} */
const LINKS = [
  ['nothing wrong', {}, /^$/],
  [
    'a broken link and where it stands',
    addHome('<a href="/gone?a=1&amp;b=2">x</a>'),
    /^\/gone\?a=1&b=2: status 404; it stands on \/$/,
  ],
  [
    'a part that is not there',
    addHome('<a href="/offer#nowhere">x</a>'),
    /\/offer#nowhere: the page has no such part; it stands on \//,
  ],
  ['a picture that is missing', addHome('<img src="/gone.png" alt="">'), /\/gone\.png: status 404/],
  ['a form that leads nowhere', addHome('<form action="/gone"></form>'), /\/gone: status 404/],
  [
    'a link out of the site without https',
    addHome('<a href="http://example.org/">x</a>'),
    /without https: http:\/\/example\.org/,
  ],
  ['a link that is a script', addHome('<a href="javascript:void 0">x</a>'), /is a script/],
];

describe('links', () => {
  for (const [what, broken, finds] of LINKS) {
    test(what, async () => {
      assert.match(await findingsOf(broken, async (base) => (await checkLinks(base, ['/'], 'fast')).findings), finds);
    });
  }

  test('links outside are listed', async () => {
    const notes = await findingsOf({}, async (base) => (await checkLinks(base, ['/'], 'fast')).notes);
    assert.match(notes, /outside: https:\/\/example\.org\/source \(on \d pages, as \/\)/);
  });

  test('HTML is read as it may be written', () => {
    const links = linksOf(
      `<a title="a > b" href='/x?a=1&amp;b=&#50;'>x</a><!-- <a href="/no"> --><A HREF=/y><form method=POST action=/z><form action=/w>`,
    );
    assert.deepEqual(
      links.map(({ href }) => href),
      ['/x?a=1&b=2', '/y', '/w'],
    );
    assert.deepEqual([...idsOf('<p id=a><p id="b"><a name=\'c\'>')], ['a', 'b', 'c']);
  });
});

/** @type {[string, Broken, RegExp][]} */
const SUGGESTIONS = [
  ['nothing wrong', {}, /^$/],
  ['no list', js('list.hidden = !isOpen', 'list.hidden = true'), /no list of suggestions appears/],
  ['another role', js("'role', 'combobox'", "'role', 'textbox'"), /role textbox, not combobox/],
  [
    'a list that is not said to be open',
    js("'aria-expanded', String(isOpen)", "'aria-expanded', 'false'"),
    /aria-expanded is false while the list is open/,
  ],
  [
    'a list that belongs to nothing',
    js("'aria-controls', 'list'", "'aria-controls', 'other'"),
    /aria-controls is other, and the list is list/,
  ],
  [
    'a suggestion that is not said to be active',
    js(/field\.setAttribute\('aria-activedescendant'.*/, ''),
    /aria-activedescendant names no suggestion/,
  ],
  ['ArrowUp that goes down', js('at + count - 1', 'at + 1'), /ArrowUp does not move back/],
  ['ArrowDown that stays', js('(at + 1) % count', '0'), /a second ArrowDown does not move/],
  [
    'Escape that closes nothing',
    js("if (event.key === 'Escape') open(false)", "if (event.key === 'Escape') 0"),
    /Escape does not close the list/,
  ],
  ['Enter that takes nothing', js(/field\.value = list.*/, ''), /Enter does not take the suggestion/],
  [
    'Enter that sends the form',
    js(/else if \(event\.key === 'Enter'[^}]*\}/, ''),
    /Enter on a suggestion leaves the page/,
  ],
  ['Tab that leaves the list open', js(/field\.addEventListener\('blur'.*/, ''), /Tab does not close the list/],
  [
    'a number that is not announced',
    js(/setTimeout\(\(\) => \(document.querySelector\('#told'\).*/, ''),
    /not announced/,
  ],
  ['more than six', js('const words = ', 'const words = [1,2,3,4,5,6,7].map(String) ?? '), /7 suggestions, over 6/],
  [
    'a list without JavaScript',
    { html: (text) => text.replace('<input id="q"', '<input role="combobox" aria-expanded="false" id="q"') },
    /without JavaScript the field says/,
  ],
];

/** @type {[string, Broken, RegExp][]} */
const MARKER = [
  ['nothing wrong', {}, /^$/],
  ['no field', { html: (text) => text.replaceAll('mine', 'yours') }, /has no field #mine/],
  ['nothing said', js(/document\.querySelector\('#stand'\)\.textContent = .*\)/, '0)'), /no live region says/],
  ['words without a figure', js('More than 40 in 100 such people', 'More than most'), /says no figure/],
  [
    'a request that holds the sum',
    js('clearTimeout(timer);', 'fetch(`/pay?q=x&mine=${mine.value}`);'),
    /a request is made while the sum is typed.*187,312/,
  ],
  [
    'a sum in the address',
    js('clearTimeout(timer);', 'history.replaceState(null, "", `?q=x&mine=${mine.value}`);'),
    /the sum stands in address/,
  ],
  [
    'a sum that is stored',
    js('clearTimeout(timer);', 'sessionStorage.setItem("mine", mine.value);'),
    /the sum stands in storage/,
  ],
];

describe('in the browser', () => {
  /** @type {import('../lib/types.mjs').Browser} */
  let browser;
  before(async () => {
    browser = await startChromium();
  });
  after(() => browser.close());

  for (const [what, broken, finds] of SUGGESTIONS) {
    test(`suggestions: ${what}`, { timeout: 60_000 }, async () => {
      assert.match(await findingsOf(broken, (base) => checkSuggestions(browser, base)), finds);
    });
  }
  for (const [what, broken, finds] of MARKER) {
    test(`marker: ${what}`, { timeout: 60_000 }, async () => {
      assert.match(await findingsOf(broken, (base) => checkMarker(browser, base)), finds);
    });
  }
});

test('a slow answer is over the limit, a quick one is not', async () => {
  const judge = async (/** @type {string} */ base, /** @type {number} */ firstByte) => {
    const { isOver } = await measureFirstByte(base, { name: 'home', path: '/', limits: { firstByte } });
    return [String(isOver)];
  };
  assert.equal(await findingsOf({ delay: 30 }, (base) => judge(base, 5)), 'true');
  assert.equal(await findingsOf({}, (base) => judge(base, 500)), 'false');
});

test('a sum is found however it is written', () => {
  for (const text of ['/x?a=180000', '/x?a=180%2C000', '/x?a=$180k', '/x?a=180+000', 'a=180.000,00'.slice(0, 9)]) {
    assert.ok(holdsSum(text, '180000'), text);
  }
  for (const text of ['/x?a=1180000', '/x?a=180001', '/x?id=18000']) assert.ok(!holdsSum(text, '180000'), text);
});
