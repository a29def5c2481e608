// How what is chosen is cited: as text, and as BibTeX.

import { citationOf } from "./data.js";

/** @import { Net } from "./data.js" */
/** @import { Document } from "./page_data.js" */

/**
 * A sentence with the documents that say it.
 * @param {Net} net
 * @param {string} sentence
 * @param {number[]} documents
 * @param {string} address
 */
export function citationText(net, sentence, documents, address) {
  const { data, words } = net;
  const works = documents.map((rank) => {
    const { publisher, title, date, url } = data.documents[rank];
    const parts = [publisher, words.quoted(title), date && words.inWords(date), url];
    return parts.filter(Boolean).join(", ");
  });
  const said = works.length ? ` ${words.saidBy}${words.colon}${works.join(words.semicolon)}.` : "";
  return words.set(`${sentence}.${said} ${citationOf(net)}`) + (address ? ` ${address}` : "");
}

/** @param {unknown} value */
const inBibtex = (value) =>
  String(value ?? "")
    .replace(/\\/g, "\\textbackslash ")
    .replace(/[{}]/g, "")
    .replace(/([&%$#_])/g, "\\$1");

/** An address is told as it is, in so far as BibTeX can hold it. @param {string} url */
const addressIn = (url) => url.replace(/[{}\\\s]/g, encodeURIComponent);

/**
 * @param {string} key
 * @param {[name: string, value: string][]} fields
 */
function entryOf(key, fields) {
  const told = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${key},\n${told.join(",\n")}\n}`;
}

/**
 * @param {Document} work
 * @param {number} rank
 */
function workEntry({ publisher, title, date, url }, rank) {
  const year = /\d{4}/.exec(date)?.[0] || "";
  return entryOf(`document${rank + 1}${year}`, [
    ["title", `{${inBibtex(title)}}`],
    ["author", publisher && `{${inBibtex(publisher)}}`],
    ["year", year],
    ["note", inBibtex(date && date !== year ? date : "")],
    ["url", addressIn(url)],
  ]);
}

/**
 * The documents, and the page itself.
 * @param {Net} net
 * @param {number[]} documents
 * @param {string} address
 */
export function bibtex(net, documents, address) {
  const { about, data } = net;
  const page = entryOf(`tigraph${about.made.slice(0, 4)}`, [
    ["title", `{${inBibtex(about.title)}}`],
    ["year", /^\d{4}/.exec(about.made)?.[0] || ""],
    ["note", inBibtex(`tigraph ${about.version}, ${about.projection}, ${about.made}`)],
    ["url", /^https?:/.test(address) ? addressIn(address) : ""],
  ]);
  return [...documents.map((rank) => workEntry(data.documents[rank], rank)), page].join("\n\n");
}
