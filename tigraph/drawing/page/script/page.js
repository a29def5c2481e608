// One render for every change of state; the state in the address; the start.

import { addressOf, stateOf } from "./address.js";
import { forgetWidths } from "./canvas.js";
import { readColours } from "./colours.js";
import { byId, options } from "./dom.js";
import { showFacets, startFacets } from "./facets.js";
import { glide, standing } from "./gliding.js";
import { showHead, startHead } from "./head.js";
import { startHosted, tellHost } from "./hosted.js";
import { showLegend, startLegend } from "./legend.js";
import { showMeasures, startMeasures } from "./measure_choice.js";
import { startKeys } from "./keys.js";
import { changed, choose, facets, look, net, onChange, seen, span, state, words } from "./now.js";
import { afterPanel, beforePanel, showPanel, startPanel } from "./panel.js";
import { MANY } from "./parts.js";
import {
  labelled,
  moveTo,
  network,
  paint,
  reckon,
  refit,
  scene,
  startPicture,
  whole,
} from "./picture.js";
import { showStory, startPreparing, takePrepared } from "./preparing.js";
import { revealChosen } from "./revealing.js";
import { startSaves } from "./save.js";
import { showScope } from "./scope.js";
import { startSearch } from "./search_box.js";
import { showDate, startSlider } from "./slider.js";
import { layoutsOf } from "./state.js";
import { drawTables, startTables } from "./table.js";
import { showTwin, startTwin } from "./twin.js";
import { showTally } from "./tally.js";
import { startTheme } from "./theme.js";
import { startShortcuts } from "./shortcuts.js";

/** @import { Change } from "./now.js" */
/** @import { State } from "./state.js" */

/** @type {[State["view"], string][]} */
const VIEWS = [
  ["picture", words.asPicture],
  ["both", words.asBoth],
  ["table", words.asTable],
];

/** The address as it was written. */
let written = "";

/** @param {Change} how */
function render(how = {}) {
  if (how.choosing) beforePanel();
  look();
  writeAddress(Boolean(how.step));
  showTally();
  paint();
  showFacets();
  showMeasures();
  showHead();
  showLegend();
  showScope();
  showDate();
  showTwin();
  showStory();
  drawTables();
  showPanel();
  byId("layout", HTMLSelectElement).value = state.layout;
  byId("view", HTMLSelectElement).value = state.view;
  tellHost();
  if (how.fit) whole();
  if (!how.choosing) return;
  afterPanel();
  revealChosen();
  const node = state.chosen?.node;
  if (state.chosen && state.ego && net.actors.length > MANY) whole();
  else if (how.move && node !== undefined && seen.nodes.has(node)) moveTo(node);
}

/** @param {boolean} step */
function writeAddress(step) {
  const now = addressOf(net, facets, state);
  if (now === written) return;
  written = now;
  try {
    history[step ? "pushState" : "replaceState"](null, "", `#${now}`);
  } catch {
    // Some viewers of local files allow no history: the page works without
  }
}

function readAddress() {
  const words = location.hash.slice(1);
  written = new URLSearchParams(words).toString();
  Object.assign(state, stateOf(net, facets, span, words));
}

function startChoices() {
  const layout = byId("layout", HTMLSelectElement);
  const layouts = layoutsOf(net);
  options(
    layout,
    layouts.map((one) => [one, words[one]]),
  );
  layout.addEventListener("change", () => {
    const before = standing();
    state.layout = layouts.find((one) => one === layout.value) || state.layout;
    changed({ fit: true });
    glide(before);
  });
  const view = byId("view", HTMLSelectElement);
  options(view, VIEWS);
  view.addEventListener("change", () => {
    state.view = VIEWS.find(([one]) => one === view.value)?.[0] || "picture";
    changed({ fit: true });
  });
}

/** @param {KeyboardEvent} event */
function escape(event) {
  if (event.key !== "Escape" || !(event.target instanceof Node)) return;
  const menu = ["save", "about"].map((id) => byId(id, HTMLDetailsElement)).find(({ open }) => open);
  if (menu) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  } else if (state.chosen && !byId("search").contains(event.target)) choose(null);
}

function start() {
  startHead();
  startLegend();
  startSlider();
  startFacets();
  startMeasures();
  startTables();
  startPicture();
  startKeys();
  startPanel();
  startSearch();
  startSaves();
  startChoices();
  startShortcuts();
  startPreparing();
  startTwin();
  onChange(render);
  addEventListener("popstate", () => {
    readAddress();
    changed({ fit: true });
  });
  document.addEventListener("keydown", escape);
  startTheme(() => {
    readColours();
    changed();
  });
  // On paper the picture has another frame than on the screen
  matchMedia("print").addEventListener("change", () => {
    whole();
    network.redraw();
  });
  // vis-network looks only now and then how large it is
  new ResizeObserver(() => {
    showTally();
    refit();
  }).observe(byId("network"));
  document.fonts.ready.then(() => {
    forgetWidths();
    network.redraw();
  });
  readColours();
  readAddress();
  takePrepared();
  look();
  reckon();
  changed({ fit: true });
  revealChosen();
  startHosted();
}

start();
// For scripts and tests: the state, and where things stand on the screen
window.tigraph = {
  network,
  actors: net.actors,
  ties: net.ties,
  where: (i) => network.canvasToDOM(network.getPositions([i])[i]),
  state: () => ({
    chosen: state.chosen,
    shown: seen.nodes.size,
    ties: seen.edges.size,
    date: state.date,
    layout: state.layout,
    part: state.part,
    drawn: scene.nodes.length,
    lines: scene.edges.length,
    gliding: Boolean(scene.gliding),
    how: { ...seen.counts },
    ego: state.ego,
  }),
  labels: () => labelled.map(({ box }) => box),
  drawn: () => scene.nodes.map((node) => node.id),
  lines: () => scene.edges.map(({ id, how, way }) => ({ id, how, way })),
  hows: () =>
    net.ties.map(({ source, target, relation }, i) => [
      net.actors[source].iri,
      relation,
      net.actors[target].iri,
      seen.how[i],
    ]),
  changes: () => net.ties.map((_, i) => seen.change?.[i] || null),
};
