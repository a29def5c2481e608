// A date on the page of an entity, where no server answers: what cannot hold then is taken away,
// what only may is marked. Which claims hold is derived here, by the rules of the ontology.
"use strict";

(() => {
  const here = /** @type {any} */ (window).tigraph;

  /** What a claim is told in: a tie, a figure, an opinion, a line. */
  const TOLD =
    ".run > ul > li, .run > .rest > ul > li, .figure > ul > li, .figure > .rest > ul > li, .opinions > li, .rests > tbody > tr";

  /** The claims that surely hold at a date, those that may, and which edges follow. @param {string} date */
  async function holding(date) {
    const { store } = await here.at(date);
    const own = await here.dating();
    /** @param {string} graph @returns {Set<string>} */
    const claims = (graph) => {
      const text = `SELECT ?c { GRAPH <${graph}> { ?c a <${own.prefixes.tig}HeldClaim> } }`;
      const found = JSON.parse(store.query(text, { results_format: "json" }));
      return new Set(found.results.bindings.map((/** @type {any} */ row) => row.c.value));
    };
    /** Whether an edge follows then: surely, perhaps, or not. @param {string} edge */
    const follows = (edge) =>
      /** @type {const} */ (["certain", "possible"]).find((one) =>
        store.query(`ASK { GRAPH <${own[one]}> { ${edge} } }`),
      );
    return { certain: claims(own.certain), possible: claims(own.possible), follows };
  }

  /** @param {Element} nav @param {string} date */
  function choose(nav, date) {
    const field = /** @type {HTMLInputElement | null} */ (nav.querySelector("#date"));
    if (field) field.value = date;
    for (const link of nav.querySelectorAll("a")) {
      const own = /[?&]date=([^&#]*)/.exec(link.getAttribute("href") || "");
      if (own && decodeURIComponent(own[1]) === date) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** Show what holds at the date that the address has. */
  async function begin() {
    const nav = /** @type {HTMLElement | null} */ (document.querySelector("nav.dates"));
    const date = here.source.here().searchParams.get("date") || "";
    if (!nav || !date) return;
    choose(nav, date);
    const told = document.createElement("p");
    told.className = "silence";
    told.role = "status";
    told.textContent = (await here.words()).words.wait;
    nav.after(told);
    try {
      show(await holding(date), nav.dataset.perhaps || "");
      ask(date);
      told.textContent = (nav.dataset.shown || "{}").replace("{}", date);
    } catch (error) {
      told.role = "alert";
      told.textContent = String(/** @type {Error} */ (error).message || error);
    }
  }

  /**
   * What is copied or opened from the page asks of its date, and of what only may hold then.
   * @param {string} date
   */
  function ask(date) {
    const when = JSON.stringify(date);
    const shell = /^[\w/.-]+$/.test(date) ? date : `'${date}'`;
    const sparql = (/** @type {string} */ text) =>
      `#+ as_of: ${when}\n#+ possible: true\n` +
      text.replace(/^#\+.*\n/gm, "").replace(/^([ \t]*)#@ ?/gm, "$1");
    /** @type {Record<string, (text: string) => string>} */
    const forms = {
      command: (text) => `${text.replace(/ --as-of .*/, "")} --as-of ${shell} --possible`,
      python: (text) =>
        text.replace(/^(rows = .*?)(?:, as_of=.*)?\)$/m, `$1, as_of=${when}, possible=True)`),
      r: (text) =>
        text.replace(
          /(?: --as-of \S+)?(?: --possible)? -f csv/,
          ` --as-of ${shell} --possible -f csv`,
        ),
      text: sparql,
    };
    for (const one of document.querySelectorAll("details[data-dated] [data-form]")) {
      const form = /** @type {HTMLElement} */ (one).dataset.form || "";
      if (forms[form]) one.textContent = forms[form](one.textContent || "");
      if (form !== "editor") continue;
      const [page, held] = (one.getAttribute("href") || "").split(/#(?=query=)/);
      const query = sparql(new URLSearchParams(held).get("query") || "");
      one.setAttribute("href", `${page}#${new URLSearchParams({ query })}`);
    }
    for (const link of document.querySelectorAll("a.more[href*='#build=']"))
      link.setAttribute("href", `${link.getAttribute("href")}&date=${encodeURIComponent(date)}`);
  }

  /**
   * @param {{ certain: Set<string>, possible: Set<string>, follows: (edge: string) => string | undefined }} held
   * @param {string} perhaps
   */
  function show({ certain, possible, follows }, perhaps) {
    const short = (/** @type {Set<string>} */ claims) =>
      new Set([...claims].map((iri) => iri.replace(/^.*\/claim\//, "claim:")));
    const [sure, may] = [short(certain), short(possible)];
    for (const one of document.querySelectorAll(TOLD)) {
      const edge = /** @type {HTMLElement} */ (one).dataset.edge;
      const told = one.querySelector(":scope > details.proof[data-claim]");
      const claim =
        /** @type {HTMLElement | null} */ (told)?.dataset.claim ||
        (one.matches("tr") && one.querySelector("code")?.textContent) ||
        "";
      if (!claim && !edge) continue;
      const holds = edge
        ? follows(edge)
        : sure.has(claim)
          ? "certain"
          : may.has(claim) && "possible";
      if (!holds) one.remove();
      else if (holds === "possible") mark(one, perhaps);
    }
    for (const part of document.querySelectorAll(".run, .figure, .opinions"))
      if (!part.querySelector("li")) part.remove();
    for (const level of document.querySelectorAll(".level")) {
      const left = level.querySelectorAll(".run > ul > li, .run > .rest > ul > li").length;
      const count = level.querySelector("h3 .count");
      if (count) count.textContent = String(left);
      if (!left) level.remove();
    }
    // A picture, and what a page sums up, are of any date.
    for (const id of ["timeline", "around"])
      document.getElementById(id)?.closest("section")?.remove();
    document.querySelector("dl.verdict")?.remove();
    for (const link of document.querySelectorAll(".toc a")) {
      const named = (link.getAttribute("href") || "").split("#").pop() || "";
      if (!document.getElementById(named)) link.closest("li")?.remove();
    }
  }

  /** @param {Element} one @param {string} perhaps */
  function mark(one, perhaps) {
    one.classList.add("possible");
    const when = one.querySelector(".when");
    if (!when || when.querySelector(".pill.maybe")) return;
    const pill = document.createElement("span");
    pill.className = "pill maybe";
    pill.textContent = perhaps;
    when.append(" ", pill);
  }

  document.addEventListener("tigraph:page", begin);
  if (document.querySelector("#main")) begin();
})();
