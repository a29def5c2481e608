// A site without a server: forms and editors ask what this browser answers with (answering.js),
// and are shown the answer where a server would have given a page.
"use strict";

/**
 * @typedef {import("./answering.js").Answer} Answer
 * @typedef {import("./answering.js").Name} Name
 * @typedef {import("./answering.js").Question} Question
 * @typedef {import("./answering.js").Term} Term
 */

(() => {
  const MOST = 500;
  const here = /** @type {any} */ (window).tigraph;
  const fr = () => document.documentElement.lang === "fr";

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
  const way = (one) => here.source.way(one[6].split("/").map(encodeURIComponent).join("/"));

  /**
   * What a field of a name is told while one types.
   * @param {string} text
   * @param {string} [kinds]
   */
  async function suggested(text, kinds = "") {
    /** @type {Name[]} */
    const found = await here.sought(text, kinds.split(" ").filter(Boolean));
    return found.slice(0, 8).map((one) => ({
      label: one[1],
      kind: one[2],
      mark: one[3],
      about: one[5],
      as: "",
      href: way(one),
    }));
  }

  /** @param {Term} term */
  function short(term) {
    const own = /^https:\/\/w3id\.org\/tigraph\/(?:id|concept)\/([\w-]+)\/([\w-]+)$/;
    return term.type === "uri" ? term.value.replace(own, "$1:$2") : term.value;
  }

  /** @param {Answer} found @param {string[]} columns */
  function csv(found, columns) {
    const cell = (/** @type {string} */ text) =>
      /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    const rows = (found.results?.bindings || []).map((row) =>
      columns.map((name) => cell(row[name]?.value || "")).join(","),
    );
    return `${[columns.map(cell).join(","), ...rows].join("\r\n")}\r\n`;
  }

  /** @param {string} content @param {string} media @param {string} name */
  function saving(content, media, name) {
    const made = link(URL.createObjectURL(new Blob([content], { type: media })), "");
    made.textContent = name.split(".").pop()?.toUpperCase() || name;
    made.download = name;
    return made;
  }

  /** @param {Answer | string} found */
  async function shown(found) {
    const part = element("section", "", "answer");
    const forms = element("p", "", "forms");
    forms.append(element("b", fr() ? "Télécharger" : "Download"), " ");
    if (typeof found === "string") {
      forms.append(saving(found, "text/turtle", "answer.ttl"));
      part.append(element("pre", found), forms);
      return part;
    }
    if (found.boolean !== undefined) {
      const verdict = fr() ? ["Oui", "Non"] : ["Yes", "No"];
      part.append(element("p", verdict[found.boolean ? 0 : 1], "lead"));
      return part;
    }
    /** @type {Map<string, Name>} */
    const known = new Map((await here.names()).map((/** @type {Name} */ one) => [one[0], one]));
    const rows = found.results?.bindings || [];
    const columns = found.head.vars || [];
    const told = fr() ? `Réponse : ${rows.length}` : `Answer: ${rows.length}`;
    const cut = fr() ? `, les ${MOST} premières` : `, the first ${MOST}`;
    part.append(element("h2", rows.length > MOST ? told + cut : told));
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
    forms.append(
      saving(csv(found, columns), "text/csv", "answer.csv"),
      " ",
      saving(JSON.stringify(found), "application/sparql-results+json", "answer.json"),
    );
    part.append(wide, forms);
    return part;
  }

  /**
   * Put what is found, or why there is nothing, after a form, in place of what was there.
   * @param {Element} form
   * @param {() => Promise<Answer | string>} ask
   */
  async function put(form, ask) {
    document.querySelector(".sheet > .answer, .plain-editor ~ .answer")?.remove();
    const waiting = element("p", fr() ? "Un instant …" : "One moment …", "answer how");
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
  function questioning(form) {
    /** @type {Promise<Question> | undefined} */
    let asked;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = new FormData(form);
      put(form, async () => {
        const own = await (asked ??= here.source.json(`questions/${form.dataset.question}`));
        /** @type {Record<string, string>} */
        const values = {};
        for (const one of own.parameters) {
          let value = String(given.get(one.name) || one.value || "");
          if (one.name === "lang") value = document.documentElement.lang;
          if (one.type === "iri" && value && !/^[a-z]+:\/\//.test(value)) {
            const [first] = await here.sought(value, one.kinds);
            if (!first) throw new Error(`${one.name}: ${value}?`);
            value = first[0];
          }
          if (!value) throw new Error(`${one.name}?`);
          values[one.name] = value;
        }
        const date = String(given.get("date") || "").trim();
        return here.answered(own, values, { as_of: date, possible: given.has("possible") });
      });
    });
  }

  async function searching() {
    const list = document.querySelector("ol.found");
    const text = here.source.here().searchParams.get("q") || "";
    const field = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
    if (!list || !text) return;
    if (field) field.value = text;
    const found = (await here.sought(text)).slice(0, MOST);
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

  /** What the plain field of the editor holds is answered here. @param {HTMLFormElement} editor */
  function editing(editor) {
    const field = /** @type {HTMLTextAreaElement} */ (editor.elements.namedItem("query"));
    const held = new URLSearchParams(here.source.here().hash.slice(1));
    field.value = held.get("query") || field.value;
    editor.addEventListener("submit", (event) => {
      event.preventDefault();
      put(editor, () => questioned(field.value, null, false));
    });
  }

  /**
   * What a service would answer to SPARQL, at a date where one is given.
   * @param {string} text
   * @param {string | null} date
   * @param {boolean} possible
   * @returns {Promise<Answer | string>}
   */
  async function questioned(text, date, possible) {
    const { prefixes } = await here.dating();
    date = date || text.match(/^#\+ *as_of: *"?([^"\n]*)/m)?.[1].trim() || null;
    possible = possible || /^#\+ *possible: *true/m.test(text);
    const own = here.declared(text, prefixes);
    if (date || possible)
      return here.answer(own, await here.graphsAt(possible), date === "any" ? "" : date || "");
    const bare = text.replace(/<[^<>\s]*>/g, "").replace(/#.*/g, "");
    return here.answer(own, /\bFROM\b/i.test(bare) ? null : [""]);
  }

  const outside = window.fetch.bind(window);
  /**
   * The editor and the builder of others ask a service: what they would ask of this site's is
   * answered here, and never sent.
   * @param {RequestInfo | URL} input
   * @param {RequestInit} [init]
   */
  window.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, location.href);
    const own = new URL(document.body.dataset.sparql || "sparql", location.href);
    if (address.origin !== own.origin || address.pathname !== own.pathname)
      return outside(input, init);
    const request = new Request(input, init);
    const type = request.headers.get("Content-Type") || "";
    const body = request.method === "POST" ? await request.text() : "";
    const given = type.includes("form-urlencoded") ? new URLSearchParams(body) : new Map();
    const asked = (/** @type {string} */ key) => given.get(key) ?? address.searchParams.get(key);
    const query = type.includes("sparql-query") ? body : asked("query") || "";
    try {
      const found = await questioned(query, asked("as_of"), asked("possible") === "true");
      const [text, media] =
        typeof found === "string"
          ? [found, "text/turtle"]
          : [JSON.stringify(found), "application/sparql-results+json"];
      return new Response(text, { headers: { "Content-Type": media } });
    } catch (error) {
      const detail = String(/** @type {Error} */ (error).message || error);
      const json = (request.headers.get("Accept") || "").includes("problem+json");
      const told = json ? JSON.stringify({ detail }) : detail;
      return new Response(told, {
        status: 400,
        headers: { "Content-Type": json ? "application/problem+json" : "text/plain" },
      });
    }
  };

  function begin() {
    const form = /** @type {HTMLFormElement | null} */ (
      document.querySelector("form[data-question]")
    );
    const editor = /** @type {HTMLFormElement | null} */ (document.querySelector(".plain-editor"));
    if (form) questioning(form);
    if (document.querySelector(".searching")) searching();
    if (editor) editing(editor);
  }

  Object.assign(here, { suggested });
  document.addEventListener("tigraph:page", begin);
  if (document.querySelector("#main")) begin();
})();
