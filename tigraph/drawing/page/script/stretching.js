// A picture by forces is drawn out to the shape of its screen: marks have more room for names.

/** So much at most. */
const DRAWN_OUT = 1.45;
/** The room that is kept at the rim, as framing has it. */
const KEPT = [140, 88];

/**
 * How much a picture is drawn out across and down, for a screen so wide and tall; its shape, and
 * so how much, is that of all its marks, whichever are seen.
 * @param {number[]} spots
 * @param {object} screen
 * @param {boolean} screen.upright whether the picture is turned
 * @param {number} screen.wide
 * @param {number} screen.tall
 * @returns {[number, number]}
 */
export function stretchOf(spots, { upright, wide, tall }) {
  const [low, high] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ];
  spots.forEach((value, k) => {
    low[k % 2] = Math.min(low[k % 2], value);
    high[k % 2] = Math.max(high[k % 2], value);
  });
  const spans = [high[0] - low[0], high[1] - low[1]];
  if (upright) spans.reverse();
  const [across, down] = spans;
  const room = (wide - KEPT[0]) / (tall - KEPT[1]);
  const by = (room * down) / across;
  if (!(room > 0) || !(by > 0) || !Number.isFinite(by)) return [1, 1];
  return by > 1 ? [Math.min(by, DRAWN_OUT), 1] : [1, Math.min(1 / by, DRAWN_OUT)];
}
