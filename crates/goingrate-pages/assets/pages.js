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

// The marker of one's own pay on the picture of an answer (pages/answer/shape.rs has the contract). What is typed
// is not sent; what this cannot read (another currency, another period) is left to the button.
const shape = document.getElementById("shape");
const mine = document.getElementById("mine");
const stands = document.getElementById("stands");
if (shape && mine && stands) {
  const { currency } = shape.dataset;
  const curve = shape.dataset.curve.split(" ").map(Number);
  const [from, to, doubt] = [shape.dataset.from, shape.dataset.to, shape.dataset.doubt].map(Number);
  const SVG = "http://www.w3.org/2000/svg";
  stands.setAttribute("aria-live", "polite");
  let speak = 0;

  const read = (text) => {
    const found = /^(\d[\d,]*(?:\.\d+)?)\s*([km])?$/i.exec(text.replace(currency, "").trim());
    if (!found) return NaN;
    const factor = { k: 1e3, m: 1e6 }[(found[2] ?? "").toLowerCase()] ?? 1;
    return Number(found[1].replaceAll(",", "")) * factor;
  };
  // People in a hundred who are paid less: straight between the percentiles.
  const below = (amount) => {
    const above = curve.findIndex((at) => at > amount);
    if (above === 0) return 0;
    if (above < 0) return 100;
    return above + (amount - curve[above - 1]) / (curve[above] - curve[above - 1]);
  };
  const element = (name, attributes, text = "") => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };
  const clear = () => {
    for (const old of shape.querySelectorAll(".y-line, .y-case, .y-fill, .t-you, .t-you + text, .you")) old.remove();
  };
  const draw = (amount, title, standing) => {
    clear();
    for (const picture of shape.querySelectorAll(".pic > svg")) {
      const width = picture.viewBox.baseVal.width;
      const base = width > 500 ? 300 : 266;
      const x = Math.min(Math.max((amount - from) / (to - from), 0), 1) * width;
      const side = Math.min(Math.max(x, 110), width - 110);
      const group = element("g", { class: "you" });
      group.append(
        element("line", { x1: x, y1: 44, x2: x, y2: base, class: "y-case" }),
        element("line", { x1: x, y1: 44, x2: x, y2: base, class: "y-line" }),
        element("path", { d: `M${x - 7} 42h14l-7 10z`, class: "y-fill" }),
        element("text", { x: side, y: 16, "text-anchor": "middle", class: "t-you" }, title),
        element("text", { x: side, y: 33, "text-anchor": "middle" }, standing),
      );
      picture.append(group);
    }
  };
  mine.addEventListener("input", () => {
    const amount = read(mine.value);
    clearTimeout(speak);
    if (!(amount > 0)) return clear();
    const [at, low, high] = [amount, amount / (1 + doubt), amount * (1 + doubt)].map((pay) => Math.round(below(pay)));
    const [least, most] = [Math.max(low, 1), Math.min(high, 99)];
    const standing = at <= 0 ? "less than 99 in 100 people"
      : at >= 100 ? "more than 99 in 100 people"
      : `more than ${at} in 100 people (${least}–${most})`;
    draw(amount, `You: ${currency}${amount.toLocaleString("en-US")}`, standing);
    // Told once the reader stops typing.
    speak = setTimeout(() => {
      const named = `${currency}${amount.toLocaleString("en-US")} is ${standing.replace(/ people.*/, "")} such people get`;
      stands.textContent = at <= 0 || at >= 100 ? `${named}.` : `${named}; it could be ${least} to ${most}.`;
    }, 600);
  });
}
