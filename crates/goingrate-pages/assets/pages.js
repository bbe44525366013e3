// The two things that pages do faster with a script: suggestions while typing, and the marker of one's own pay.
// Everything works without it. Nothing that is typed as own pay is sent or kept.
"use strict";

// Suggestions: a field with data-suggest="/suggest" becomes a combobox with a list below it
// (WAI-ARIA Authoring Practices, combobox with a listbox popup).
for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  list.id = `${field.id}-list`;
  list.className = "list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  said.className = "sr";
  said.setAttribute("aria-live", "polite");
  field.form.append(list, said);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let at = -1;
  let asked = 0;
  let wait = 0;
  let speak = 0;

  const close = () => {
    at = -1;
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (to) => {
    const options = list.children;
    at = to < -1 ? options.length - 1 : to >= options.length ? -1 : to;
    for (const [index, option] of [...options].entries()) {
      option.setAttribute("aria-selected", String(index === at));
      option.classList.toggle("on", index === at);
    }
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options[at].id);
  };
  const take = (index) => {
    field.value = list.children[index].dataset.text;
    close();
    field.focus();
  };
  const show = (found) => {
    list.replaceChildren(...found.map(({ text, word, kind, about }, index) => {
      const option = document.createElement("li");
      const name = document.createElement("b");
      const what = document.createElement("span");
      option.id = `${list.id}-${index}`;
      option.className = "opt";
      option.dataset.text = text;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      name.textContent = word;
      what.textContent = about ? `${kind} · ${about}` : kind;
      option.append(name, what);
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(index); });
      return option;
    }));
    if (!found.length) return close();
    at = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    const number = ++asked;
    if (field.value.length < 2) return close();
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(field.value)}`);
      const found = answer.ok ? await answer.json() : [];
      // An older answer never overwrites a newer one.
      if (number !== asked || document.activeElement !== field) return;
      show(found);
      clearTimeout(speak);
      speak = setTimeout(() => {
        said.textContent = found.length === 1 ? "1 suggestion" : found.length ? `${found.length} suggestions` : "";
      }, 500);
    } catch {
      close();
    }
  };
  field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(ask, 80); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) {
      if (event.key === "ArrowDown" && field.value.length > 1) { event.preventDefault(); ask(); }
      return;
    }
    if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(at - 1); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(at); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
}

// What was wrong is read first.
document.getElementById("problem")?.focus();
