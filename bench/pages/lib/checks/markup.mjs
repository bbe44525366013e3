// html-validate reads the HTML as the server sent it: the browser repairs much, other readers do not.
import { StaticConfigLoader, HtmlValidate } from 'html-validate';
import config from '../../htmlvalidate.config.mjs';

/** @typedef {import('../types.mjs').Check} Check */

const validator = new HtmlValidate(new StaticConfigLoader(config));
const SHOWN = 8;
const ERROR = 2;

/** @type {Check} */
export const markup = {
  name: 'markup',
  // The same HTML is sent in all settings: one of them is enough.
  when: (entry, setting) =>
    setting.view === 'desk' && setting.colours === 'light' && (setting.scripts || entry.onlyWithoutScripts === true),
  async run({ body }) {
    const report = await validator.validateString(body);
    const messages = report.results.flatMap((result) => result.messages);
    const lines = messages.map(({ severity, ruleId, message, line, column }) => {
      const text = `${ruleId}: ${message} (line ${line}, column ${column})`;
      return severity >= ERROR ? text : `note: ${text}`;
    });
    if (lines.length <= SHOWN) return lines;
    return [...lines.slice(0, SHOWN), `and ${lines.length - SHOWN} more`];
  },
};
