// The shapes of the values that the modules hand to one another. There is no code here.

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Response} Response */

/**
 * The main thing that a visitor does on a page.
 * @typedef {object} Way
 * @property {string} does  What the visitor does, in words.
 * @property {(page: Page, setting: Setting) => Promise<void>} act  Does it.
 * @property {RegExp} [lands]  What path and query have to match afterwards.
 * @property {RegExp} [says]  What the text of `main` has to match afterwards.
 */

/**
 * A page that is tested.
 * @typedef {object} PageEntry
 * @property {string} name  A short name without spaces: it stands in the report and in names of files.
 * @property {string} path  Path and query.
 * @property {number} [status]  The status of HTTP that is right; 200 if not given.
 * @property {(page: Page, setting: Setting) => Promise<void>} [reach]  How to get from `path` to the page
 *   that is tested, where no address leads to it: a form that is sent by POST.
 * @property {string[]} [sums]  The page is private: it is reached by POST, is stored nowhere, and these
 *   sums, typed by `reach` or `way`, may stand in no address.
 * @property {Way} [way]  The main thing that a visitor does there.
 * @property {string[]} [controls]  Selectors of controls that Tab has to reach.
 * @property {boolean} [error]  The page tells an error: summary with role=alert, a title that begins "Error:".
 * @property {boolean} [onlyWithoutScripts]  With JavaScript there is no such page.
 * @property {boolean} [print]  It is made to be printed: a PDF of it is made and looked at.
 * @property {{html?: number, firstByte?: number}} [limits]  Limits of its own: KB gzipped, milliseconds.
 */

/**
 * How a page is looked at.
 * @typedef {object} Setting
 * @property {string} name  For example "phone-dark-noscript".
 * @property {'desk' | 'tablet' | 'phone'} view
 * @property {'light' | 'dark'} colours
 * @property {boolean} scripts  Whether JavaScript runs.
 */

/**
 * What was seen while a page loaded and was used.
 * @typedef {object} Watch
 * @property {{type: string, text: string, url: string}[]} console  Errors and warnings of the console.
 * @property {string[]} faults  Exceptions that no script caught, and crashes.
 * @property {import('playwright-core').Request[]} requests  All requests, in order.
 * @property {Response[]} documents  The answers that became the page, in order.
 * @property {Map<import('playwright-core').Request, Promise<Buffer | undefined>>} sent  Bodies of style sheets
 *   and scripts.
 */

/**
 * A page that is open in a browser.
 * @typedef {object} Visit
 * @property {string} base  Scheme, host and port of the server, without a slash at the end.
 * @property {PageEntry} entry
 * @property {Setting} setting
 * @property {Page} page
 * @property {Watch} watch
 * @property {Response} response  The answer that became the page.
 * @property {string} body  Its text, as the server sent it.
 * @property {Options} options
 */

/**
 * A check of an open page. It returns what is wrong, in sentences; nothing wrong is an empty list.
 * What begins with "note: " is told and does not fail.
 * @typedef {object} Check
 * @property {string} name
 * @property {(entry: PageEntry, setting: Setting, options: Options) => boolean} [when]  Always, if not given.
 * @property {(visit: Visit) => Promise<string[]> | string[]} run
 */

/**
 * What one check found on one page.
 * @typedef {object} Outcome
 * @property {string} page
 * @property {string} check
 * @property {string} setting
 * @property {string[]} findings
 * @property {string[]} notes
 */

/**
 * What the command line and the environment say.
 * @typedef {object} Options
 * @property {'fast' | 'full' | 'pictures'} mode
 * @property {string} [base]  Address of a server that already runs.
 * @property {string} program  The program that is started where there is no such server.
 * @property {string} out  Folder of the report and the pictures.
 * @property {string} pages  The module that lists the pages.
 * @property {string[]} only  Names of pages; empty is all.
 * @property {string[]} checks  Names of checks; empty is all.
 * @property {string[]} skip  Names of checks that are left out.
 * @property {number} workers  Pages that are open at the same time.
 */

export {};
