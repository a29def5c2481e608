// Elements, made without a word of HTML: what a text says is never read as anything else.

/**
 * Return an element with properties and children; a property that is no property is an attribute.
 * @param {string} name
 * @param {Record<string, any>} [told]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function el(name, told = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(told)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") {
      for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    } else if (key in made && key !== "list") /** @type {any} */ (made)[key] = value;
    else made.setAttribute(key, String(value));
  }
  for (const child of children) if (child || child === "") made.append(child);
  return made;
}

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/**
 * Return a text with what it leaves open filled in.
 * @param {string} text @param {...(string | number)} fill
 */
export function filled(text, ...fill) {
  let at = 0;
  return text.replace(/\{\}/g, () => String(fill[at++]));
}

/**
 * Return a button; `key` is the key that does the same, shown on it.
 * @param {string} label @param {() => void} act @param {string} [key] @param {Record<string, any>} [told]
 */
export function button(label, act, key = "", told = {}) {
  const shown = key && el("kbd", { "aria-hidden": "true" }, key);
  return el(
    "button",
    { type: "button", on: { click: act }, "aria-keyshortcuts": key || undefined, ...told },
    label,
    shown || null,
  );
}
