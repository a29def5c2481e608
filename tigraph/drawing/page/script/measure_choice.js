// The drawer: what sizes and colours of marks tell.

import { byId, options } from "./dom.js";
import { changed, net, state, words } from "./now.js";

/** In these layouts the size of a mark tells nothing, or something else; on a map, colours too. */
const ONE_SIZE = ["lanes", "map"];

export function startMeasures() {
  const { measures } = net.data;
  byId("measures").hidden = !measures.length;
  const sized = measures.filter(({ sizes }) => sizes.length);
  for (const [way, plain, offered] of /** @type {const} */ ([
    ["size", words.byTies, sized],
    ["colour", words.byKind, measures],
  ])) {
    const select = byId(`by-${way}`, HTMLSelectElement);
    options(select, [["", plain], ...offered.map(({ id, label }) => asOption(id, label))]);
    select.addEventListener("change", () => {
      state[way] = select.value;
      const own = way === "size" ? ONE_SIZE.includes(state.layout) : state.layout === "map";
      if (state[way] && own) state.layout = "force";
      changed({ fit: true });
    });
  }
}

/** @type {(id: string, label: string) => [string, string]} */
const asOption = (id, label) => [id, label];

export function showMeasures() {
  for (const way of /** @type {const} */ (["size", "colour"]))
    byId(`by-${way}`, HTMLSelectElement).value = state[way];
  byId("facets").classList.toggle("uncoloured", Boolean(state.colour));
}
