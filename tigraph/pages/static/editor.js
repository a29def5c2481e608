// The editor of questions: YASGUI over this site's own endpoint, with the terms that it has.
// It asks nobody else: no completion from the web, no catalogue of endpoints.
"use strict";

(() => {
  const root = document.getElementById("editor");
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".plain-editor"));
  /** @type {any} */
  const Yasgui = /** @type {any} */ (window).Yasgui;
  if (!root || !form || !Yasgui) return;
  const here = /** @type {any} */ (window).tigraph;
  const held = new URLSearchParams((here?.source.here() ?? location).hash.slice(1));
  const date = /** @type {HTMLInputElement | null} */ (document.getElementById("e-date"));
  const possible = /** @type {HTMLInputElement | null} */ (document.getElementById("e-possible"));
  if (date) date.value = held.get("as_of") || "";
  if (possible) possible.checked = Boolean(held.get("possible"));
  /** Where it is asked, at the date that is told. */
  function endpoint() {
    const address = new URL(root?.dataset.sparql || "", location.href);
    if (date?.value.trim()) address.searchParams.set("as_of", date.value.trim());
    if (possible?.checked) address.searchParams.set("possible", "true");
    return address.href;
  }
  const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("query"));
  const asked = held.get("query");
  if (asked) field.value = asked;

  /** What is found leads to its page here, not to where its IRI may lead one day. */
  function lead() {
    const entities = root?.dataset.entities || "";
    for (const link of root?.querySelectorAll(".yasr a[href]") || []) {
      const href = link.getAttribute("href") || "";
      if (!href.startsWith(entities)) continue;
      const rest = href.slice(entities.length).split("/").map(encodeURIComponent).join("/");
      link.setAttribute("href", `${root?.dataset.pages}${rest}${root?.dataset.ending}`);
    }
  }

  /** Words that it says, and those of the page's language. @type {[RegExp, string][]} */
  const words = Object.entries(JSON.parse(root.dataset.words || "{}")).map(([own, other]) => {
    const numbered = own.replace(/[.?]/g, "\\$&").replace(/#/g, "([\\d.,]+)");
    let number = 0;
    return [new RegExp(`^(\\s*)${numbered}(\\s*)$`), other.replace(/#/g, () => `$${++number + 1}`)];
  });

  /** @param {string} text */
  function translated(text) {
    const [own, other] = words.find(([one]) => one.test(text)) || [];
    return own ? text.replace(own, `$1${other}`) : text;
  }

  /** The editor of others speaks the page's language, as far as it is told how. */
  function speak() {
    if (!root || !words.length) return;
    const all = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = all.nextNode(); node; node = all.nextNode()) {
      if (node.parentElement?.closest(".CodeMirror, td")) continue;
      const text = translated(node.nodeValue || "");
      if (text !== node.nodeValue) node.nodeValue = text;
    }
    for (const field of root.querySelectorAll("[placeholder], [title], [aria-label]"))
      for (const name of ["placeholder", "title", "aria-label"]) {
        const text = field.getAttribute(name);
        if (text && translated(text) !== text) field.setAttribute(name, translated(text));
      }
  }

  /** @param {{ prefixes: {[name: string]: string}, classes: string[], properties: string[] }} terms */
  function begin(terms) {
    const { Yasqe } = Yasgui;
    Yasqe.defaults.autocompleters = ["variables"];
    for (const [kind, own] of [
      ["class", terms.classes],
      ["property", terms.properties],
    ])
      Yasqe.forkAutocompleter(kind, {
        name: `tigraph-${kind}`,
        persistenceId: null,
        bulk: true,
        autoShow: true,
        get: () => Promise.resolve(own),
      });
    Yasqe.defaults.value = field.value;
    const changed = () => {
      lead();
      speak();
      // A link to a question would lead to no page of a site without a server.
      if (here) for (const one of root?.querySelectorAll(".yasqe_share") || []) one.remove();
    };
    if (root) new MutationObserver(changed).observe(root, { childList: true, subtree: true });
    form?.setAttribute("hidden", "");
    root?.removeAttribute("hidden");
    const gui = new Yasgui(root, {
      requestConfig: { endpoint: endpoint(), method: "POST" },
      copyEndpointOnNewTab: false,
      persistenceId: null,
      populateFromUrl: false,
      endpointCatalogueOptions: { getData: () => [endpoint()], keys: [], renderItem: () => {} },
      yasqe: {
        value: field.value,
        prefixCcApi: "",
        autocompleters: Yasqe.defaults.autocompleters,
      },
    });
    const tab = gui.getTab() || gui.addTab(true);
    tab.setQuery(field.value);
    tab.setEndpoint(endpoint());
    for (const one of [date, possible])
      one?.addEventListener("change", () => gui.getTab()?.setEndpoint(endpoint()));
    tab.getYasqe().addPrefixes({});
  }

  fetch(root.dataset.terms || "")
    .then((reply) => reply.json())
    .then(begin);
})();
