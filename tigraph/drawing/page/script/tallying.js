// How many are of each group of a map, in all and by region: reckoned, and drawn on paper.

import { countedGroups } from "./map.js";
import { wrap } from "./text.js";

/** @import { Net } from "./data.js" */
/** @import { Seen } from "./filter.js" */
/** @import { GroupOnMap as Group } from "./page_data.js" */
/** @import { Pen } from "./pens.js" */
/** @import { Measure } from "./text.js" */
/** @import { Words } from "./words.js" */

/** What is hollow as a mark is pale as a bar. */
export const FADED = 0.45;

/**
 * What a group is called after its number.
 * @param {Words} words
 * @param {Group} group
 * @param {number} count
 */
export const groupLabel = (words, { label, many }, count) =>
  words.counted(count, label, many || label);

/**
 * How many of those that are seen are of each group, in all and by region; groups of marks alone,
 * where there are some.
 * @param {Net} net
 * @param {Seen} seen
 */
export function tallied({ data: { map } }, seen) {
  if (!map) return { groups: [], regions: [], placed: 0 };
  const ranks = countedGroups(map);
  const regions = map.regions.map((name) => ({ name, counts: ranks.map(() => 0), total: 0 }));
  const groups = ranks.map((g) => ({ group: map.groups[g], count: 0 }));
  const apart = new Set(map.apart);
  let placed = 0;
  for (const i of seen.nodes) {
    const k = map.region[i] < 0 ? -1 : ranks.indexOf(map.of[i]);
    if (k < 0) continue;
    groups[k].count += 1;
    placed += Number(!apart.has(i));
    const region = regions[map.region[i]];
    if (!region) continue;
    region.counts[k] += 1;
    region.total += 1;
  }
  return { groups, regions: regions.filter(({ total }) => total), placed };
}

/**
 * Numbers and bars with a pen of paper, in the room that a map leaves at its left.
 * @param {Pen<unknown>} pen
 * @param {Net} net
 * @param {Seen} seen
 * @param {{ top: number, left: number, measure: Measure, colours: { ink: string, pale: string, line: string } }} room
 */
export function tallyOnPaper(pen, net, seen, { top, left, measure, colours }) {
  const { groups, regions, placed } = tallied(net, seen);
  const wide = left - 40;
  let y = top + 8;
  for (const { group, count } of groups) {
    pen.text(String(count), 16, y, { size: 26, bold: true, serif: true, fill: group.colour });
    const told = wrap(groupLabel(net.words, group, count), wide - 70, 12, measure, 3);
    const note = group.note && count ? wrap(group.note, wide - 70, 11, measure, 2) : [];
    told.forEach((line, k) => pen.text(line, 86, y + 4 + 16 * k, { size: 12, fill: colours.ink }));
    note.forEach((line, k) =>
      pen.text(line, 86, y + 5 + 16 * told.length + 15 * k, { size: 11, fill: colours.pale }),
    );
    y += Math.max(44, 18 + 16 * told.length + 15 * note.length);
  }
  const whole = groups.map(({ count }) => count);
  const total = whole.reduce((sum, n) => sum + n, 0);
  if (!total) return;
  barOnPaper(pen, groups, whole, { x: 16, y, wide, tall: 8 });
  y += 18;
  if (placed < total) {
    for (const line of wrap(net.words.placed(placed, total), wide, 11, measure, 3)) {
      pen.text(line, 16, y, { size: 11, fill: colours.pale });
      y += 15;
    }
  }
  y += 8;
  const most = Math.max(...regions.map((region) => region.total));
  const start = 16 + 0.55 * wide;
  for (const { name, counts, total: own } of regions) {
    const [line] = wrap(name, start - 20, 11, measure, 1);
    pen.text(line, 16, y, { size: 11, fill: colours.ink });
    const long = (wide - 0.55 * wide - 30) * (own / most);
    barOnPaper(pen, groups, counts, { x: start, y: y + 2, wide: long, tall: 8 });
    pen.text(String(own), start + long + 5, y, { size: 11, fill: colours.pale });
    y += 17;
  }
}

/**
 * @param {Pen<unknown>} pen
 * @param {{ group: Group }[]} groups
 * @param {number[]} counts
 * @param {{ x: number, y: number, wide: number, tall: number }} bar
 */
function barOnPaper(pen, groups, counts, { x, y, wide, tall }) {
  const total = counts.reduce((sum, n) => sum + n, 0);
  let left = x;
  groups.forEach(({ group }, k) => {
    const right = left + (wide * counts[k]) / total;
    const corners = [
      [left, y],
      [right, y],
      [right, y + tall],
      [left, y + tall],
    ];
    if (counts[k])
      pen.path(corners, { fill: group.colour, opacity: group.hollow ? FADED : 1, close: true });
    left = right;
  });
}
