// The pages that are tested: where they are, what a visitor does there, and what is special about them.
// The shape of an entry stands in lib/types.mjs (PageEntry). Whoever adds a page adds it here.
import { ask, click, send } from './lib/ways.mjs';

/** @typedef {import('./lib/types.mjs').PageEntry} PageEntry */

/** The box with the question, on every page that has one. */
const BOX = 'main input[name=q]';
const QUESTION = 'senior backend, Seattle, Rust';
const q = (/** @type {string} */ text) => encodeURIComponent(text).replaceAll('%20', '+');

/** Two sums of money that stand on no page of themselves, so that they are found wherever they go. */
const SUMS = ['187312', '168475'];
const ANSWER = `/pay?q=${q(QUESTION)}`;

/** @type {PageEntry[]} */
const ASK_AND_COMPARE = [
  {
    name: 'home',
    path: '/',
    controls: [BOX, 'main form button'],
    way: {
      does: 'asks a question',
      act: ask(BOX, QUESTION),
      lands: /^\/pay\?q=senior backend, Seattle, Rust/,
      says: /\d+k a year/,
    },
  },
  {
    name: 'pay',
    path: ANSWER,
    controls: [BOX, '#mine'],
    way: { does: 'asks for pay a month', act: click('main a[href*="per=month"]'), lands: /per=month/, says: /a month/ },
  },
  {
    // The marker without JavaScript: the field is sent by POST, and the answer is drawn with the mark.
    name: 'pay-mine',
    path: ANSWER,
    onlyWithoutScripts: true,
    reach: send('form:has(#mine)', { mine: SUMS[0] }),
    sums: SUMS,
  },
  { name: 'pay-why', path: `/pay/why?q=${q(QUESTION)}` },
  { name: 'pay-near', path: `/pay/near?q=${q(QUESTION)}` },
  {
    name: 'pay-guess',
    path: `/pay?q=${q('senior backend freelance, Mexico')}`,
  },
  {
    name: 'compare',
    path: `/compare?q=${q(QUESTION)}&vs=Austin&vs=${q('San Francisco')}`,
    way: {
      does: 'compares with other places',
      act: click('main form button:not([type=button])'),
      lands: /^\/compare\?.*vs=/,
      says: /Austin/,
    },
  },
];

/** @type {PageEntry[]} */
const EXPLORE = ['place', 'level', 'skill', 'industry', 'role', 'employer', 'rates', 'trend'].map((tab) => ({
  name: `explore-${tab}`,
  path: `/explore/${tab}?q=${q('senior backend')}`,
  controls: [BOX],
  way:
    tab === 'place'
      ? {
          does: 'asks what follows for a level',
          act: click('main a[href^="/explore/level"]'),
          lands: /^\/explore\/level\?q=senior backend/,
          says: /\d/,
        }
      : undefined,
}));

/** @type {PageEntry[]} */
const PLAN = [
  {
    name: 'net',
    path: '/net',
    way: { does: 'asks what is left after tax', act: ask('main input[name=text]', '148000, Seattle'), says: /\$1\d\d,?\d*k?/ },
  },
  {
    name: 'rate',
    path: '/rate',
    way: { does: 'asks for a rate', act: ask(BOX, 'senior backend, Poland'), lands: /^\/rate\?/, says: /an hour/ },
  },
  { name: 'offer', path: '/offer', controls: ['main form[method=post] button'] },
  {
    name: 'offer-result',
    path: '/offer',
    reach: send('main form[method=post]', {
      q: 'senior backend, Seattle',
      base: SUMS[0],
      bonus: '10%',
      q2: 'senior backend, Austin',
      base2: SUMS[1],
    }),
    sums: SUMS,
  },
  {
    name: 'hire',
    path: '/hire',
    way: { does: 'asks what a hire costs', act: ask(BOX, 'senior backend, Austin'), lands: /^\/hire\?/, says: /\$\d/ },
  },
  {
    name: 'project',
    path: '/project',
    way: {
      does: 'asks what a project costs',
      act: ask(BOX, 'MVP, booking, payments'),
      lands: /^\/project\?/,
      says: /\$\d/,
    },
  },
  {
    name: 'career',
    path: '/career',
    way: { does: 'asks what would pay more', act: ask(BOX, QUESTION), lands: /^\/career/, says: /\d/ },
  },
  {
    name: 'kit',
    path: '/kit',
    way: { does: 'asks for a hiring kit', act: ask(BOX, QUESTION), lands: /^\/kit\?/ },
  },
  // The answers of the forms. What takes own pay is sent by POST, and its sums may stand in no address.
  { name: 'hire-result', path: `/hire?q=${q('senior backend, Austin')}&vs=${q('Poland, agency')}` },
  { name: 'project-result', path: `/project?q=${q('SaaS, payments, admin')}` },
  { name: 'rate-result', path: `/rate?q=${q('senior backend, Poland')}` },
  { name: 'kit-result', path: `/kit?q=${q('senior backend, Python')}` },
  {
    name: 'net-result',
    path: '/net',
    reach: send('main form[method=post]', { text: `${SUMS[0]}, Seattle` }),
    sums: SUMS,
  },
  {
    name: 'career-result',
    path: '/career',
    reach: send('main form[method=post]', { q: 'mid backend, Austin', pay: SUMS[0] }),
    sums: SUMS,
  },
];

/** @type {PageEntry[]} */
const READ = [
  { name: 'guides', path: '/guide' },
  {
    name: 'guide',
    path: '/guide/backend-developer',
    print: true,
    // The design wished for 30 KB; the guide with everything that was asked for has some 33 (docs/PAGES.md).
    limits: { html: 34, firstByte: 30 },
    way: { does: 'looks up a source', act: click('main a[href^="/evidence/"]'), lands: /^\/evidence\//, says: /\d/ },
  },
  {
    name: 'evidence',
    path: '/evidence',
    way: {
      does: 'opens a report',
      act: click('main a[href^="/evidence/salary-guide-2026"]'),
      lands: /^\/evidence\/salary-guide-2026/,
      says: /\d/,
    },
  },
  { name: 'evidence-source', path: '/evidence/salary-guide-2026' },
  {
    // A claim's number is another one after each fit, so that the page is reached from its source.
    name: 'evidence-claim',
    path: '/evidence/salary-guide-2026',
    reach: click('main a[href^="/evidence/salary-guide-2026/"]'),
  },
];

/** @type {PageEntry[]} */
const WRONG = [
  {
    name: 'unknown-word',
    path: `/pay?q=${q('senior backend, Atlantis')}`,
    status: 422,
    error: true,
    controls: [BOX],
    way: {
      does: 'takes the nearest word',
      act: click('main [role=alert] a[href^="/pay"]'),
      lands: /^\/pay\?q=/,
      says: /a year/,
    },
  },
  { name: 'not-found', path: '/no/such/page', status: 404 },
];

export default [...ASK_AND_COMPARE, ...EXPLORE, ...PLAN, ...READ, ...WRONG];
