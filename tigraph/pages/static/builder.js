// The builder of questions: Sparnatural over this site's own endpoint, offering what the model and
// the graph have. What it writes is shown as it changes, asked here, or taken to the editor.
"use strict";

(() => {
  const root = document.getElementById("builder");
  if (!root || !customElements.get("spar-natural")) return;
  const told = root.dataset;
  const own = document.documentElement.lang;
  const place = (/** @type {string} */ id) =>
    /** @type {HTMLElement} */ (document.getElementById(id));
  const date = /** @type {HTMLInputElement} */ (place("b-date"));
  const possible = /** @type {HTMLInputElement} */ (place("b-possible"));
  const ask = /** @type {HTMLButtonElement} */ (place("b-ask"));
  const answer = place("b-answer");
  const written = place("b-written");
  const code = /** @type {HTMLElement} */ (written.querySelector("code"));
  const table = /** @type {HTMLTableElement} */ (answer.querySelector("table"));
  const fault = /** @type {HTMLElement} */ (answer.querySelector("[role=alert]"));
  const count = /** @type {HTMLElement} */ (answer.querySelector(".count"));

  const opened = new URLSearchParams(location.hash.slice(1));
  possible.checked = opened.has("possible");
  if (opened.get("date")) date.value = opened.get("date") || "";

  /** The address of the endpoint at the date chosen. */
  function endpoint() {
    const address = new URL(told.sparql || "", location.href);
    address.searchParams.set("as_of", date.value.trim() || "any");
    if (possible.checked) address.searchParams.set("possible", "true");
    return address.href;
  }

  /** The page of an entity, "" of what is none. @param {string} iri */
  function pageOf(iri) {
    if (!iri.startsWith(told.entities || "")) return "";
    const rest = iri.slice((told.entities || "").length);
    return `${told.pages}${rest.split("/").map(encodeURIComponent).join("/")}${told.ending}`;
  }

  /** What the columns are of, by their names: kinds, as the model calls them. @type {Map<string, string>} */
  const called = new Map();
  /** @type {any} */
  let model = null;

  /** Name the columns of a question. @param {any[]} branches */
  function name(branches) {
    for (const { line, children } of branches) {
      for (const [variable, kind] of [
        [line.s, line.sType],
        [line.o, line.oType],
      ])
        if (kind)
          called.set(
            variable,
            `${model.getEntity(kind).getLabel()} ${variable.replace(/.*_/, "")}`,
          );
      name(children);
    }
  }

  /** @typedef {{ type: string, value: string, datatype?: string }} Term */

  /** @param {{ head: { vars: string[] }, results: { bindings: {[name: string]: Term}[] } }} found */
  function show({ head, results }) {
    // A name stands beside what it is the name of: one column for the two.
    const names = head.vars.filter(
      (name) => !head.vars.includes(name.replace(/_label$/, "")) || !name.endsWith("_label"),
    );
    const rows = results.bindings;
    const total = rows.length;
    count.textContent =
      total === 0
        ? told.none || ""
        : total === 1
          ? told.one || ""
          : (told.many || "").replace("{}", total.toLocaleString(own));
    table.replaceChildren();
    if (!total) return;
    const line = table.createTHead().insertRow();
    for (const name of names) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = called.get(name) || name.replace(/_/g, " ");
      line.append(cell);
    }
    const body = table.createTBody();
    for (const row of rows.slice(0, 500)) {
      const line = body.insertRow();
      for (const name of names) {
        const term = row[name];
        const label = row[`${name}_label`]?.value || term?.value || "";
        const cell = line.insertCell();
        const text = document.createElement("bdi");
        text.textContent = label;
        const href = term?.type === "uri" ? pageOf(term.value) : "";
        if (href) {
          const link = document.createElement("a");
          link.href = href;
          link.append(text);
          cell.append(link);
        } else cell.append(text);
      }
    }
  }

  /** The question without its date. */
  let bare = "";

  /** @param {string} text */
  function fail(text) {
    fault.hidden = !text;
    fault.textContent = text;
  }

  async function run() {
    ask.disabled = true;
    answer.hidden = false;
    fail("");
    try {
      const reply = await fetch(endpoint(), {
        method: "POST",
        headers: {
          "Content-Type": "application/sparql-query",
          Accept: "application/sparql-results+json, application/problem+json;q=0.5",
        },
        body: code.textContent || "",
      });
      const found = await reply.json();
      if (reply.ok) show(found);
      else fail(found.detail || found.title || reply.statusText);
    } catch (error) {
      fail(String(error));
    }
    ask.disabled = false;
  }

  /** What is written says itself at which date it is asked, wherever it is taken. @param {string} query */
  function write(query) {
    written.hidden = !query;
    ask.disabled = !query;
    bare = query;
    const when = `#+ as_of: ${JSON.stringify(date.value.trim() || "any")}\n`;
    const may = possible.checked ? "#+ possible: true\n" : "";
    code.textContent = query && `${when}${may}${query}`;
    const held = new URLSearchParams({ query: code.textContent });
    const link = /** @type {HTMLAnchorElement} */ (place("b-edit"));
    link.href = `${told.editor}#${held}`;
  }

  let waiting = false;
  /** What the library has for a mouse alone is reached and done by keys as well. */
  function reach() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const choices =
        "li.enabled, .unselect, .reset-form a, .selectViewVariableBtn, .AddWidgetValueBtn, .selectAll, .optionalArrow, .displayButton, a:not([href])";
      for (const list of builder.querySelectorAll(".htmlSelectUiUx ul:not([role])")) {
        list.setAttribute("role", "listbox");
        list.setAttribute(
          "aria-label",
          list.closest(".ClassTypeId, .ObjectPropertyTypeId")?.querySelector(".current")
            ?.textContent || "",
        );
      }
      for (const box of builder.querySelectorAll("input[type=checkbox]:not([aria-label])"))
        box.setAttribute("aria-label", box.closest("div")?.textContent?.trim() || told.shown || "");
      for (const field of builder.querySelectorAll("input[type=text]:not([aria-label])"))
        field.setAttribute("aria-label", `${told.shown}: ${field.value}`);
      for (const line of builder.querySelectorAll("li.groupe:not([role])"))
        if (!line.parentElement?.matches("ul, ol")) line.role = "none";
      for (const one of builder.querySelectorAll(choices)) {
        if (one.tabIndex >= 0) continue;
        one.tabIndex = 0;
        one.setAttribute("role", one.tagName === "LI" ? "option" : "button");
        const title = one.querySelector("[title]")?.getAttribute("title");
        if (!one.textContent.trim())
          one.setAttribute("aria-label", one.title || title || one.className);
      }
    });
  }
  root.addEventListener("keydown", (event) => {
    const one = /** @type {HTMLElement} */ (event.target);
    if (!["button", "option"].includes(one.getAttribute("role") || "")) return;
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    (one.querySelector(".item-sel") || one).dispatchEvent(
      new MouseEvent("click", { bubbles: true }),
    );
  });

  place("no-builder").hidden = true;
  root.hidden = false;
  /** @type {any} */
  const builder = document.createElement("spar-natural");
  for (const [name, value] of Object.entries({
    src: new URL(told.shapes || "", location.href).href,
    endpoint: endpoint(),
    lang: own,
    defaultLang: "fr",
    distinct: "true",
    limit: "1000",
    prefixes: told.prefixes || "",
    submitButton: "false",
    debug: "false",
  }))
    builder.setAttribute(name, value);
  let first = opened.get("build");
  builder.addEventListener("init", (/** @type {any} */ { detail }) => {
    model = detail.config;
    place("b-wait").hidden = true;
    if (first) builder.loadQuery(JSON.parse(first));
  });
  builder.addEventListener("queryUpdated", (/** @type {any} */ { detail }) => {
    if (model && detail.queryJson?.branches) name(detail.queryJson.branches);
    write(builder.expandSparql(detail.queryString));
    if (first) run();
    first = null;
  });
  builder.addEventListener("reset", () => write(""));
  place("build").append(builder);
  new MutationObserver(reach).observe(builder, { childList: true, subtree: true });
  ask.addEventListener("click", run);
  for (const one of [date, possible]) one.addEventListener("change", () => write(bare));
  const copy = place("b-copy");
  const asWas = copy.textContent;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent || "");
    copy.textContent = told.copied || "";
    setTimeout(() => (copy.textContent = asWas), 2000);
  });
})();
