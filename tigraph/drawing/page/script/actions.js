// What can be done with what is chosen: cite it, share it, save it.

import { bibtex, citationText } from "./citing.js";
import { button, element } from "./dom.js";
import { net, words } from "./now.js";
import { tellSaved } from "./save.js";

/**
 * Put a text where it can be pasted from; where a browser refuses, it stands there to be copied.
 * @param {string} text
 * @param {string} told
 */
async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = element("textarea", text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  tellSaved(told);
}

/**
 * @param {string} sentence what is said
 * @param {number[]} documents by rank
 * @param {() => void} save
 * @returns {HTMLElement}
 */
export function actions(sentence, documents, save) {
  const box = element("div");
  const bar = element("p", undefined, { class: "actions" });
  const copies = element("div", undefined, { class: "copy", hidden: "" });
  const field = element("textarea", undefined, {
    readonly: "",
    rows: "6",
    "aria-label": words.citationText,
  });
  /** @param {() => string} text */
  const giving = (text) => () => {
    field.value = text();
    copies.hidden = false;
    copy(field.value, words.copied);
  };
  const address = () => (/^https?:/.test(location.href) ? location.href : "");
  const asText = giving(() => citationText(net, sentence, documents, address()));
  const asBibtex = giving(() => bibtex(net, documents, address()));
  copies.append(field);
  bar.append(
    button(words.citeThis, asText, { class: "first" }),
    button("BibTeX", asBibtex),
    // In a frame of its own the page has no address that leads anywhere.
    ...(location.protocol === "about:"
      ? []
      : [button(words.share, () => copy(location.href, words.copiedLink))]),
    button(words.exportThis, save),
  );
  box.append(bar, copies);
  return box;
}
