// Names that found no room make it: what stands in their way is set elsewhere, or waits in its
// turn. (As figures/making_room.py has it for figures.)

import { asOne, crossing, meets, wider } from "./room.js";

/** @import { Placed } from "./lettering.js" */

/** So many turns for each name without room, and at least. */
const ROUNDS = 6;
const FEWEST = 40;

/**
 * @param {Placed} a
 * @param {Placed} b
 */
const clash = (a, b) =>
  asOne(a.box, b.box) ||
  Boolean(a.leader && meets(a.leader[0], a.leader[1], wider(b.box, 1))) ||
  Boolean(b.leader && meets(b.leader[0], b.leader[1], wider(a.box, 1))) ||
  Boolean(a.leader && b.leader && crossing(a.leader[0], a.leader[1], b.leader[0], b.leader[1]));

/**
 * The place that costs those placed least: by how many are in its way, and how dear these are.
 * @param {Placed[]} places
 * @param {Placed[]} placed
 * @param {ReadonlyMap<Placed["id"], number>} sent how often each was sent away
 */
function cheapest(places, placed, sent) {
  let least = Infinity;
  /** @type {Placed | undefined} */
  let chosen;
  for (const place of places) {
    let dear = 0;
    for (const other of placed) {
      if (clash(place, other)) dear += 1 + (sent.get(other.id) || 0);
      if (dear >= least) break;
    }
    if (dear < least) [least, chosen] = [dear, place];
    if (!least) break;
  }
  return chosen;
}

/**
 * Names placed, and those that are not as far as room is found for them: each takes the place
 * that costs the others least; whoever was sent away often is the dearer to send away again.
 * @param {Placed[]} placed
 * @param {Placed["id"][]} order all of them, those first that are the dearest to send away
 * @param {(id: Placed["id"]) => Placed[]} places where a name may stand for marks and ties, best first
 * @returns {Placed[]}
 */
export function makeRoom(placed, order, places) {
  const now = new Map(placed.map((name) => [name.id, name]));
  let best = placed;
  /** @type {Map<Placed["id"], Placed[]>} */
  const known = new Map();
  /** @type {Map<Placed["id"], number>} */
  const sent = new Map(order.map((id, rank) => [id, 1 - rank / order.length]));
  const waiting = order.filter((id) => !now.has(id));
  for (let k = Math.max(ROUNDS * waiting.length, FEWEST); k > 0 && waiting.length; k--) {
    const [id] = waiting.splice(0, 1);
    const some = known.get(id) || places(id);
    known.set(id, some);
    const chosen = cheapest(some, [...now.values()], sent);
    if (!chosen) continue;
    for (const other of [...now.values()].filter((one) => clash(chosen, one))) {
      now.delete(other.id);
      sent.set(other.id, (sent.get(other.id) || 0) + 1);
      waiting.push(other.id);
    }
    now.set(id, chosen);
    if (now.size > best.length) best = [...now.values()];
  }
  return best;
}
