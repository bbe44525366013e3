// What visitors do on pages, for `reach` and `way` in pages.mjs. All of it works without JavaScript.

/** @typedef {import('./types.mjs').Page} Page */

/**
 * Types a question into a field, leaves it with Tab, which closes the suggestions, and presses Enter on the
 * first button of its form.
 * @param {string} field  Its selector.
 * @param {string} text
 */
export const ask = (field, text) => async (/** @type {Page} */ page) => {
  const box = page.locator(field).first();
  if ((await box.count()) === 0) throw new Error(`there is no field ${field}`);
  await box.fill(text);
  await page.keyboard.press('Tab');
  await box
    .locator('xpath=ancestor::form')
    .locator('button:not([type=button]), input[type=submit]')
    .first()
    .press('Enter');
};

/**
 * Clicks the first visible one of the links or buttons.
 * @param {string} selector
 */
export const click = (selector) => async (/** @type {Page} */ page) => {
  const found = page.locator(selector).filter({ visible: true }).first();
  if ((await found.count()) === 0) throw new Error(`there is nothing to click: ${selector}`);
  await found.click();
};

/**
 * Fills the fields of a form, by their names, and sends it with its first button.
 * Lists of choices and check marks are understood: the value is the choice, "on" or "off".
 * @param {string} form  Its selector.
 * @param {Record<string, string>} values
 */
export const send = (form, values) => async (/** @type {Page} */ page) => {
  const all = page.locator(form).first();
  if ((await all.count()) === 0) throw new Error(`there is no form ${form}`);
  for (const [name, value] of Object.entries(values)) {
    const field = all.locator(`[name="${name}"]`).first();
    if ((await field.count()) === 0) throw new Error(`${form} has no field named "${name}"`);
    const kind = await field.evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.localName));
    if (kind === 'select') await field.selectOption(value);
    else if (kind === 'radio') await all.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === 'checkbox') await field.setChecked(value === 'on');
    else await field.fill(value);
  }
  await all.locator('button:not([type=button]), input[type=submit]').first().click();
};
