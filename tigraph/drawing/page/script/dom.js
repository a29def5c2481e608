// The document of the page. Every value of the network reaches it as text, never as markup.

/** @typedef {{ [name: string]: string }} Attributes */

/**
 * An element of page.html; of which class, where that matters.
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [made]
 * @returns {T}
 */
export function byId(id, made) {
  const found = document.getElementById(id);
  if (!(found instanceof (made || HTMLElement))) throw new Error(`no such element: ${id}`);
  return /** @type {T} */ (/** @type {unknown} */ (found));
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [text]
 * @param {Attributes} attributes
 */
export function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Attributes} attributes
 */
export function button(text, act, attributes = {}) {
  const made = element("button", text, { type: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
}

/**
 * Add a term and what is told of it to a list, if there is anything.
 * @param {HTMLElement} list
 * @param {string} term
 * @param {string | undefined} value
 */
export function row(list, term, value) {
  if (value) list.append(element("dt", term), element("dd", value, { dir: "auto" }));
}

/**
 * Fill a list to choose from.
 * @param {HTMLSelectElement} select
 * @param {[value: string, text: string][]} pairs
 */
export function options(select, pairs) {
  select.replaceChildren(...pairs.map(([value, text]) => element("option", text, { value })));
}
