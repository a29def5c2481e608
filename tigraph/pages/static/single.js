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
    const XZ = 0xfd; // what xz begins with
    return new Response(
      bytes[0] === XZ
        ? new /** @type {any} */ (window)["xz-decompress"].XzReadableStream(packed)
        : packed.pipeThrough(new DecompressionStream("gzip")),
    );
  }

  /** @typedef {{ pieces: string[], pages: Record<string, string>, files: Record<string, string> }} Carried */
  /** @type {Promise<Carried> | undefined} */
  let read;
  const carried = () => (read ??= unpacked("pages").json());

  /** @type {Promise<Carried> | undefined} */
  let drawn;
  const networks = () =>
    (drawn ??= document.getElementById("networks")
      ? unpacked("networks").json()
      : Promise.resolve({ pieces: [], pages: {}, files: {} }));

  /** The text of a page: pieces by their numbers, or so many from one. @param {Carried} all @param {string} runs */
  function textOf({ pieces }, runs) {
    const found = runs.split(" ").map((run) => {
      const [first, count = 1] = run.split("*").map(Number);
      return pieces.slice(first, first + count).join("");
    });
    return found.join("");
  }

  /**
   * The interactive page of a network in a frame, as a notebook shows one: what it shows is said
   * behind the address of the page.
   * @param {string} html
   */
  function framed(html) {
    const frame = document.createElement("iframe");
    frame.className = "network";
    frame.title = new DOMParser().parseFromString(html, "text/html").title;
    frame.setAttribute("allow", "clipboard-write");
    const { port1: port, port2 } = new MessageChannel();
    const url = at();
    const asked = url.hash.slice(1);
    let told = false;
    port.onmessage = ({ data }) => {
      const { address, taken } = JSON.parse(data);
      if (!told && asked) port.postMessage(JSON.stringify({ number: 1, address: asked }));
      else if (at().pathname === url.pathname && taken >= (asked ? 1 : 0)) {
        history.replaceState(null, "", way(Object.assign(url, { hash: address })));
        shown = askedAt(url);
      }
      told = true;
    };
    frame.addEventListener(
      "load",
      () => {
        const inside = frame.contentDocument;
        inside?.addEventListener("click", (event) => {
          const href = linkOf(event)?.getAttribute("href") || "";
          if (!href.startsWith("#")) followed(event); // what has a sign leads within the frame
        });
        frame.contentWindow?.postMessage("tigraph", "*", [port2]);
        frame.focus();
      },
      { once: true },
    );
    frame.srcdoc = html;
    return frame;
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

  const isNetwork = (/** @type {string} */ path) => /\/network\//.test(path);
  /** What of an address says what is shown: of a network, its state as well. @param {URL} url */
  const askedAt = (url) => pathOf(url) + url.search + (isNetwork(url.pathname) ? url.hash : "");

  let shown = "";
  async function show() {
    const url = at();
    const path = pathOf(url);
    const asked = askedAt(url);
    if (asked !== shown) {
      const all = await carried();
      const own = (document.documentElement.lang = path.slice(0, 2) === "en" ? "en" : "fr");
      const rest = [...document.body.children].filter((one) => !isPage(one));
      const pages = isNetwork(path) ? await networks() : all;
      if (path === ABOUT) {
        document.body.replaceChildren(...about.body, ...rest);
        document.title = about.title;
      } else if (pages !== all && pages.pages[path]) {
        const frame = framed(textOf(pages, pages.pages[path]));
        document.body.replaceChildren(frame, ...rest);
        document.title = frame.title;
      } else {
        const runs = all.pages[path] || all.pages[`${own}/missing.html`];
        const made = new DOMParser().parseFromString(textOf(all, runs), "text/html");
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
  const linkOf = (/** @type {Event} */ { target }) =>
    /** @type {Element} */ (target).closest?.("a[href]");
  /** Links that libraries make, and those within a frame. @param {Event} event */
  function followed(event) {
    const href = linkOf(event)?.getAttribute("href") || "";
    if (!href || /^[a-z]+:|^#\//.test(href) || event.defaultPrevented) return;
    event.preventDefault();
    location.hash = way(new URL(href, at())).slice(1);
  }
  document.addEventListener("click", followed);
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
