// The bar that says which part of a large network is shown, or whose neighbourhood.

import { button, byId, element, options } from "./dom.js";
import { changed, net, setEgo, setPart, state, words } from "./now.js";
import {
  MANY,
  PART_WORDS,
  SLOW,
  STRONGEST,
  groupName,
  grouped,
  overviewOf,
  scopeText,
} from "./parts.js";

export function showScope() {
  const bar = byId("scope");
  const parts = state.ego ? egoParts(state.ego) : net.data.overview.length ? largeParts() : [];
  bar.hidden = !parts.length;
  bar.replaceChildren(...parts);
}

/**
 * @param {{ node: number, steps: number }} ego
 * @returns {HTMLElement[]}
 */
function egoParts({ node, steps }) {
  const back = () => {
    state.ego = null;
    changed({ step: true, fit: true });
  };
  return [
    element("span", scopeText(net, state)),
    ...[1, 2].map((n) =>
      button(words.ego(n), () => setEgo(node, n), { "aria-pressed": String(steps === n) }),
    ),
    button(words.back, back, { id: "back" }),
  ];
}

/** @returns {HTMLElement[]} */
function largeParts() {
  const { actors, data } = net;
  /**
   * @param {string} part
   * @param {string} text
   */
  const choice = (part, text) =>
    button(text, () => setPart(part), { "aria-pressed": String(state.part === part) });
  /** @type {HTMLElement[]} */
  const parts = [
    element("span", actors.length > MANY ? words.big(actors.length) : ""),
    ...data.overview.map(({ by }) => choice(`by:${by}`, words[PART_WORDS[by]])),
    choice("strong", words.strongest(STRONGEST)),
    choice("all", actors.length > SLOW ? words.slow : words.everything),
  ];
  if (state.part.startsWith("in:")) parts.push(element("span", scopeText(net, state)));
  if (grouped(state)) parts.push(groupList());
  return parts;
}

function groupList() {
  const overview = overviewOf(net, state.part);
  const select = element("select", undefined, { "aria-label": words.openGroup, id: "groups" });
  options(select, [
    ["", words.openGroup],
    ...overview.groups.map(
      ({ count }, i) =>
        /** @type {[string, string]} */ ([String(i), `${groupName(net, overview, i)} (${count})`]),
    ),
  ]);
  select.addEventListener("change", () => {
    if (select.value) setPart(`in:${overview.by}:${select.value}`);
  });
  return select;
}
