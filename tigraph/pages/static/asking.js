// A site without a server: what one would answer, this browser does. SPARQL is answered by
// Oxigraph's WebAssembly over the file of all that the graph holds; names are sought in a list.
// Both are fetched once they are asked for, of this site and of nobody else.

/**
 * @typedef {{ type: string, value: string, datatype?: string, "xml:lang"?: string }} Term
 * @typedef {{ head: { vars?: string[] }, boolean?: boolean, results?: { bindings: Record<string, Term>[] } }} Answer
 * @typedef {{ name: string, variable: string, type: string, value: string, kinds: string[] }} Parameter
 * @typedef {{ text: string, prefixes: Record<string, string>, graphs: string[] | null, sure: string[] | null, parameters: Parameter[] }} Question
 * @typedef {[iri: string, label: string, kind: string, mark: string, sort: string, about: string[], path: string, names: string[]]} Name
 */

const told = document.body.dataset;
const language = document.documentElement.lang;
const XSD = "http://www.w3.org/2001/XMLSchema#";
const MOST = 500;

/**
 * @template T
 * @param {() => Promise<T>} make
 * @returns {() => Promise<T>}
 */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => (made ??= make());
}

const engine = once(async () => {
  const there = (/** @type {string | undefined} */ way) => new URL(way || "", location.href).href;
  const library = await import(there(told.js));
  await library.default({ module_or_path: there(told.wasm) });
  const reply = await fetch(there(told.store));
  if (!reply.ok || !reply.body) throw new Error(`${reply.status}: ${told.store}`);
  const packed = reply.body.pipeThrough(new DecompressionStream("gzip"));
  const store = new library.Store();
  store.load(await new Response(packed).text(), { format: "nq", no_transaction: true });
  return { library, store };
});

/** @type {() => Promise<Name[]>} */
const names = once(async () => {
  const home = new URL(told.home || "", location.href);
  return (await fetch(new URL("names.json", home))).json();
});

/**
 * What a query gives, over graphs ("" is what stands in none), or over those that it names.
 * @param {string} text
 * @param {string[] | null} graphs
 * @returns {Promise<Answer | string>}
 */
