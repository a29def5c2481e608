// Preparing a view: marks are moved and hidden, notes pinned to them, a story made of steps; all
// of it saved to a file and opened again.

import { addressOf, stateOf } from "./address.js";
import { button, byId, element } from "./dom.js";
import { keep, kept } from "./kept.js";
import { changed, facets, net, span, state, words } from "./now.js";
import { applyMoved, fileOfView, readView, takeView } from "./prepared.js";
import { network, onScreen, scene, turned } from "./picture.js";
import { saveText, tellSaved } from "./save.js";

/** @import { Prepared } from "./page_data.js" */

/** Which step of the story is shown, -1 for none. */
let step = -1;

/**
 * Take over a prepared view, and say who of it is not here.
 * @param {Prepared} told
 */
function take(told) {
  const found = takeView(net, told);
  keep(found.kept);
  step = kept.story.length ? 0 : -1;
  applyMoved(net, kept);
  for (const i of found.hidden) state.hidden.add(i);
  const names = found.missing.slice(0, 5).join(", ");
  if (found.missing.length) tellSaved(words.missingActors(found.missing.length, names), 12000);
}

/** What came with the page; an address that hides others goes before. */
export function takePrepared() {
  const hidden = new Set(state.hidden);
  if (!net.data.prepared) return;
  take(net.data.prepared);
  if (hidden.size) state.hidden = hidden;
}

/**
 * What can be prepared of an actor, on its card.
 * @param {number} i
 * @returns {HTMLElement}
 */
export function preparation(i) {
  const box = element("details", undefined, { class: "prepare" });
  box.open = kept.notes.has(i);
  const label = element("label", words.note);
  const field = element("textarea", undefined, { rows: "2" });
  field.value = kept.notes.get(i) || "";
  field.addEventListener("input", () => {
    if (field.value.trim()) kept.notes.set(i, field.value);
    else kept.notes.delete(i);
    network.redraw();
  });
  label.append(field);
  const hide = () => {
    state.hidden.add(i);
    state.chosen = null;
    changed({ choosing: true });
  };
  const bar = element("p", undefined, { class: "actions" });
  bar.append(button(words.hideActor, hide));
  box.append(element("summary", words.prepare), label, bar);
  return box;
}

/** Where a mark was left is kept, as the layout has it. @param {(number | string)[]} ids */
function keepMoved(ids) {
  /** @type {number[] | undefined} */
  const spots = net.data.layouts[state.layout];
  const own = ids.filter((id) => typeof id === "number");
  // In lanes marks have their places
  if (!spots || !own.length || state.ego || scene.lanes !== null) return;
  const of = kept.moved.get(state.layout) || new Map();
  for (const i of own) {
    const { x, y } = network.getPositions([i])[i];
    const [across, down] = scene.stretch || [1, 1];
    const own = [x / across, y / down];
    const spot = (turned ? own.reverse() : own).map(Math.round);
    [spots[2 * i], spots[2 * i + 1]] = spot;
    of.set(i, spot);
  }
  kept.moved.set(state.layout, of);
  changed();
}

/** Notes stand beside their marks. */
function placeNotes() {
  const place = byId("notes");
  const scale = network.getScale();
  const made = scene.nodes.flatMap(({ id, x, y, size }) => {
    const text = typeof id === "number" ? kept.notes.get(id) : undefined;
    if (!text) return [];
    const note = element("p", text, { class: "pinned", dir: "auto" });
    const [left, top] = onScreen(x, y);
    note.style.left = `${left + size * scale * 0.7 + 4}px`;
    note.style.bottom = `${place.clientHeight - top + size * scale * 0.7 + 2}px`;
    return [note];
  });
  if (made.length || place.childElementCount) place.replaceChildren(...made);
}

/** @param {number} to */
function goTo(to) {
  step = to;
  const { at } = kept.story[to];
  Object.assign(state, stateOf(net, facets, span, at));
  changed({ step: true, fit: true });
}

function addStep() {
  kept.story.splice(step + 1, 0, { text: "", at: addressOf(net, facets, state) });
  step += 1;
  showStory();
  byId("story-text").focus();
}

function dropStep() {
  kept.story.splice(step, 1);
  step = Math.min(step, kept.story.length - 1);
  if (step >= 0) goTo(step);
  else showStory();
}

/** The step of the story that is shown, and the ways on and back. */
export function showStory() {
  const { story } = kept;
  byId("story").hidden = !story.length;
  byId("unhide").hidden = !state.hidden.size;
  byId("unhide").textContent = words.showHidden(state.hidden.size);
  if (!story.length) return;
  byId("story-at").textContent = `${step + 1} / ${story.length}`;
  const text = byId("story-text", HTMLTextAreaElement);
  if (text.value !== story[step].text) text.value = story[step].text;
  byId("story-back", HTMLButtonElement).disabled = step <= 0;
  byId("story-on", HTMLButtonElement).disabled = step >= story.length - 1;
}

/** @param {HTMLInputElement} input */
async function openView(input) {
  const [file] = input.files || [];
  if (!file) return;
  try {
    const told = readView(await file.text());
    state.hidden.clear();
    take(told);
    byId("save", HTMLDetailsElement).open = false;
    if (kept.story.length) goTo(0);
    else changed({ fit: true });
  } catch {
    tellSaved(words.notAView, 8000);
  }
  input.value = "";
}

export function startPreparing() {
  network.on("dragEnd", ({ nodes }) => keepMoved(nodes));
  network.on("afterDrawing", placeNotes);
  const how = { type: "file", accept: ".json", hidden: "", "aria-label": words.openView };
  const input = element("input", undefined, how);
  input.addEventListener("change", () => openView(input));
  const saveView = () => saveText(".view.json", fileOfView(net, state, kept), "application/json");
  byId("saves").append(
    button(words.saveView, saveView, { id: "save-view" }),
    button(words.openView, () => input.click(), { id: "open-view" }),
    button(words.addStep, addStep, { id: "add-step" }),
    input,
  );
  byId("story-back").addEventListener("click", () => goTo(step - 1));
  byId("story-on").addEventListener("click", () => goTo(step + 1));
  byId("story-drop").addEventListener("click", dropStep);
  byId("story-text").addEventListener("input", () => {
    kept.story[step].text = byId("story-text", HTMLTextAreaElement).value;
  });
  byId("unhide").addEventListener("click", () => {
    state.hidden.clear();
    changed({ fit: true });
  });
}
