// Reads the command line and the environment.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** @typedef {import('./types.mjs').Options} Options */

const HOME = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export const USAGE = `Usage: node run.mjs fast|full|pictures [--only PAGE,…] [--checks CHECK,…] [--skip CHECK,…] [--list]

  fast      each page twice, for CI
  full      each page in all twelve settings, with pictures
  pictures  only the pictures

Environment:
  BASE       address of a server that runs, such as http://127.0.0.1:8080
  GOINGRATE  the program that is started where BASE is not set (default: target/release/goingrate)
  OUT        folder of the report and the pictures (default: out)
  PAGES      the module that lists the pages (default: pages.mjs)
  CHROMIUM   the browser (default: chromium-headless-shell, or else chromium)
  WORKERS    pages that are open at the same time (default: the number of processors, at most 4)`;

/** A wrong command line. */
export class UsageError extends Error {}

/** @param {string | undefined} text */
const words = (text) =>
  (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

/** The program as cargo builds it, seen from bench/pages. */
function builtProgram() {
  const target = process.env.CARGO_TARGET_DIR ?? path.join(HOME, '../../target');
  return path.join(target, 'release/goingrate');
}

/** @param {string | undefined} text */
function readBase(text) {
  if (!text) return undefined;
  if (!URL.canParse(text)) throw new UsageError(`BASE is no address: ${text}`);
  return new URL(text).origin;
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Options & {list: boolean}}
 */
export function readOptions(args, env) {
  const { values, positionals } = parse(args);
  const mode = positionals[0] ?? 'fast';
  if (positionals.length > 1 || (mode !== 'fast' && mode !== 'full' && mode !== 'pictures')) {
    throw new UsageError(`No such mode: ${positionals.join(' ')}`);
  }
  const program = env.GOINGRATE ?? builtProgram();
  const base = readBase(env.BASE);
  if (!base && !values.list && !existsSync(program)) {
    throw new UsageError(`There is no program at ${program}: set BASE or GOINGRATE`);
  }
  return {
    mode,
    base,
    program,
    out: path.resolve(env.OUT ?? path.join(HOME, 'out')),
    pages: path.resolve(env.PAGES ?? path.join(HOME, 'pages.mjs')),
    only: words(values.only),
    checks: words(values.checks),
    skip: words(values.skip),
    workers: Number(env.WORKERS) || Math.min(availableParallelism(), 4),
    list: values.list ?? false,
  };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        checks: { type: 'string' },
        skip: { type: 'string' },
        list: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