export async function answer(text, graphs) {
  const { library, store } = await engine();
  const seen = graphs?.map((one) => (one ? library.namedNode(one) : library.defaultGraph()));
  const bare = text.replace(/<[^<>\s]*>/g, "").replace(/#.*/g, "");
  const [form] = bare.match(/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i) || ["SELECT"];
  const rows = /SELECT|ASK/i.test(form);
  const how = { results_format: rows ? "json" : "ttl", ...(seen ? { default_graph: seen } : {}) };
  const found = store.query(text, how);
  return rows ? JSON.parse(found) : found;
}

/**
 * A question as it is asked: prefixes that it does not declare before it, values in their places.
 * @param {Question} asked
 * @param {Record<string, string>} values
 */
export function bound(asked, values) {
  let text = asked.text;
  for (const one of asked.parameters) {
    const value = values[one.name];
    const term =
      one.type === "iri"
        ? `<${value}>`
        : JSON.stringify(value) +
          (one.type.startsWith("xsd_") ? `^^<${XSD}${one.type.slice(4)}>` : "");
    text = text.replace(new RegExp(`[?$]${one.variable}(?![\\w])`, "g"), () => term);
  }
  return declared(text, asked.prefixes);
}

/**
 * @param {string} text
 * @param {Record<string, string>} prefixes
 */
function declared(text, prefixes) {
  const own = new Set([...text.matchAll(/PREFIX\s+([\w-]*):/gi)].map((one) => one[1]));
  const missing = Object.entries(prefixes).filter(
    ([prefix]) => !own.has(prefix) && text.includes(`${prefix}:`),
  );
  return missing.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("") + text;
}

/**
 * The answer to a question, as the command line gives it: where the possible is seen, too, a last
 * column says which rows only may hold.
 * @param {Question} asked
 * @param {Record<string, string>} values
 * @returns {Promise<Answer | string>}
 */
export async function answered(asked, values) {
  const text = bound(asked, values);
  const found = await answer(text, asked.graphs);
  if (!asked.sure || typeof found === "string" || !found.head.vars) return found;
  const sure = await answer(text, asked.sure);
  if (typeof sure === "string") return found;
  let column = "holds";
  while (found.head.vars.includes(column)) column += "_";
  /** @type {Map<string, number>} */
  const left = new Map();
  const key = (/** @type {Record<string, Term>} */ row) =>
    JSON.stringify(found.head.vars?.map((name) => Object.entries(row[name] || {}).sort()));
  for (const row of sure.results?.bindings || []) left.set(key(row), (left.get(key(row)) || 0) + 1);
  const bindings = (found.results?.bindings || []).map((row) => {
    const one = key(row);
    const count = left.get(one) || 0;
    left.set(one, count - 1);
    return { ...row, [column]: { type: "literal", value: count > 0 ? "certain" : "possible" } };
  });
  return { head: { vars: [...found.head.vars, column] }, results: { bindings } };
}

/** @param {string} text */
function folded(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * Names in which each word of a text begins a word, those that begin so first.
 * @param {string} text
 * @param {string[]} kinds
 * @returns {Promise<Name[]>}
 */
export async function sought(text, kinds = []) {
  const words = folded(text).split(" ").filter(Boolean);
  if (!words.length) return [];
  /** @type {[number, Name][]} */
  const found = [];
  for (const one of await names()) {
    if (kinds.length && !kinds.includes(one[4])) continue;
    const fits = one[7].map((name) => ` ${folded(name)}`);
    const met = fits.findIndex((name) => words.every((word) => name.includes(` ${word}`)));
    if (met < 0) continue;
    const first = fits[met].startsWith(` ${words.join(" ")}`) ? 0 : 1;
    found.push([first + (met ? 0.5 : 0) + fits[met].length / 1e4, one]);
  }
  return found.sort((a, b) => a[0] - b[0]).map(([, one]) => one);
}

/**
 * What a field of a name is told while one types.
 * @param {string} text
 * @param {string} [kinds]
 */
async function suggested(text, kinds = "") {
  const found = await sought(text, kinds.split(" ").filter(Boolean));
  return found.slice(0, 8).map((one) => ({
    label: one[1],
    kind: one[2],
    mark: one[3],
    about: one[5],
    as: "",
    href: way(one),
  }));
}

/**
 * @param {string} tag
 * @param {string} [text]
 * @param {string} [name]
 */
function element(tag, text = "", name = "") {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (name) made.className = name;
  return made;
}

/**
 * @param {string} href
 * @param {string} text
 */
function link(href, text) {
  const made = /** @type {HTMLAnchorElement} */ (document.createElement("a"));
  made.href = href;
  made.append(element("bdi", text));
  return made;
}

/** @param {Name} one */
function way(one) {
  const path = one[6]
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");
  return new URL(path, new URL(told.home || "", location.href)).href;
}

/** @param {Term} term */
function short(term) {
  const own = /^https:\/\/w3id\.org\/tigraph\/(?:id|concept)\/([\w-]+)\/([\w-]+)$/;
  return term.type === "uri" ? term.value.replace(own, "$1:$2") : term.value;
}

/** @param {Answer | string} found */
async function shown(found) {
  const part = element("section", "", "answer");
  if (typeof found === "string") {
    part.append(element("pre", found));
    return part;
  }
  const fr = language === "fr";
  if (found.boolean !== undefined) {
    part.append(element("p", found.boolean ? (fr ? "Oui" : "Yes") : fr ? "Non" : "No", "lead"));
    return part;
  }
  const known = new Map((await names()).map((one) => [one[0], one]));
  const rows = found.results?.bindings || [];
  const columns = found.head.vars || [];
  part.append(element("h2", fr ? `Réponse : ${rows.length}` : `Answer: ${rows.length}`));
  const table = element("table", "", "rows");
  const head = element("tr");
  for (const name of columns) head.append(element("th", name));
  table.append(element("thead"), element("tbody"));
  table.firstChild?.appendChild(head);
  for (const row of rows.slice(0, MOST)) {
    const line = element("tr");
    for (const name of columns) {
      const cell = element("td");
      const term = row[name];
      const one = term?.type === "uri" ? known.get(term.value) : undefined;
      if (one) cell.append(link(way(one), one[1]));
      else if (term) cell.append(element("bdi", short(term)));
      line.append(cell);
    }
    table.lastChild?.appendChild(line);
  }
  const wide = element("div", "", "wide");
  wide.tabIndex = 0;
  wide.append(table);
  part.append(wide);
  return part;
}

/**
 * Put what is found, or why there is nothing, after a form, in place of what was there.
 * @param {Element} form
 * @param {() => Promise<Answer | string>} ask
 */
async function put(form, ask) {
  document.querySelector(".sheet > .answer, .plain-editor ~ .answer")?.remove();
  const waiting = element("p", language === "fr" ? "Un instant …" : "One moment …", "answer how");
  waiting.role = "status";
  form.after(waiting);
  try {
    waiting.replaceWith(await shown(await ask()));
  } catch (error) {
    const fault = element("p", String(/** @type {Error} */ (error).message || error), "silence");
    fault.classList.add("answer");
    fault.role = "alert";
    waiting.replaceWith(fault);
  }
}

/** @param {HTMLFormElement} form */
async function questioning(form) {
  const address = new URL(form.dataset.question || "", location.href);
  /** @type {() => Promise<Question>} */
  const asked = once(async () => (await fetch(address)).json());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(form);
    put(form, async () => {
      const own = await asked();
      /** @type {Record<string, string>} */
      const values = {};
      for (const one of own.parameters) {
        let value = String(given.get(one.name) || one.value || "");
        if (one.name === "lang") value = language;
        if (one.type === "iri" && value && !/^[a-z]+:\/\//.test(value)) {
          const [first] = await sought(value, one.kinds);
          if (!first) throw new Error(`${one.name}: ${value}?`);
          value = first[0];
        }
        if (!value) throw new Error(`${one.name}?`);
        values[one.name] = value;
      }
      return answered(own, values);
    });
  });
}

