// The page of a network in a cell of a notebook, as anywidget runs it. The page stands in a frame
// of its own, so that no style leaks into the notebook and none out of it; nothing is fetched. What
// its reader chooses goes to the model, and so to Python; what Python sets goes to the page.

/** What both sides hold; the layout is called otherwise in a notebook, where cells have one. */
const SHARED = ["address", "layout", "date", "selection", "claims", "positions"];
/** @param {string} name */
const traitOf = (name) => (name === "layout" ? "layout_name" : name);
/** What the page takes. */
const TAKEN = SHARED.filter((name) => name !== "claims");

/**
 * @param {DataView | ArrayBuffer | Uint8Array} packed
 * @returns {Promise<string>}
 */
async function unpacked(packed) {
  const bytes = ArrayBuffer.isView(packed)
    ? new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength).slice()
    : packed;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

/**
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, act: () => void) => void} on
 * @property {(event: string, act: () => void) => void} off
 */

/** @param {{ model: Model, el: HTMLElement }} given */
async function render({ model, el }) {
  const frame = document.createElement("iframe");
  // Of an origin of its own: a page reaches nothing of the notebook
  frame.setAttribute("sandbox", "allow-scripts allow-downloads allow-popups");
  frame.setAttribute("allow", "clipboard-write");
  frame.title = model.get("title");
  frame.style.cssText = "width:100%;border:0;display:block";
  const tall = () => (frame.style.height = `${model.get("height")}px`);
  tall();
  const { port1: port, port2 } = new MessageChannel();

  /** What the page told last, by name, as JSON. @type {{ [name: string]: string }} */
  const known = {};
  /** @param {string} name */
  const own = (name) => model.get(traitOf(name));
  /** @param {string[]} names */
  const otherwise = (names) => names.filter((name) => JSON.stringify(own(name)) !== known[name]);
  let heard = false;
  /** How often something was sent: what the page told before it took that is out of date. */
  let sent = 0;
  /** While the model takes one value after the other, it is not what the page should be. */
  let taking = false;
  const send = () => {
    const set = heard && !taking ? otherwise(TAKEN) : [];
    if (!set.length) return false;
    const values = Object.fromEntries(set.map((name) => [name, own(name)]));
    port.postMessage(JSON.stringify({ number: ++sent, ...values }));
    return true;
  };
  port.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    if (told.taken < sent) return;
    const first = !heard;
    heard = true;
    for (const name of SHARED) known[name] = JSON.stringify(told[name]);
    // What was set before the page was there goes to it; then it is the page that tells
    if (first && send()) return;
    const set = otherwise(SHARED);
    taking = true;
    for (const name of set) model.set(traitOf(name), told[name]);
    taking = false;
    if (set.length) model.save_changes();
  };
  frame.addEventListener("load", () => {
    if (!heard) frame.contentWindow?.postMessage("tigraph", "*", [port2]);
  });
  const events = TAKEN.map((name) => `change:${traitOf(name)}`);
  for (const event of events) model.on(event, send);
  model.on("change:height", tall);

  frame.srcdoc = await unpacked(model.get("_page"));
  el.append(frame);
  return () => {
    for (const event of events) model.off(event, send);
    model.off("change:height", tall);
    port.close();
  };
}

export default { render };
