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

/** What is left open, and what agrees with a number before it, as `Phrase` of local/words.py has it. */
const OPEN = /\{\}|‹(?:(\d):)?(?:([^›|]*)\|)?([^›]*)›/g;

/**
 * Return a text with what it leaves open filled in, each word in agreement with its number.
 * @param {string} text @param {...(string | number)} fill
 */
export function filled(text, ...fill) {
  const french = document.documentElement.lang === "fr";
  let at = 0;
  return text.replace(OPEN, (mark, nth, one, many) => {
    if (mark === "{}") return String(fill[at++]);
    const count = Number(fill[nth ? Number(nth) : at - 1] ?? 2);
    return (french ? count >= 2 : count !== 1) ? many : (one ?? "");
  });
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
