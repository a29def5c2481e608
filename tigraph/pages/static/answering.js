// A site without a server: what one would answer, this browser does. SPARQL is answered by
// Oxigraph's WebAssembly over a file of all that the graph holds, names are sought in a list. Both
// are fetched once they are asked for, of this site and of nobody else; an edition in one file has
// them in it (single.js).
"use strict";

/**
 * @typedef {{ type: string, value: string, datatype?: string, "xml:lang"?: string }} Term
 * @typedef {{ head: { vars?: string[] }, boolean?: boolean, results?: { bindings: Record<string, Term>[] } }} Answer
 * @typedef {{ name: string, variable: string, type: string, value: string, told: string, kinds: string[] }} Parameter
 * @typedef {{ name: string, text: string, dated: string, entities: string, derived: string, about: Record<string, Record<string, string>>, prefixes: Record<string, string>, graphs: string[] | null, sure: string[] | null, parameters: Parameter[] }} Question
 * @typedef {[iri: string, label: string, kind: string, mark: string, sort: string, about: string[], path: string, names: string[], language: string]} Name
 * @typedef {{ head: string[], bases: [string, string], documents: [string, string], possible: string }} Referring
 * @typedef {{ words: Record<string, string>, columns: Record<string, string>, dates: Record<string, string>, marks: Record<string, string>, doubts: Record<string, string>, reference: Referring }} Told
 * @typedef {{ text: string, graphs: string[] }} Rule
 * @typedef {{ prefixes: Record<string, string>, bounds: string, held: string, certain: string, possible: string, rules: Record<"certain" | "possible" | "edges", Rule[]> }} Dating
 * @typedef {{ as_of?: string, possible?: boolean }} When
 * @typedef {{ as_of: string, shown: boolean, possible: number, fallen: number, whole: number }} Doubt
 */