async function searching() {
  const list = document.querySelector("ol.found");
  const text = new URLSearchParams(location.search).get("q") || "";
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
  if (!list || !text) return;
  if (field) field.value = text;
  const found = (await sought(text)).slice(0, MOST);
  const title = document.querySelector("h1");
  if (title) title.textContent = `${text} : ${found.length}`;
  for (const one of found) {
    const item = element("li");
    const name = element("p", "", "what");
    name.append(link(way(one), one[1]));
    item.append(name, element("p", [one[2], ...one[5]].join(" · "), "how"));
    list.append(item);
  }
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-question]"));
const editor = /** @type {HTMLFormElement | null} */ (document.querySelector(".plain-editor"));
if (form) questioning(form);
if (document.querySelector(".searching")) searching();
if (editor) {
  const field = /** @type {HTMLTextAreaElement} */ (editor.elements.namedItem("query"));
  const held = new URLSearchParams(location.hash.slice(1)).get("query");
  if (held) field.value = held;
  editor.addEventListener("submit", (event) => {
    event.preventDefault();
    const prefixes = JSON.parse(editor.dataset.prefixes || "{}");
    const graphs = JSON.parse(editor.dataset.graphs || '[""]');
    put(editor, () => answer(declared(field.value, prefixes), graphs));
  });
}
// Tests, and readers at the console, ask as the forms do.
Object.assign(window, { tigraph: { answer, answered, bound, sought, suggested } });
