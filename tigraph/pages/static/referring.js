// What goes with an answer that this browser gave: the same question elsewhere, and the reference
// that a table can carry, as `tigraph query --cite` writes it (tigraph/claims/reference.py).
"use strict";

/**
 * @typedef {import("./answering.js").Answer} Answer
 * @typedef {import("./answering.js").Question} Question
 * @typedef {import("./answering.js").Told} Told
 * @typedef {import("./answering.js").When} When
 * @typedef {{ name: string, dated?: string, derived: string, text: string, given: Record<string, string>, when: When, parameters?: { name: string }[] }} Asked
 */

(() => {
  const here = /** @type {any} */ (window).tigraph;
  const { element } = here;

  /** A word as a shell reads it. @param {string} text */
  const quoted = (text) =>
    text && !/[^\w@%+=:,./-]/.test(text) ? text : `'${text.replace(/'/g, `'"'"'`)}'`;

  /** A value as Python's JSON writes it. @param {Record<string, string>} given */
  function asPython(given) {
    const pairs = Object.entries(given).map((pair) => pair.map((one) => JSON.stringify(one)));
    return `{${pairs.map((pair) => pair.join(": ")).join(", ")}}`;
  }

  /** SPARQL that says itself of which date it asks. @param {Asked} asked */
  function dated({ derived, dated, text, when }) {
    const rests = derived === "certain" || derived === "possible";
    const both = when.possible && dated;
    if (!rests && !(dated && when.as_of) && !both) return text;
    const possible = both ? "#+ possible: true\n" : "";
    return `#+ as_of: ${JSON.stringify(when.as_of || "any")}\n${possible}${text}`;
  }

  /**
   * The same question for a command line, for Python, for R and in SPARQL, as pages write it
   * (tigraph/pages/behind.py).
   * @param {Asked} asked
   */
  function asCode(asked) {
    const { name, given, when } = asked;
    const parts = ["tigraph", "query", name];
    for (const [key, value] of Object.entries(given)) parts.push("-p", `${key}=${value}`);
    const as_of = asked.dated ? when.as_of : "";
    if (as_of) parts.push("--as-of", as_of);
    const both = when.possible && asked.dated;
    if (both) parts.push("--possible");
    const command = parts.map(quoted).join(" ");
    const date = as_of ? `, as_of=${JSON.stringify(as_of)}` : "";
    const possible = both ? ", possible=True" : "";
    return {
      command,
      python:
        "import tigraph\n\ngraph = tigraph.load()\n" +
        `rows = graph.query(${JSON.stringify(name)}, ${asPython(given)}${date}${possible})\n` +
        "rows.to_pandas()\n",
      r: `rows <- read.csv(pipe(${JSON.stringify(`${command} -f csv`)}))\n`,
      text: dated(asked),
    };
  }

  /** The way to the editor with a question in it. @param {Asked} asked */
  function editor(asked) {
    const held = { query: dated(asked) };
    const plain = (/** @type {string} */ text) =>
      encodeURIComponent(text).replace(
        /[!'()*]/g,
        (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
      );
    const told = Object.entries(held).map((pair) => pair.map(plain).join("="));
    return `${here.source.way("editor.html")}#${told.join("&")}`;
  }

  /** The section of a page that has the same question elsewhere. @param {Asked} asked @param {Told} told */
  function elsewhere(asked, { words }) {
    const part = element("section", "", "elsewhere");
    part.setAttribute("aria-labelledby", "elsewhere");
    const title = element("h2", words.same_question);
    title.id = "elsewhere";
    part.append(title);
    const { command, python, r, text } = asCode(asked);
    const forms = { command, python, r, text };
    const called = [words.command_line, "Python", "R", "SPARQL"];
    for (const [form, code] of Object.entries(forms)) {
      const one = element("details");
      one.toggleAttribute("open", code === command);
      const written = element("pre");
      written.tabIndex = 0;
      const line = element("code", code);
      line.dataset.form = form;
      written.append(line);
      one.append(element("summary", called.shift()), written);
      part.append(one);
    }
    const edit = element("a", words.edit_it);
    edit.setAttribute("href", editor(asked));
    const line = element("p");
    line.append(edit);
    part.append(line);
    return part;
  }

  /** The documents behind an answer, each in a line, and whether its rows name claims. @param {Answer | string} found @param {Told} told */
  async function documents(found, { reference }) {
    const { prefixes } = await here.dating();
    const iris =
      typeof found === "string"
        ? [...found.matchAll(/<([^<>\s]+)>/g)].map((one) => one[1])
        : (found.results?.bindings || []).flatMap((row) =>
            Object.values(row).flatMap((term) => (term.type === "uri" ? [term.value] : [])),
          );
    const nodes = [...new Set(iris)].filter((iri) => !/[<>"{}|\\^`\s]/.test(iri));
    for (const [i, query] of reference.documents.entries()) {
      if (!nodes.length) break;
      const values = nodes.map((iri) => `<${iri}>`).join(" ");
      const text = here.declared(
        query.replace("@@nodes@@", () => values),
        prefixes,
      );
      const rows = (await here.answer(text, [""])).results.bindings;
      if (!rows.length && !i) continue;
      const term = (/** @type {any} */ row, /** @type {string} */ name) => row[name]?.value || "";
      /** @type {Map<string, any>} */
      const each = new Map();
      for (const row of rows) if (!each.has(row.document.value)) each.set(row.document.value, row);
      const ends = [...each.values()].flatMap((row) => [
        row.document.value,
        term(row, "publisher"),
      ]);
      const { label } = await here.known(ends.filter(Boolean));
      const lines = [...each.values()].map((row) => {
        const [publisher, retrieved, licence] = ["publisher", "retrieved", "licence"].map((name) =>
          term(row, name),
        );
        const parts = [
          publisher && label(publisher),
          `“${term(row, "title") || label(row.document.value)}”`,
          term(row, "date"),
          term(row, "url"),
          retrieved && `retrieved ${retrieved.slice(0, 10)}`,
          licence && `licence ${licence}`,
        ];
        return parts.filter(Boolean).join(", ");
      });
      return { lines: lines.sort(), named: !i };
    }
    return { lines: [], named: false };
  }

  /**
   * The reference of an answer, as text.
   * @param {Asked} asked
   * @param {Answer | string} found
   */
  async function referenceOf(asked, found) {
    const told = /** @type {Told} */ (await here.words());
    const { head, bases, possible } = told.reference;
    const { lines, named } = await documents(found, told);
    const names = asked.parameters?.map((one) => one.name) || Object.keys(asked.given);
    const given = names.map((name) => `${name} = ${asked.given[name]}`);
    const own = given.length ? ` with ${given.join("; ")}` : "";
    const rests = ["certain", "possible"].includes(asked.derived);
    const both = asked.dated && asked.when.possible;
    const date = asked.when.as_of || (rests || both ? "any" : "");
    const text = [
      ...head,
      `Query: ${asked.name}${own}, asked on ${new Date().toISOString().slice(0, 10)}.`,
      `Date asked for: ${date || "none (all that the documents say)"}.`,
      ...(asked.when.possible ? [`Asked ${possible}.`] : []),
      `${bases[named ? 0 : 1]}:`,
      ...(lines.length ? lines : ["none"]).map((line) => `  - ${line}`),
      "Text of the query:",
      ...asked.text
        .trim()
        .split("\n")
        .map((line) => `  ${line}`),
    ];
    return text.map((line) => `${`# ${line}`.trimEnd()}\n`).join("");
  }

  /** @param {Answer} found */
  function csv(found) {
    const columns = found.head.vars || [];
    const cell = (/** @type {string} */ text) =>
      /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    const rows = (found.results?.bindings || []).map((row) =>
      columns.map((name) => cell(row[name]?.value || "")).join(","),
    );
    return `${[columns.map(cell).join(","), ...rows].join("\r\n")}\r\n`;
  }

  /** What a file of an answer is called: by the question, what it was given, and the date. @param {Asked} asked */
  function fileName({ name, given, when }) {
    const own = Object.values(given).map((one) => one.replace(/^[\w-]+:(?=[^/])/, ""));
    return [name, ...own, when.as_of || "", when.possible ? "possible" : ""]
      .map((one) =>
        one
          .normalize("NFD")
          .replace(/\p{M}/gu, "")
          .replace(/[^\w-]+/g, "-"),
      )
      .filter(Boolean)
      .join(".");
  }

  /** @param {string} content @param {string} media @param {string} name @param {string} word */
  function saving(content, media, name, word) {
    const made = /** @type {HTMLAnchorElement} */ (element("a", word));
    made.href = URL.createObjectURL(new Blob([content], { type: media }));
    made.download = name;
    return made;
  }

  /**
   * What an answer can be taken as, with its reference beside it.
   * @param {Asked} asked
   * @param {Answer | string} found
   */
  async function taken(asked, found) {
    const told = /** @type {Told} */ (await here.words());
    const name = fileName(asked);
    const reference = await referenceOf(asked, found);
    const forms = element("p", "", "forms");
    forms.append(element("b", told.words.download));
    /** @type {[string, string, string][]} */
    const kinds =
      typeof found === "string"
        ? [[found, "text/turtle", "ttl"]]
        : [
            ...(found.head.vars
              ? [/** @type {[string, string, string]} */ ([csv(found), "text/csv", "csv"])]
              : []),
            [JSON.stringify(found), "application/sparql-results+json", "json"],
          ];
    for (const [content, media, ending] of kinds)
      forms.append(" ", saving(content, media, `${name}.${ending}`, ending.toUpperCase()));
    const ending = kinds[0][2];
    forms.append(
      " ",
      saving(reference, "text/plain", `${name}.${ending}.cite.txt`, told.words.reference),
    );
    const cited = element("details", "", "behind reference");
    const written = element("pre");
    written.tabIndex = 0;
    written.append(element("code", reference));
    cited.append(
      element("summary", told.words.reference),
      element("p", told.words.reference_how),
      written,
    );
    return [forms, cited];
  }

  Object.assign(here, { asCode, csv, elsewhere, fileName, referenceOf, taken });
})();
