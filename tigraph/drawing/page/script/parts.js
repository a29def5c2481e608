// Which part of the network is looked at: all of it, an aggregate, the strongest, one group of
// an aggregate, a neighbourhood.

import { nameOf } from "./data.js";

/** @import { Net } from "./data.js" */
/** @import { Overview } from "./page_data.js" */
/** @import { State } from "./state.js" */

/** Above, the page opens on an aggregate. */
export const MANY = 3000;
/** Above, to draw everything is slow. */
export const SLOW = 10000;
/** So many are the strongest. */
export const STRONGEST = 300;
/** So many of a group are drawn. */
export const GROUP_CUT = 1500;

/** @type {{ [by in Overview["by"]]: "byRegion" | "byCommunity" | "byLevel" }} */
export const PART_WORDS = { region: "byRegion", community: "byCommunity", level: "byLevel" };

/**
 * The part that a page opens with: "all", or the best grouping, "by:community".
 * @param {Net} net
 */
export const firstPart = ({ data }) => (data.overview.length ? `by:${data.overview[0].by}` : "all");

/**
 * Whether groups are drawn and not actors.
 * @param {Pick<State, "ego" | "part">} state
 */
export const grouped = ({ ego, part }) => !ego && part.startsWith("by:");

/**
 * The grouping of a part, such as "by:level" and "in:level:3".
 * @param {Net} net
 * @param {string} part
 */
export function overviewOf({ data }, part) {
  const [, by] = part.split(":");
  const found = data.overview.find((overview) => overview.by === by);
  if (!found) throw new Error(`no grouping: ${part}`);
  return found;
}

/**
 * What a group is called by: no two of a grouping alike.
 * @param {Net} net
 * @param {Overview} overview
 * @param {number} g
 */
export function groupName(net, overview, g) {
  const { name, kind, place, rest } = overview.groups[g];
  const { kindLabels, words } = net;
  if (overview.by === "level")
    return [kindLabels.get(kind) || words.none, place || words.none].join(" · ");
  if (overview.by === "region") return place || words.noOneRegion;
  const called = rest ? words.rest(rest) : words.groupOf(name || "");
  return place ? `${called} (${place})` : called;
}

/**
 * Which part it is, in words; nothing for all of it.
 * @param {Net} net
 * @param {Pick<State, "ego" | "part">} state
 */
export function scopeText(net, { ego, part }) {
  const { words } = net;
  if (ego) return words.egoOf(ego.steps, nameOf(net, ego.node));
  if (part === "strong") return words.strongest(STRONGEST);
  if (part.startsWith("by:")) return words[PART_WORDS[overviewOf(net, part).by]];
  if (part.startsWith("in:")) {
    const overview = overviewOf(net, part);
    const g = +part.split(":")[2];
    const { count } = overview.groups[g];
    const cut = count > GROUP_CUT ? ` (${words.cut(GROUP_CUT, count)})` : "";
    return words.inGroup(groupName(net, overview, g)) + cut;
  }
  return "";
}
