// An answer that this browser gave, drawn as a page has it that was written before: the names of
// columns, the words of dates, the links and signs of entities. Words come with the site
// (words.json), labels of what has no page out of the data.
"use strict";

/**
 * @typedef {import("./answering.js").Answer} Answer
 * @typedef {import("./answering.js").Doubt} Doubt
 * @typedef {import("./answering.js").Name} Name
 * @typedef {import("./answering.js").Question} Question
 * @typedef {import("./answering.js").Term} Term
 * @typedef {import("./answering.js").Told} Told
 * @typedef {{ text: string, href?: string, mark?: string, number?: boolean, claim?: boolean, language?: string }} Cell
 * @typedef {{ label: (iri: string) => string, name: (iri: string) => Name | undefined, told: Told, date: string, claims: string }} Known
 */

(() => {
  const MOST = 500;
  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const DATED = [
    "http://id.loc.gov/datatypes/edtf/EDTF",
    ...["date", "gYear", "gYearMonth"].map((one) => XSD + one),
  ];
  const WHOLE =
    /^(?:integer|int|long|short|byte|unsigned(?:Long|Int|Short|Byte)|(?:nonN|n)egativeInteger|(?:nonP|p)ositiveInteger)$/;
  const here = /** @type {any} */ (window).tigraph;
  const language = () => document.documentElement.lang;

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

  /** The way to the page of an entity. @param {Name} one */
  const way = (one) => here.source.way(one[6].split("/").map(encodeURIComponent).join("/"));

  /** A text of which another language is told. @param {string} text @param {string} [lang] */
  function spoken(text, lang = "") {
    const made = element("bdi", text);
    if (lang) made.lang = lang;
    return made;
  }

  /** @param {string} href @param {string} text @param {string} [lang] */
  function link(href, text, lang = "") {
    const made = /** @type {HTMLAnchorElement} */ (document.createElement("a"));
    made.href = href;
    made.append(spoken(text, lang));
    return made;
  }

  /** An IRI by its prefix, or as it is where none fits. @param {string} iri @param {Record<string, string>} prefixes */
  function curie(iri, prefixes) {
    const [, space, rest] = /^(.*[/#])([^/#]*)$/.exec(iri) || [];
    const prefix = rest && Object.keys(prefixes).find((one) => prefixes[one] === space);
    return prefix ? `${prefix}:${rest}` : iri;
  }

  /** What a CURIE or an IRI names, "" of another text. @param {string} text @param {Record<string, string>} prefixes */
  function expanded(text, prefixes) {
    if (/^(?:https?:\/\/|urn:)\S+$/.test(text)) return text;
    const [, prefix = "", rest = ""] = /^([\w-]+):(\S+)$/.exec(text) || [];
    return Object.hasOwn(prefixes, prefix) ? prefixes[prefix] + rest : "";
  }

  /**
   * What is known of IRIs: the names that have pages, and the labels that the data has.
   * @param {string[]} iris
   * @param {string} [date] that of the pages to which names lead
   * @returns {Promise<Known>}
   */
  async function known(iris, date = "") {
    const { prefixes } = await here.dating();
    const own = [...new Set(iris)];
    /** @type {Map<string, Record<string, string>>} */
    const labels = new Map();
    const values = own.filter((iri) => !/[<>"{}|\\^`\s]/.test(iri)).map((iri) => `<${iri}>`);
    const text = `SELECT ?thing ?label { VALUES ?thing { ${values.join(" ")} }
      { ?thing skos:prefLabel ?label } UNION { ?thing rdfs:label ?label } }`;
    const found = values.length && (await here.answer(here.declared(text, prefixes), [""]));
    for (const { thing, label } of found ? found.results.bindings : []) {
      const of = labels.get(thing.value) || {};
      of[label["xml:lang"] || "fr"] ??= label.value;
      labels.set(thing.value, of);
    }
    /** @type {Map<string, Name>} */
    const names = new Map((await here.names()).map((/** @type {Name} */ one) => [one[0], one]));
    const label = (/** @type {string} */ iri) => {
      const of = labels.get(iri) || {};
      const any = Object.values(of).sort().pop();
      return of[language()] || of.fr || of.en || any || curie(iri, prefixes);
    };
    return {
      label,
      name: (iri) => names.get(iri),
      told: await here.words(),
      date,
      claims: prefixes.claim,
    };
  }

  /** The way to what has a page, and its sign. @param {Name} one @param {Known} known */
  function led(one, { date }) {
    const at = date && `?${new URLSearchParams({ date })}`;
    return { href: way(one) + at, mark: one[3] };
  }

  /** A number as the language writes it, "" of what is none. @param {Term} term */
  function amount({ datatype = "", value }) {
    const own = datatype.startsWith(XSD) ? datatype.slice(XSD.length) : "";
    const whole = WHOLE.test(own);
    if (!whole && !/^(?:decimal|double|float)$/.test(own)) return "";
    const number = Number(value);
    if (Number.isNaN(number)) return "";
    const plain = whole ? value.replace(/^\+?0*(?=\d)/, "") : String(+number.toPrecision(10));
    const [sign, digits, rest = ""] = (/^(-?)(\d+)(.*)$/.exec(plain) || ["", "", plain]).slice(1);
    const apart = digits.replace(/\B(?=(\d{3})+$)/g, ",");
    const written = sign + apart + rest;
    return language() === "fr" ? written.replace(/,/g, "\u202f").replace(".", ",") : written;
  }

  /** @param {Term | undefined} term @param {Known} known @param {string} [entity] what it is the name of @returns {Cell} */
  function cell(term, known, entity) {
    if (!term) return { text: "" };
    if (term.type === "uri") {
      const text = known.label(term.value);
      const one = known.name(term.value);
      const claim = term.value.startsWith(known.claims);
      return one ? { text, ...led(one, known), language: one[8] } : { text, claim };
    }
    if (term.type === "bnode") return { text: `_:${term.value}` };
    const text = amount(term);
    if (text) return { text, number: true };
    if (DATED.includes(term.datatype || ""))
      return { text: known.told.dates[term.value] ?? term.value };
    const own = term["xml:lang"];
    const named = entity ? known.name(entity) : undefined;
    const told = { text: term.value, language: own && own !== language() ? own : "" };
    return named ? { ...told, ...led(named, known) } : told;
  }

  /** What is added to the name of a column for that of its entities (tigraph/querying/entities.py). */
  const ADDED = "_entity";

  /**
   * An answer as its question has it, and of each row the IRIs of what its columns name: those of a
   * DISTINCT question that differ in these alone are one, which names none of what they differ in.
   * @param {Answer | string} found
   * @param {Question} own
   * @returns {{ found: Answer | string, entities?: Record<string, string>[] }}
   */
  function parted(found, own) {
    if (typeof found === "string" || !found.head.vars || !found.results || !own.entities)
      return { found };
    const vars = found.head.vars.filter((name) => !own.entities.includes(` AS ?${name}) `));
    /** @type {Map<string, [Record<string, Term>, Record<string, string>]>} */
    const rows = new Map();
    const [, word] = /^\s*SELECT\s+(\w*)/im.exec(own.text) || [];
    const distinct = word?.toUpperCase() === "DISTINCT";
    for (const [i, row] of found.results.bindings.entries()) {
      const plain = Object.fromEntries(
        vars.filter((name) => row[name]).map((name) => [name, row[name]]),
      );
      /** @type {Record<string, string>} */
      const named = {};
      for (const name of vars)
        if (row[name + ADDED]?.type === "uri") named[name] = row[name + ADDED].value;
      const key = distinct ? JSON.stringify(plain) : String(i);
      const before = rows.get(key)?.[1];
      for (const name of Object.keys(before || {}))
        if (before?.[name] !== named[name]) delete before?.[name];
      if (!before) rows.set(key, [plain, named]);
    }
    const bindings = [...rows.values()].map(([plain]) => plain);
    const entities = [...rows.values()].map(([, named]) => named);
    return { found: { head: { ...found.head, vars }, results: { bindings } }, entities };
  }

  /** @param {Cell} own @param {Known} known */
  function drawn(own, { told }) {
    const made = element("td", "", own.number ? "number" : own.claim ? "claim-id" : "");
    if (own.claim) made.title = own.text;
    made.append(
      sign(told.marks[own.mark || ""]),
      own.href ? link(own.href, own.text, own.language) : spoken(own.text, own.language),
    );
    return made;
  }

  /** The sign of a kind, an SVG of ours. @param {string | undefined} svg */
  function sign(svg) {
    const made = document.createElement("template");
    made.innerHTML = svg || "";
    return made.content;
  }

  /**
   * Rows as a table, and below it what the columns mean.
   * @param {Answer} found
   * @param {Record<string, string>} about
   * @param {string} date
   * @param {Record<string, string>[]} entities of each row, what its columns name
   */
  async function tabled(found, about, date, entities) {
    const rows = (found.results?.bindings || []).slice(0, MOST);
    const names = found.head.vars || [];
    const terms = rows.flatMap((row) => names.map((name) => row[name]));
    const iris = terms.filter((one) => one?.type === "uri").map((one) => one.value);
    const own = await known(iris, date);
    const cells = rows.map((row, i) =>
      names.map((name) => cell(row[name], own, entities[i]?.[name])),
    );
    const columns = names.map((name, i) => ({
      called: own.told.columns[name] || name.replace(/_/g, " "),
      about: about[name] || "",
      number:
        cells.some((row) => row[i].number) && cells.every((row) => row[i].number || !row[i].text),
    }));
    const table = element("table", "", "rows");
    const [head, body, line] = ["thead", "tbody", "tr"].map((tag) => element(tag));
    for (const { called, about, number } of columns) {
      const made = element("th", called, number ? "number" : "");
      made.setAttribute("scope", "col");
      if (about) made.title = about;
      line.append(made);
    }
    head.append(line);
    for (const row of cells) {
      const made = element("tr");
      made.append(...row.map((one) => drawn(one, own)));
      body.append(made);
    }
    table.append(head, body);
    const wide = element("div", "", "wide");
    Object.assign(wide, { tabIndex: 0, role: "group" });
    wide.setAttribute("aria-labelledby", "seen");
    wide.append(table);
    const meant = element("dl", "", "columns-told");
    for (const { called, about } of columns)
      if (about) meant.append(element("dt", called), element("dd", about));
    return [wide, meant];
  }

  /** How many rows there are, in words. @param {number} count @param {Told} told */
  function counted(count, { words }) {
    if (!count) return words.rows_none;
    const told = count === 1 ? words.rows_one : words.rows_n.replace("{}", String(count));
    return count > MOST ? `${told}, ${words.rows_shown.replace("{}", String(MOST))}` : told;
  }

  /** What is not sure of an answer, as the command says it. @param {Doubt | undefined} doubt @param {Told} told */
  function unsure(doubt, { doubts }) {
    const any = doubt?.as_of === "any";
    if (!doubt || (any && !doubt.possible && !doubt.fallen)) return "";
    const counts = [doubt.possible, doubt.fallen, doubt.whole === 1 ? 1 : 2];
    const key = counts.map((count) => Math.min(count, 2)).join("");
    const text = doubts[`${doubt.shown ? "s" : "u"}${key}${any ? "a" : "d"}`];
    const { possible, fallen, whole, as_of: date } = doubt;
    return Object.entries({ possible, fallen, whole, date }).reduce(
      (told, [name, value]) => told.replaceAll(`{${name}}`, String(value)),
      text,
    );
  }

  /**
   * A section with an answer: how much it is, what is not sure of it, and the answer itself.
   * @param {Answer | string} found
   * @param {{ about?: Record<string, string>, date?: string, doubt?: Doubt, entities?: Record<string, string>[], more?: string }} [given]
   *   `more` is the way to the same with what only may hold.
   */
  async function shown(found, { about = {}, date = "", doubt, entities = [], more } = {}) {
    const told = /** @type {Told} */ (await here.words());
    const part = element("section", "", "answer");
    part.setAttribute("aria-labelledby", "seen");
    const head = element("div", "", "answer-head");
    const title = element("h2", `${told.words.answer} `);
    title.id = "seen";
    head.append(title);
    part.append(head);
    if (typeof found === "string") {
      const text = element("pre", found);
      text.tabIndex = 0;
      part.append(text);
      return part;
    }
    if (found.boolean !== undefined) {
      part.append(element("p", found.boolean ? told.words.yes : told.words.no, "lead"));
      return part;
    }
    const count = found.results?.bindings.length || 0;
    title.append(element("span", counted(count, told), "count"));
    const doubtful = unsure(doubt, told);
    if (doubtful) {
      const line = element("p", `${doubtful} `, "how doubt");
      if (more && !doubt?.shown) {
        const possible = element("a", told.words.with_possible);
        possible.setAttribute("href", more);
        line.append(possible);
      }
      part.append(line);
    }
    if (count) part.append(...(await tabled(found, about, date, entities)));
    return part;
  }

  Object.assign(here, { curie, element, expanded, known, link, parted, shown, sign, way });
})();
