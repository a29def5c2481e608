// What vis-network is told of items: no more than what has changed.

/** @import { DataSet } from "vis-network" */

/** @typedef {{ id: number | string }} Item */

/** @type {Map<DataSet<Item>, Map<number | string, string>>} */
const toldBefore = new Map();

/**
 * vis-network hears only of what has changed: telling it of thousands of items is slow.
 * @param {DataSet<Item>} set
 * @param {Item[]} items
 */
export function refresh(set, items) {
  const before = toldBefore.get(set) || new Map();
  const now = new Map(items.map((item) => [item.id, JSON.stringify(item)]));
  const gone = [...before.keys()].filter((id) => !now.has(id));
  if (gone.length) set.remove(gone);
  const changed = items.filter((item) => before.get(item.id) !== now.get(item.id));
  if (changed.length) set.update(changed);
  toldBefore.set(set, now);
}
