// How html-validate reads the pages: its recommended rules, and what is different and why.

/** @type {import('html-validate').ConfigData} */
export default {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // The pages are written by a program, and gzip takes care of white space.
    'no-trailing-whitespace': 'off',
    // A question stands in the title, and a question may be long. Browsers cut titles without harm.
    'long-title': 'off',
    // A table that becomes cards on a phone gets `display: block`, and browsers then forget that it is a
    // table. The roles of table, row and cell, which repeat what the elements are, keep it one.
    'no-redundant-role': 'off',
    // A wide table stands in a box of its own that can be scrolled with the keyboard. The box is a named
    // region, and it is no section: it has no heading.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // A button of a form submits and a field takes text where nothing else is said: so says HTML itself.
    'no-implicit-button-type': 'off',
    'no-implicit-input-type': 'off',
    // Lists in a query repeat the name: /compare?q=…&vs=…&vs=… .
    'form-dup-name': 'off',
  },
};
