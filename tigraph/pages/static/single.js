// An edition in one file: its pages, its data and the engine lie in the file itself, packed. This
// unpacks what is asked for, puts one page in the place of another, and asks nobody for anything.
// Where one is stands behind the sign # of the address, so that back, forward and links work.
"use strict";

(() => {
  const here = /** @type {any} */ (window).tigraph;
  const BASE = "file:///";
  const ABOUT = "about.html";

  /** What the file says before anything is unpacked. */
  const about = { title: document.title, body: [...document.body.children].filter(isPage) };

  /** @param {Element} one */
  function isPage(one) {
    return one.tagName !== "SCRIPT";
  }

  /** A part of the file, unpacked. @param {string} id */
  function unpacked(id) {
    const text = document.getElementById(id)?.textContent || "";
    const bytes = Uint8Array.from(atob(text.trim()), (sign) => sign.charCodeAt(0));
    const packed = new Blob([bytes]).stream();
    return new Response(packed.pipeThrough(new DecompressionStream("gzip")));
  }

  /** @typedef {{ pieces: string[], pages: Record<string, string>, files: Record<string, string> }} Carried */
  /** @type {Promise<Carried> | undefined} */
  let read;
  const carried = () => (read ??= unpacked("pages").json());

  /** A page as it was: pieces by their numbers, or so many from one. @param {Carried} all @param {string} runs */
  function page({ pieces }, runs) {
    const found = runs.split(" ").map((run) => {
      const [first, count = 1] = run.split("*").map(Number);
      return pieces.slice(first, first + count).join("");
    });
    return new DOMParser().parseFromString(found.join(""), "text/html");
  }

  /** A file of the site that is carried, "" where it is not. @param {string} path */
  async function file(path) {
    const { files } = await carried();
    return files[path] ?? files[path.replace(/^[a-z]{2}\//, "")] ?? "";
  }

  const at = () => new URL(location.hash.slice(2), BASE);
  /** A part of an address as it reads, "" of what is none. @param {string} part */
  function plain(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return "";
    }
  }
  const pathOf = (/** @type {URL} */ url) => plain(url.pathname.slice(1));
  const way = (/** @type {URL} */ url) => `#${url.pathname}${url.search}${url.hash}`;

  Object.assign(here.source, {
    paged: true,
    here: at,
    put: (/** @type {URLSearchParams} */ asked) => {
      const url = Object.assign(at(), { search: String(asked) });
      history.pushState(null, "", way(url));
      shown = pathOf(url) + url.search;
    },
    way: (/** @type {string} */ path) => `#/${document.documentElement.lang}/${path}`,
    json: async (/** @type {string} */ path) => {
      const own = new URL(path, `${BASE}${document.documentElement.lang}/`);
      return JSON.parse(await file(pathOf(own)));
    },
    library: async () => {
      const library = /** @type {any} */ (window).tigraphEngine;
      library.initSync({ module: await unpacked("engine").arrayBuffer() });
      return library;
    },
    data: () => unpacked("data").text(),
  });

  const answering = window.fetch;
  /** @param {RequestInfo | URL} input @param {RequestInit} [init] */
  window.fetch = async (input, init) => {
    if (typeof input === "string" && !/^[a-z]+:/.test(input)) {
      const found = await file(pathOf(new URL(input, at())));
      if (found) return new Response(found);
    }
    return answering(input, init);
  };

  /** @type {Promise<{ style: string, library: string, own: string }> | undefined} */
  let editing;
  /** The editor of others, where a page wants it; where it is not, there is a plain field. */
  async function editor() {
    if (!document.getElementById("editing")) return;
    const first = !editing;
    const { style, library, own } = await (editing ??= unpacked("editing").json());
    const parts = /** @type {const} */ ([
      ["style", style],
      ["script", library],
      ["script", own],
    ]);
    for (const [tag, text] of first ? parts : parts.slice(2)) {
      const made = document.createElement(tag);
      made.textContent = text;
      document.head.append(made);
    }
  }

  /** Links lead within the file, or out of it; nothing else is where they would lead. */
  function lead() {
    for (const link of document.querySelectorAll("a[href]")) {
      const href = link.getAttribute("href") || "";
      if (/^[a-z]+:|^#\//.test(href)) continue;
      link.setAttribute("href", way(new URL(href, at())));
    }
  }

  /** Of an address that no page has, the words in it are what may be sought. @param {string} path */
  function seek(path) {
    const field = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
    const last = path.split("/").pop() || "";
    if (field) field.value = last.replace(/\.html$/, "").replace(/[-_]+/g, " ");
  }

  let shown = "";
  async function show() {
    const url = at();
    const path = pathOf(url);
    const asked = path + url.search;
    if (asked !== shown) {
      const all = await carried();
      const own = (document.documentElement.lang = path.slice(0, 2) === "en" ? "en" : "fr");
      const rest = [...document.body.children].filter((one) => !isPage(one));
      if (path === ABOUT) {
        document.body.replaceChildren(...about.body, ...rest);
        document.title = about.title;
      } else {
        const runs = all.pages[path] || all.pages[`${own}/missing.html`];
        const made = page(all, runs);
        for (const { name, value } of made.body.attributes) document.body.setAttribute(name, value);
        document.body.replaceChildren(...made.body.children, ...rest);
        document.title = made.title;
        lead();
        if (!all.pages[path]) seek(path);
        if (document.getElementById("editor")) await editor();
        document.dispatchEvent(new Event("tigraph:page", { bubbles: true }));
      }
      document.body.lang = own;
      shown = asked;
      scrollTo(0, 0);
      document.getElementById("main")?.focus({ preventScroll: true });
    }
    const named = plain(url.hash.slice(1));
    if (named && !named.includes("=")) document.getElementById(named)?.scrollIntoView();
  }

  // What a server would be sent is a page of the file.
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (event.defaultPrevented) return;
    event.preventDefault();
    const url = new URL(form.getAttribute("action") || "", at());
    for (const [name, value] of new FormData(form))
      if (value) url.searchParams.set(name, String(value));
    location.hash = way(url).slice(1);
  });
  // Links that libraries make.
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("a[href]");
    const href = link?.getAttribute("href") || "";
    if (!href || /^[a-z]+:|^#\//.test(href) || event.defaultPrevented) return;
    event.preventDefault();
    location.hash = way(new URL(href, at())).slice(1);
  });
  /** A browser that cannot unpack the pages shows what the file says by itself, and why. */
  function begin() {
    show().catch((error) => {
      const told = document.getElementById("old");
      if (told) told.hidden = false;
      throw error;
    });
  }
  addEventListener("hashchange", begin);
  const first = navigator.language.startsWith("fr") ? "fr" : "en";
  if (!location.hash.startsWith("#/")) history.replaceState(null, "", `#/${first}/index.html`);
  addEventListener("DOMContentLoaded", begin);
})();