(() => {
  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const told = () => document.body.dataset;
  const language = () => document.documentElement.lang;

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

  const there = (/** @type {string | undefined} */ way) =>
    new URL(way || "", document.baseURI).href;

  /** Where what is needed lies: in files of this site, unless it is an edition in one file. */
  const source = {
    here: () => new URL(location.href),
    /** Have the address say what is asked. @param {URLSearchParams} asked */
    put: (asked) => history.pushState(null, "", `?${asked}`),
    /** The way to a page of this language. @param {string} path */
    way: (path) => there((told().home || "") + path),
    /** A file beside the pages of this language. @param {string} path */
    json: async (path) => (await fetch(there((told().home || "") + path))).json(),
    library: async () => {
      const library = await import(there(told().js));
      await library.default({ module_or_path: there(told().wasm) });
      return library;
    },
    data: async () => {
      const reply = await fetch(there(told().store));
      if (!reply.ok || !reply.body) throw new Error(`${reply.status}: ${told().store}`);
      return new Response(reply.body.pipeThrough(new DecompressionStream("gzip"))).text();
    },
  };

  /** What dates are derived by. @type {() => Promise<Dating>} */
  const dating = once(() => source.json("../data/rules.json"));

  const engine = once(async () => {
    const [library, data] = await Promise.all([source.library(), source.data()]);
    const store = new library.Store();
    store.load(data, { format: "nq", no_transaction: true });
    return { library, store, merges: new Map() };
  });

  /** A file of the page's language, read once. @param {string} path */
  function reading(path) {
    /** @type {Map<string, Promise<any>>} */
    const read = new Map();
    return () => {
      const own = language();
      if (!read.has(own)) read.set(own, source.json(path));
      return read.get(own);
    };
  }
  const names = /** @type {() => Promise<Name[]>} */ (reading("names.json"));
  const words = /** @type {() => Promise<Told>} */ (reading("words.json"));

  /** @param {any} library @param {string[] | null | undefined} graphs "" is what stands in none. */
  function seen(library, graphs) {
    if (!graphs) return {};
    const nodes = graphs.map((one) => (one ? library.namedNode(one) : library.defaultGraph()));
    return { default_graph: nodes };
  }

  /**
   * What is seen of several graphs is a merge: a store in which a triple counts once that stands
   * in two of them; the store itself where none does, as most often.
   * @param {{ library: any, store: any, merges: Map<string, any> }} held
   * @param {string[]} graphs
   */
  function merged({ library, store, merges }, graphs) {
    const key = graphs.join(" ");
    if (!merges.has(key)) {
      const derived = graphs.filter(Boolean).map((one) => `<${one}>`);
      const twice = `ASK { VALUES ?g { ${derived.join(" ")} } GRAPH ?g { ?s ?p ?o } ?s ?p ?o }`;
      let made = store;
      if (store.query(twice)) {
        made = new library.Store();
        made.load(store.dump({ format: "nq" }), { format: "nq", no_transaction: true });
        for (const one of derived)
          made.update(`INSERT { ?s ?p ?o } WHERE { GRAPH ${one} { ?s ?p ?o } }`);
      }
      merges.set(key, made);
    }
    return merges.get(key);
  }

  /**
   * What a query gives, over graphs, or over those that it names; as rows, or as text.
   * @param {string} text
   * @param {string[] | null} graphs
   * @param {string} [date] at which edges were derived, "" for any
   * @returns {Promise<Answer | string>}
   */
  async function answer(text, graphs, date = "") {
    const held = date ? await at(date) : await engine();
    const { library } = held;
    const store = graphs && graphs.length > 1 ? merged(held, graphs) : held.store;
    const bare = text.replace(/<[^<>\s]*>/g, "").replace(/#.*/g, "");
    const [form] = bare.match(/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i) || ["SELECT"];
    const rows = /SELECT|ASK/i.test(form);
    const own = store === held.store ? graphs : [""];
    const how = { results_format: rows ? "json" : "ttl", ...seen(library, own) };
    const found = store.query(text, how);
    return rows ? JSON.parse(found) : found;
  }

  /**
   * The first and the last day of a date in EDTF: a year, a month, a day, or from one to another.
   * @param {string} date
   */
  async function days(date) {
    const sides = date.trim().split("/");
    const [from, to] = [sides[0], sides[sides.length - 1]].map((one) =>
      /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(one),
    );
    const last = to ? new Date(Date.UTC(Number(to[1]), Number(to[2] || 12), 0)).getUTCDate() : 0;
    const first = from ? `${from[1]}-${from[2] || "01"}-${from[3] || "01"}` : "";
    const end = to ? `${to[1]}-${to[2] || "12"}-${to[3] || last}` : "";
    if (!first || !end || sides.length > 2 || first > end || Number(to?.[3] || 1) > last)
      throw new Error((await words()).words.bad_edtf.replace("{}", date));
    return { first, end };
  }

  /** What was derived at the date that was asked last. @type {{ date: string, made: Promise<any> }} */
  const dated = { date: "", made: Promise.resolve() };

  /** A store with what holds at a date in place of what holds at any. @param {string} date */
  function at(date) {
    if (dated.date !== date) {
      const made = derived(date);
      Object.assign(dated, { date, made });
      made.catch(() => (dated.date = ""));
    }
    return dated.made;
  }

  /**
   * The rules of the ontology, run for a date: what surely holds and the edges that follow, then
   * what may. As tigraph itself does it (tigraph/validity/snapshot.py).
   * @param {string} date
   */
  async function derived(date) {
    const { first, end } = await days(date);
    const { library, store } = await engine();
    const own = await dating();
    const { certain, possible, held, rules } = own;
    const into = new library.Store();
    into.load(store.dump({ format: "nq" }), { format: "nq", no_transaction: true });
    for (const graph of [certain, possible]) into.update(`CLEAR SILENT GRAPH <${graph}>`);
    /** @param {Rule} rule @param {string} graph */
    const run = (rule, graph) => {
      const text = rule.text
        .replace(/[?$]_from_xsd_date(?!\w)/g, `"${first}"^^<${XSD}date>`)
        .replace(/[?$]_to_xsd_date(?!\w)/g, `"${end}"^^<${XSD}date>`);
      const how = { results_format: "nt", ...seen(library, rule.graphs) };
      const found = into.query(declared(text, own.prefixes), how);
      into.load(found, { format: "nt", to_graph_name: library.namedNode(graph) });
    };
    for (const [stage, graph] of /** @type {const} */ ([
      ["certain", certain],
      ["possible", possible],
    ])) {
      for (const rule of rules[stage]) run(rule, held);
      for (const rule of rules.edges) run(rule, graph);
      into.update(
        `INSERT { GRAPH <${graph}> { ?s ?p ?o } } WHERE { GRAPH <${held}> { ?s ?p ?o } }`,
      );
    }
    into.update(
      `DELETE { GRAPH <${possible}> { ?s ?p ?o } } WHERE { GRAPH <${possible}> { ?s ?p ?o } GRAPH <${certain}> { ?s ?p ?o } }`,
    );
    into.update(`CLEAR SILENT GRAPH <${held}>`);
    return { library, store: into, merges: new Map() };
  }

  /**
   * The graphs that are seen at a date, with or without what only may hold.
   * @param {boolean} possible
   */
  async function graphsAt(possible) {
    const own = await dating();
    return ["", own.bounds, own.certain, ...(possible ? [own.possible] : [])];
  }

  /** Whether a question is asked of a date. @param {Question} asked @param {When} when */
  const moved = (asked, when) => Boolean(asked.dated && (when.as_of || when.possible));

  /** The text of a question as a reader may ask it. @param {Question} asked @param {Record<string, string>} values @param {When} [when] */
  const bare = (asked, values, when = {}) =>
    bound(asked, values, when).replace(asked.entities, () => "");

  /**
   * The text of a question, which gives the entities that its columns name, too, with values in
   * their places.
   * @param {Question} asked
   * @param {Record<string, string>} values
   * @param {When} when
   */
  function bound(asked, values, when) {
    let text = moved(asked, when) ? asked.dated : asked.text;
    for (const one of asked.parameters) {
      const value = values[one.name];
      if (one.type === "iri" && /[<>"{}|\\^`\s]/.test(value)) throw new Error(`${value}?`);
      const term =
        one.type === "iri"
          ? `<${value}>`
          : JSON.stringify(value) +
            (one.type.startsWith("xsd_") ? `^^<${XSD}${one.type.slice(4)}>` : "");
      text = text.replace(new RegExp(`[?$]${one.variable}(?![\\w])`, "g"), () => term);
    }
    return text;
  }

  /** @param {string} text @param {Record<string, string>} prefixes */
  function declared(text, prefixes) {
    const own = new Set([...text.matchAll(/PREFIX\s+([\w-]*):/gi)].map((one) => one[1]));
    const missing = Object.entries(prefixes).filter(
      ([prefix]) => !own.has(prefix) && text.includes(`${prefix}:`),
    );
    return missing.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("") + text;
  }

  /**
   * The answer to a question, as the command line gives it: where the possible is seen, too, a last
   * column says which rows only may hold. Where it is not, how many more may is counted at a date.
   * @param {Question} asked
   * @param {Record<string, string>} values
   * @param {When} [when]
   * @returns {Promise<{ found: Answer | string, doubt?: Doubt }>}
   */
  async function doubted(asked, values, when = {}) {
    const text = declared(bound(asked, values, when), asked.prefixes);
    const date = when.as_of && when.as_of !== "any" ? when.as_of : "";
    const both = asked.derived === "possible" || Boolean(when.possible);
    const graphs = moved(asked, when) ? await graphsAt(both) : asked.graphs;
    const found = await answer(text, graphs, date);
    // A question that rests on nothing derived has no rows that only may hold.
    const derived = moved(asked, when) || ["certain", "possible"].includes(asked.derived);
    if (!derived || !(both || when.as_of)) return { found };
    if (typeof found === "string" || !found.head.vars) return { found };
    const sure = both && !moved(asked, when) ? asked.sure : await graphsAt(!both);
    const other = await answer(text, sure, date);
    if (typeof other === "string") return { found };
    const { marked, possible, fallen } = both ? toldApart(found, other) : toldApart(other, found);
    const [shown, whole] = [both, found.results?.bindings.length || 0];
    const doubt = { as_of: when.as_of || "any", shown, possible, fallen, whole };
    return { found: both ? marked : found, doubt };
  }

  /** @param {Answer} found @param {Answer} sure */
  function toldApart(found, sure) {
    const columns = found.head.vars || [];
    let column = "holds";
    while (columns.includes(column)) column += "_";
    /** @type {Map<string, number>} */
    const left = new Map();
    const key = (/** @type {Record<string, Term>} */ row) =>
      JSON.stringify(columns.map((name) => plain(row[name])));
    for (const row of sure.results?.bindings || [])
      left.set(key(row), (left.get(key(row)) || 0) + 1);
    const bindings = (found.results?.bindings || []).map((row) => {
      const one = key(row);
      const count = left.get(one) || 0;
      left.set(one, count - 1);
      return { ...row, [column]: { type: "literal", value: count > 0 ? "certain" : "possible" } };
    });
    const marked = { head: { vars: [...columns, column] }, results: { bindings } };
    const possible = bindings.filter((row) => row[column].value === "possible").length;
    const fallen = [...left.values()].reduce((sum, count) => sum + Math.max(count, 0), 0);
    return { marked, possible, fallen };
  }

  /** A term as it is compared: blank nodes, which two answers name apart, are alike. @param {Term} [term] */
  const plain = (term) => (term?.type === "bnode" ? "" : Object.entries(term || {}).sort());

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
  async function sought(text, kinds = []) {
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

  // Pages, tests, and readers at the console ask by these.
  const all = { answer, at, bare, bound, dating, declared, doubted, graphsAt };
  Object.assign(window, { tigraph: { ...all, names, sought, source, words } });
})();
