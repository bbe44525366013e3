// The part of the keyboard check that runs in the page. It is brought there as text, so it imports nothing.
(() => {
  /** @type {{all: Element[], before?: Element, first?: HTMLElement}}  What Tab has to reach, and where it was. */
  let walk = { all: [] };
  const FOCUSABLE =
    'a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]';

  /** @param {Element} one */
  function name(one) {
    const text = (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
    const mark = one.id ? ` id=${one.id}` : one.getAttribute('name') ? ` name=${one.getAttribute('name')}` : '';
    return `<${one.localName}${mark}>${text ? ` "${text}"` : ''}`;
  }

  /** @param {Element} one */
  function isTabbable(one) {
    const html = /** @type {HTMLElement} */ (one);
    if (html.tabIndex < 0 || html.matches(':disabled, input[type=hidden]') || html.closest('[inert]')) return false;
    if (html.localName === 'summary' && html.parentElement?.querySelector(':scope > summary') !== html) return false;
    return html.checkVisibility({ visibilityProperty: true }) && isChosenOfItsGroup(one);
  }

  /** Of a group of radio buttons Tab reaches the chosen one, or else the first. @param {Element} one */
  function isChosenOfItsGroup(one) {
    if (!(one instanceof HTMLInputElement) || one.type !== 'radio' || !one.name) return true;
    const group = [...(one.form ?? document).querySelectorAll(`input[type=radio][name="${CSS.escape(one.name)}"]`)];
    const chosen = group.find((other) => /** @type {HTMLInputElement} */ (other).checked) ?? group[0];
    return chosen === one;
  }

  /** Writes down what Tab has to reach, in the order of the source. */
  function prepare() {
    const all = [...document.querySelectorAll(FOCUSABLE)].filter(isTabbable);
    walk = { all, before: undefined, first: undefined };
    const jumping = all.filter((one) => /** @type {HTMLElement} */ (one).tabIndex > 0);
    return { names: all.map(name), jumping: jumping.map(name) };
  }

  /** What is drawn where an element has the focus. @param {Element} one */
  function look(one) {
    const style = getComputedStyle(one);
    return [style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration, style.color].join('|');
  }

  /** @param {CSSStyleDeclaration} style */
  function hasOutline(style) {
    const isClear = /^rgba\(.*, 0\)$|^transparent$/.test(style.outlineColor);
    if (style.outlineStyle === 'none' || isClear) return false;
    return style.outlineStyle === 'auto' || parseFloat(style.outlineWidth) >= 1;
  }

  /** An outline, or else something that looks different without the focus. @param {HTMLElement} one */
  function isFocusSeen(one) {
    if (hasOutline(getComputedStyle(one))) return true;
    const focused = look(one);
    one.blur();
    const plain = look(one);
    one.focus({ preventScroll: true });
    return focused !== plain;
  }

  /** Says why an element that has the focus cannot be seen, if so. @param {Element} one */
  function hidden(one) {
    const box = [...one.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
    if (!box) return 'it has no size';
    if (box.right <= 0 || box.left >= innerWidth || box.bottom <= 0 || box.top >= innerHeight)
      return 'it is out of the window';
    if (box.width <= 2 && box.height <= 2) return 'it is cut to a point';
    const x = Math.min(Math.max((box.left + box.right) / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max((box.top + box.bottom) / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const isSeen = !top || top === one || one.contains(top) || top.contains(one) || isItsLabel(one, top);
    return isSeen ? '' : `it is under ${name(top)}`;
  }

  /** A check mark may lie under its label. @param {Element} one @param {Element} top */
  function isItsLabel(one, top) {
    const labels = /** @type {HTMLInputElement} */ (one).labels;
    return labels ? [...labels].some((label) => label.contains(top)) : false;
  }

  /** @param {Element} one */
  function leadsIntoPage(one) {
    const target = one.localName === 'a' ? one.getAttribute('href') : null;
    return target !== null && /^#./.test(target) && document.getElementById(target.slice(1)) !== null;
  }

  /** What has the focus now, and what is wrong with that. */
  function focused() {
    const now = document.activeElement;
    const { all, before, first } = walk;
    const left = !now || now === document.body || now === document.documentElement;
    const again = !left && (now === first || now === before);
    if (left || again) {
      const trapped = again && now === before && all.length > 1;
      return { left, again, trapped, at: -1, name: '', ring: true, place: '', skip: false };
    }
    walk.before = now;
    walk.first ??= /** @type {HTMLElement} */ (now);
    const ring = isFocusSeen(/** @type {HTMLElement} */ (now));
    return {
      left,
      again,
      trapped: false,
      at: all.indexOf(now),
      name: name(now),
      ring,
      place: hidden(now),
      skip: leadsIntoPage(now),
    };
  }

  /** Moves the focus to what Tab reached first. */
  function focusFirst() {
    walk.first?.focus();
  }

  /** Whether one of the elements is among those that Tab reaches. @param {Element[]} elements */
  const reaches = (elements) => elements.some((one) => walk.all.includes(one));

  /** @type {any} */ (globalThis).keyboardWalk = { prepare, focused, focusFirst, reaches };
})();
