// A site without a server: forms and editors ask what this browser answers with (answering.js),
// and are shown the answer where a server would have given a page.
"use strict";

/**
 * @typedef {import("./answering.js").Answer} Answer
 * @typedef {import("./answering.js").Doubt} Doubt
 * @typedef {import("./answering.js").Name} Name
 * @typedef {import("./answering.js").Question} Question
 * @typedef {import("./answering.js").When} When
 * @typedef {import("./referring.js").Asked} Asked
 */

(() => {
  const MOST = 500;
  /** What a page tells of an answer: it goes where another one comes. */
  const TOLD = ".sheet > .answer, .sheet > .elsewhere, .plain-editor ~ .answer";
  const here = /** @type {any} */ (window).tigraph;
  const { element, link, way } = here;
  const language = () => document.documentElement.lang;

  /**
   * What a field of a name is told while one types.
   * @param {string} text
   * @param {string} [kinds]
   */
  async function suggested(text, kinds = "") {
    /** @type {Name[]} */
    const found = await here.sought(text, kinds.split(" ").filter(Boolean));
    return found.slice(0, 8).map((one) => ({
      iri: one[0],
      label: one[1],
      kind: one[2],
      mark: one[3],
      about: one[5],
      as: "",
      href: way(one),
    }));
  }

  /**
   * Put what is found, or why there is nothing, after a form, in place of what was there.
   * @param {Element} form
   * @param {() => Promise<Element[]>} ask
   */
  async function put(form, ask) {
    for (const old of document.querySelectorAll(TOLD)) old.remove();
    const { words } = await here.words();
    const waiting = element("p", words.wait, "answer how");
    waiting.role = "status";
    form.after(waiting);
    try {
      waiting.replaceWith(...(await ask()));
    } catch (error) {
      const fault = element("p", String(/** @type {Error} */ (error).message || error), "silence");
      fault.classList.add("answer");
      fault.role = "alert";
      waiting.replaceWith(fault);
    }
  }

  /**
   * What is asked, drawn: the answer, what it can be taken as, and the question elsewhere.
   * @param {Asked} asked
   * @param {Answer | string} found
   * @param {{ about?: Record<string, string>, date?: string, doubt?: Doubt, entities?: Record<string, string>[], more?: string }} given
   */
  async function drawn(asked, found, given) {
    const part = await here.shown(found, given);
    part.append(...(await here.taken(asked, found)));
    return part;
  }

  /**
   * What a name in a field means: the one taken from the list, what an IRI says, else the first.
   * @param {HTMLInputElement} field
   * @param {string} text
   * @param {string[]} kinds
   */
  async function meant(field, text, kinds) {
    const { prefixes } = await here.dating();
    const { words } = await here.words();
    const iri = field.dataset.label === text ? field.dataset.iri : here.expanded(text, prefixes);
    if (iri) {
      const one = (await here.names()).find((/** @type {Name} */ [own]) => own === iri);
      if (one) fill(field, one);
      return iri;
    }
    const [first] = await here.sought(text, kinds);
    if (!first) throw new Error(words.found_none.replace("{}", text));
    fill(field, first);
    return first[0];
  }

  /** @param {HTMLInputElement} field @param {Name} one */
  function fill(field, one) {
    field.value = one[1];
    Object.assign(field.dataset, { iri: one[0], label: one[1] });
  }

  /**
   * What a form holds, as a question is asked with it.
   * @param {HTMLFormElement} form
   * @param {Question} own
   */
  async function held(form, own) {
    const { prefixes } = await here.dating();
    const { words } = await here.words();
    const told = new FormData(form);
    const ownDate = own.parameters.some((one) => one.name === "date");
    const date = ownDate ? "" : String(told.get("date") || "").trim();
    const address = new URLSearchParams(date && { date });
    const [values, given] = /** @type {Record<string, string>[]} */ ([{}, {}]);
    for (const one of own.parameters) {
      const field = /** @type {HTMLInputElement | null} */ (form.elements.namedItem(one.name));
      const typed = String(told.get(one.name) ?? "").trim();
      if (one.name === "lang") {
        values.lang = given.lang = language();
      } else if (
        !typed ||
        typed === field?.defaultValue ||
        (!field?.defaultValue && typed === one.told)
      ) {
        if (!one.value) {
          const called = field?.labels?.[0]?.textContent || one.name;
          throw new Error(words.fill_in.replace("{}", called));
        }
        [values[one.name], given[one.name]] = [one.value, one.told];
      } else {
        const iri = one.type === "iri" && field ? await meant(field, typed, one.kinds) : "";
        values[one.name] = iri || typed;
        given[one.name] = iri ? here.curie(iri, prefixes) : typed;
        address.set(one.name, given[one.name]);
      }
    }
    const when = { as_of: date, possible: told.has("possible") };
    if (when.possible) address.set("possible", "1");
    address.set("ask", "1");
    return { values, given, when, address };
  }

  /**
   * The answer to a question, and the same question elsewhere, as its page has them.
   * @param {Question} own
   * @param {{ values: Record<string, string>, given: Record<string, string>, when: When, address: URLSearchParams }} held
   */
  async function told(own, { values, given, when, address }) {
    const { found: whole, doubt } = await here.doubted(own, values, when);
    const { found, entities } = here.parted(whole, own);
    const more = new URLSearchParams(address);
    for (const name of ["possible", "ask"]) {
      more.delete(name);
      more.set(name, "1");
    }
    const asked = { ...own, text: here.bare(own, values, when), given, when };
    const path = `questions/${own.name}.html?${more}`;
    const about = own.about[language()];
    const [date, way] = [when.as_of, here.source.way(path)];
    const part = await drawn(asked, found, { about, date, doubt, entities, more: way });
    return [part, here.elsewhere(asked, await here.words())];
  }

  /** The form whose page is shown, and what it does where the address changes. */
  let again = () => {};

  /** @param {HTMLFormElement} form */
  function questioning(form) {
    /** @type {Promise<Question> | undefined} */
    let read;
    const written = [...document.querySelectorAll(TOLD)];
    const ask = (/** @type {boolean} */ moved) =>
      put(form, async () => {
        const own = await (read ??= here.source.json(`questions/${form.dataset.question}`));
        const { values, given, when, address } = await held(form, own);
        if (moved) here.source.put(address);
        languages(address);
        return told(own, { values, given, when, address });
      });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(true);
    });
    again = () => {
      const asked = here.source.here().searchParams;
      form.reset();
      for (const field of form.elements) {
        const { name, type } = /** @type {HTMLInputElement} */ (field);
        if (!name || !asked.has(name)) continue;
        if (type === "checkbox") /** @type {HTMLInputElement} */ (field).checked = true;
        else if (type !== "submit") /** @type {HTMLInputElement} */ (field).value = asked.get(name);
      }
      if ([...asked].length) return ask(false);
      for (const old of document.querySelectorAll(TOLD)) old.remove();
      form.after(...written);
    };
    if ([...here.source.here().searchParams].length) again();
  }

  /** The same page in the other language is asked the same. @param {URLSearchParams} address */
  function languages(address) {
    for (const one of document.querySelectorAll("a.language")) {
      const [path] = (one.getAttribute("href") || "").split("?");
      one.setAttribute("href", `${path}?${address}`);
    }
  }

  async function searching() {
    const list = document.querySelector("ol.found");
    const asked = here.source.here().searchParams;
    const text = asked.get("q") || "";
    const field = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
    if (!list || !text) return;
    if (field) field.value = text;
    languages(asked);
    const { words, marks } = await here.words();
    const found = (await here.sought(text)).slice(0, MOST);
    const title = document.querySelector("h1");
    const told = [words.found_none, words.found_one][found.length] ?? words.found;
    const count = found.length > 1 ? told.replace("{}", found.length) : told;
    if (title) title.textContent = count.replace("{}", () => text);
    if (!found.length) title?.after(element("p", words.found_help, "lead"));
    for (const one of found) {
      const item = element("li");
      const name = element("p", "", "what");
      name.append(here.sign(marks[one[3]]), link(way(one), one[1], one[8]));
      item.append(name, element("p", [one[2], ...one[5]].join(" · "), "how"));
      list.append(item);
    }
  }

  /** What the plain field of the editor holds is answered here. @param {HTMLFormElement} editor */
  function editing(editor) {
    const field = /** @type {HTMLTextAreaElement} */ (editor.elements.namedItem("query"));
    const date = /** @type {HTMLInputElement | null} */ (document.getElementById("e-date"));
    const possible = /** @type {HTMLInputElement | null} */ (document.getElementById("e-possible"));
    const held = new URLSearchParams(here.source.here().hash.slice(1));
    field.value = held.get("query") || field.value;
    if (date) date.value = held.get("as_of") || "";
    if (possible) possible.checked = held.has("possible");
    editor.addEventListener("submit", (event) => {
      event.preventDefault();
      const when = { as_of: date?.value.trim() || "", possible: Boolean(possible?.checked) };
      const asked = { name: "query", derived: "", text: field.value, given: {}, when };
      put(editor, async () => [
        await drawn(asked, await questioned(asked.text, when.as_of, when.possible), {
          date: when.as_of,
        }),
      ]);
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
    const bare = text.replace(/<[^<>\s]*>/g, "").replace(/#.*/g, "");
    const named = /\bFROM\b/i.test(bare) ? null : [""];
    try {
      if (!date && !possible) return await here.answer(own, named);
      return await here.answer(
        own,
        await here.graphsAt(possible),
        date === "any" ? "" : date || "",
      );
    } catch (error) {
      throw await explained(error, own.slice(0, -text.length || undefined).split("\n").length - 1);
    }
  }

  /** Why SPARQL cannot be read, with the place in the text that was written. @param {any} error @param {number} before lines */
  async function explained(error, before) {
    const message = String(error.message || error);
    const [, line, column, why] = /^(?:error )?at (\d+):(\d+):\s*(.*)$/s.exec(message) || [];
    const { words } = await here.words();
    if (!line) return error;
    const given = [String(Number(line) - before), column, why];
    return new Error(given.reduce((told, one) => told.replace("{}", () => one), words.syntax));
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
    const own = new URL(document.body.dataset.sparql || "sparql", document.baseURI);
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
    again = () => {};
    if (form) questioning(form);
    if (document.querySelector(".searching")) searching();
    if (editor) editing(editor);
  }

  addEventListener("popstate", () => here.source.paged || again());
  Object.assign(here, { suggested, told });
  document.addEventListener("tigraph:page", begin);
  if (document.querySelector("#main")) begin();
})();
