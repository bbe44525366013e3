// Suggestions and the marker, as small as they can be.
const field = document.querySelector('#q');
const mine = document.querySelector('#mine');
document.querySelector('[role=alert]')?.focus();

if (field && location.pathname === '/') {
  const list = document.createElement('ul');
  Object.assign(list, { id: 'list', hidden: true, role: 'listbox', ariaLabel: 'Suggestions' });
  field.after(list);
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-controls', 'list');
  let at = -1;
  const open = (isOpen) => {
    list.hidden = !isOpen;
    field.setAttribute('aria-expanded', String(isOpen));
  };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((one, n) => one.setAttribute('aria-selected', String(n === at)));
    field.setAttribute('aria-activedescendant', at < 0 ? '' : list.children[at].id);
  };
  open(false);
  field.addEventListener('input', async () => {
    const words = await (await fetch(`/suggest?q=${encodeURIComponent(field.value)}`)).json();
    list.replaceChildren(
      ...words.map((word, n) =>
        Object.assign(document.createElement('li'), { id: `o${n}`, role: 'option', textContent: word }),
      ),
    );
    mark(-1);
    open(words.length > 0);
    setTimeout(() => (document.querySelector('#told').textContent = `${words.length} suggestions`), 500);
  });
  field.addEventListener('blur', () => open(false));
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const count = list.children.length;
    if (event.key === 'ArrowDown') mark((at + 1) % count);
    else if (event.key === 'ArrowUp') mark((at + count - 1) % count);
    else if (event.key === 'Escape') open(false);
    else if (event.key === 'Enter' && at >= 0) {
      field.value = list.children[at].textContent;
      open(false);
    } else return;
    event.preventDefault();
  });
}

if (mine) {
  let timer;
  mine.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => (document.querySelector('#stand').textContent = 'More than 40 in 100 such people'), 600);
  });
}
