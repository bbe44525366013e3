// Pictures of whole pages, and pages printed to PDF.
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** @typedef {import('./types.mjs').Visit} Visit */

const run = promisify(execFile);

/**
 * Takes a picture of the whole page: OUT/pictures/pay-phone-dark.png.
 * @param {Visit} visit
 */
export async function takePicture({ page, entry, setting, options }) {
  const folder = path.join(options.out, 'pictures');
  await mkdir(folder, { recursive: true });
  const name = `${entry.name}-${setting.view}-${setting.colours}.png`;
  await page.screenshot({ path: path.join(folder, name), fullPage: true, animations: 'disabled' });
}

/**
 * Prints the page on A4 and, where pdftoppm is there, makes pictures of the sheets.
 * @param {Visit} visit
 * @returns {Promise<string[]>}
 */
export async function printPage({ page, entry, options }) {
  const folder = path.join(options.out, 'print');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${entry.name}.pdf`);
  await page.pdf({ path: file, format: 'A4', preferCSSPageSize: true, printBackground: true });
  const pages = (await readFile(file, 'latin1')).match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const told = `note: printed on ${pages} sheets: ${file}`;
  try {
    await run('pdftoppm', ['-r', '70', '-png', file, file.replace(/\.pdf$/, '')]);
    return [told];
  } catch (error) {
    const isAbsent = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
    return isAbsent
      ? [told, 'note: no pictures of the sheets: pdftoppm (Debian: poppler-utils) is not here']
      : [String(error)];
  }
}
