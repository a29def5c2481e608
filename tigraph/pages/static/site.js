// What pages do beyond reading: names that a text may mean, told while it is typed.
// Everything here is also done by a form without it.
"use strict";

(() => {
  const WAIT = 90;
  let number = 0;

  /**
   * @typedef {{ iri?: string, label: string, kind: string, about: string[], as: string, href: string, mark: string }} Found
   */

  /**
   * A list of names below a field: a combobox, as the ARIA practices have it.
   * @param {HTMLInputElement} input
   */
  function suggesting(input) {
    const form = input.form;
    const address = input.dataset.suggest;
    if (!form || !address) return;
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = `suggestions-${(number += 1)}`;
    list.role = "listbox";
    list.hidden = true;
    list.setAttribute("aria-label", input.labels?.[0]?.textContent || "");
    input.after(list);
    input.role = "combobox";
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-autocomplete", "list");
    const fill = input.dataset.fill === "label";
    /** @type {Found[]} */
    let found = [];
    let at = -1;
    let asked = "";
    let timer = 0;

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    /** @param {number} place */
    function mark(place) {
      at = place;
      [...list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }

    /** @param {number} place */
    function take(place) {
      const one = found[place];
      close();
      if (!fill) return location.assign(new URL(one.href, document.baseURI));
      input.value = one.label;
      if (one.iri) Object.assign(input.dataset, { iri: one.iri, label: one.label });
      input.focus();
    }

    /**
     * @param {Found} one
     * @param {number} i
     */
    function item(one, i) {
      const line = document.createElement("li");
      line.id = `${list.id}-${i}`;
      line.role = "option";
      line.setAttribute("aria-selected", "false");
      const sign = document.createElement("span");
      sign.className = `sign sign-${one.mark.replace(/\W/g, "")}`;
      const name = document.createElement("bdi");
      name.textContent = one.label;
      const told = document.createElement("span");
      told.className = "told";
      const also = one.as ? [`« ${one.as} »`] : [];
      told.textContent = [one.kind, ...one.about, ...also].join(" · ");
      line.append(sign, name, told);
      line.addEventListener("pointerdown", (event) => event.preventDefault());
      line.addEventListener("click", () => take(i));
      return line;
    }

    async function ask() {
      const text = input.value.trim();
      if (text === asked && !list.hidden) return;
      asked = text;
      if (text.length < 2) return close();
      const query = new URLSearchParams({ q: text });
      if (input.dataset.kinds) query.set("kinds", input.dataset.kinds);
      try {
        const here = /** @type {any} */ (window).tigraph;
        if (here) {
          found = await here.suggested(text, input.dataset.kinds);
        } else {
          const reply = await fetch(`${address}?${query}`);
          if (!reply.ok) return;
          found = (await reply.json()).found;
        }
        if (input.value.trim() !== text) return;
      } catch {
        return close();
      }
      list.replaceChildren(...found.map(item));
      list.hidden = !found.length;
      at = -1;
      input.setAttribute("aria-expanded", String(Boolean(found.length)));
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (["ArrowDown", "ArrowUp"].includes(event.key) && !list.hidden) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark(((at + 1 + step + found.length + 1) % (found.length + 1)) - 1);
      } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
        event.preventDefault();
        take(at);
      }
    });
    input.addEventListener("blur", close);
  }

  /** A claim that an address leads to is opened, with the evidence behind it. */
  function opened() {
    const here = /** @type {any} */ (window).tigraph?.source.here() ?? location;
    const named = decodeURIComponent(here.hash.slice(1));
    const claim = named && document.getElementById(named);
    if (!(claim instanceof HTMLDetailsElement)) return;
    for (let one = claim.parentElement; one; one = one.parentElement)
      if (one instanceof HTMLDetailsElement) one.open = true;
    claim.open = true;
    claim.scrollIntoView({ block: "center" });
  }

  /** What is written to be taken elsewhere has a button that takes it. @param {Element} code */
  function copied(code) {
    const { copy, copied } = document.body.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain copy";
    button.textContent = copy || "";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent || "");
      button.textContent = copied || "";
      setTimeout(() => (button.textContent = copy || ""), 2000);
    });
    code.before(button);
  }

  /** What a page is given once it is there: the first, and in one file each that follows. */
  function begin() {
    if (navigator.clipboard)
      for (const code of document.querySelectorAll(".behind pre, .elsewhere pre, .side pre"))
        if (code.parentElement?.id !== "b-written") copied(code);
    opened();
    for (const input of document.querySelectorAll("input[data-suggest]"))
      suggesting(/** @type {HTMLInputElement} */ (input));
  }

  addEventListener("hashchange", opened);
  document.addEventListener("tigraph:page", begin);
  begin();
})();
