// Finds and starts Debian's Chromium so that it asks nobody but the server under test.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

// The shell without windows draws the same and takes half the processor time.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

// A browser that is fresh from the package looks up hosts of its maker at each start. No name but
// this machine's is resolved, so that neither it nor a page can reach anybody.
const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** The path of the browser: CHROMIUM, or the first that PATH has. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) =>
    existsSync(file),
  );
  if (!found) throw new Error('There is no Chromium: run install.sh, or set CHROMIUM');
  return found;
}

/** Starts the browser. As root, as in most containers of CI, Chromium has no sandbox. */
export function startChromium() {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: findChromium(), args: isRoot ? [...ARGS, '--no-sandbox'] : ARGS });
}
