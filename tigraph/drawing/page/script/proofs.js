// Documents as the panel tells them: who published what and when, and where it says so.

import { element } from "./dom.js";
import { net, words } from "./now.js";

/** @import { Proof } from "./page_data.js" */

/**
 * A date in words; as it is written, under the pointer.
 * @param {string} edtf
 */
export function time(edtf) {
  const told = words.inWords(edtf);
  return element("span", told, told === edtf ? {} : { title: edtf });
}

/**
 * Citations, by document: what it says in several places is told together.
 * @param {Proof[]} evidence
 */
function byDocument(evidence) {
  /** @type {Map<number, Proof[]>} */
  const found = new Map();
  for (const proof of evidence)
    found.set(proof.document, [...(found.get(proof.document) || []), proof]);
  return [...found];
}

/** @param {Proof[]} evidence */
export function proofs(evidence) {
  const found = element("ul", undefined, { class: "evidence" });
  for (const [rank, own] of byDocument(evidence)) {
    const item = element("li");
    item.append(...workOf(rank), ...own.map((proof) => placeOf(proof, rank)));
    found.append(item);
  }
  return found;
}

/**
 * @param {number} rank
 * @returns {HTMLElement[]}
 */
function workOf(rank) {
  const { publisher, title, date, url, kind } = net.data.documents[rank];
  const who = element("p", undefined, { class: "who", dir: "auto" });
  who.append(element("b", words.set(publisher || words.noPublisher)));
  const about = element("span", kind ? ` ${kind}, ` : ", ");
  about.append(date ? time(date) : words.undatedWork);
  who.append(about);
  const work = element("p", undefined, { class: "work", dir: "auto" });
  if (/^https?:\/\//i.test(url)) work.append(linkTo(url, words.set(title)));
  else work.textContent = words.set(title);
  const told = [who, work];
  if (url && !/^https?:\/\//i.test(url)) told.push(element("p", url, { class: "note" }));
  return told;
}

/**
 * Who says it there, in which voice, and in what place.
 * @param {Proof} proof
 * @param {number} rank
 */
function placeOf({ speaker, modality, place }, rank) {
  const told = element("p", undefined, { class: "how", dir: "auto" });
  if (modality) told.append(element("span", modality, { class: "pill" }));
  const { publisher } = net.data.documents[rank];
  const where = place && (/^[\d–,\s]+$/.test(place) ? words.characters(place) : place);
  const voice = speaker && speaker !== publisher ? words.voiceOf(speaker) : "";
  told.append([voice, where].filter(Boolean).join(", "));
  return told;
}

/**
 * @param {string} url
 * @param {string} text
 */
function linkTo(url, text) {
  const how = { href: url, rel: "noopener noreferrer nofollow", target: "_blank" };
  return element("a", text, how);
}
