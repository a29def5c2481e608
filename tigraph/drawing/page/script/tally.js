// Numbers and bars beside the map: how many are of each group, in all and by region.

import { byId, element } from "./dom.js";
import { swatch } from "./legend.js";
import { net, seen, state, words } from "./now.js";
import { mapIn } from "./scene.js";
import { FADED, groupLabel, tallied } from "./tallying.js";

/** @import { GroupOnMap as Group } from "./page_data.js" */

/** On a narrower stage there is no room beside the map, but above it where it is upright. */
const ROOMY = 1150;
/** Of the stage, with what keeps it off the map. */
const TALLY_WIDE = 310;
const TALLY_TALL = 92;

/** Whether numbers stand beside the picture. */
const tells = () => Boolean(mapIn(net, state) && net.data.map?.telling);

/**
 * How much of the stage is kept for them: at its left, or above.
 * @param {number} wide
 * @param {number} tall
 */
export function tallyRoom(wide, tall) {
  const left = tells() && wide >= ROOMY ? TALLY_WIDE : 0;
  return { left, top: tells() && !left && tall > wide + TALLY_TALL ? TALLY_TALL : 0 };
}

/**
 * A bar in the colours of groups, of a share of the width.
 * @param {{ group: Group }[]} groups
 * @param {number[]} counts
 * @param {number} share
 */
function stack(groups, counts, share) {
  const made = element("span", "", { class: "stack" });
  made.style.width = `${100 * share}%`;
  groups.forEach(({ group }, k) => {
    const part = element("span");
    part.style.flexGrow = String(counts[k]);
    part.style.background = group.colour;
    if (group.hollow) part.style.opacity = String(FADED);
    if (counts[k]) made.append(part);
  });
  return made;
}

export function showTally() {
  const place = byId("tally");
  const { clientWidth: wide, clientHeight: tall } = byId("stage");
  const { left, top } = tallyRoom(wide, tall);
  place.hidden = !left && !top;
  place.classList.toggle("above", top > 0);
  if (place.hidden) return;
  const { groups, regions, placed } = tallied(net, seen);
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const heads = element("ul", "", { class: "sums" });
  for (const { group, count } of groups) {
    const number = element("b", String(count));
    number.style.color = group.colour;
    const told = element("span", groupLabel(words, group, count), { dir: "auto" });
    if (group.note && count) told.append(element("small", group.note));
    const item = element("li");
    item.append(number, swatch({ shape: "dot", ...group }), told);
    heads.append(item);
  }
  const most = Math.max(...regions.map((region) => region.total));
  const rows = element("ul", "", { class: "bars" });
  for (const { name, counts, total: own } of regions) {
    const item = element("li");
    item.title = groups
      .map(({ group }, k) => `${group.label}${words.colon}${counts[k]}`)
      .join("\n");
    const held = element("span", "", { class: "held" });
    held.append(stack(groups, counts, own / most), element("small", String(own)));
    item.append(element("span", name, { dir: "auto" }), held);
    rows.append(item);
  }
  const note = placed < total ? [element("p", words.placed(placed, total), { class: "note" })] : [];
  const whole = groups.map(({ count }) => count);
  place.replaceChildren(heads, stack(groups, whole, 1), ...note, rows);
}
