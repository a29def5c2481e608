// The page of a review: what is before the coder, keys, decisions, each kept before the next.

import { ask } from "./asking.js";
import { button, byId, el, filled } from "./dom.js";
import { Form } from "./form.js";
import { claimTold, headOf, readingsTold, sayingsTold } from "./item.js";
import { Text } from "./text.js";

/** @typedef {[number, number]} Span */

const DECIDED = ["accept", "change", "add", "settle"];

class Page {
  /** @param {any} start */
  constructor(start) {
    this.start = start;
    this.word = start.words;
    this.state = start.state;
    this.at = 0;
    /** @type {Form | null} */
    this.form = null;
    this.busy = false;
    this.text = new Text(byId("text"), start.text, (_, words) =>
      this.say(filled(this.word.chosen, short(words))),
    );
    /** @type {Record<string, () => void>} */
    this.keys = {};
    this.furnish();
    document.addEventListener("keydown", (event) => this.key(event));
    this.at = Math.max(0, this.next(-1));
    this.show();
    this.say(this.state.faults.join(" "));
  }

  furnish() {
    const { word, start } = this;
    document.title = `${word.title}: ${start.title}`;
    byId("title").textContent = start.title;
    byId("facts").textContent =
      `${filled(word.version, start.version)} · ${word.coder} ${start.coder}`;
    byId("skip").textContent = word.skip;
    byId("text-name").textContent = word.text;
    byId("text").setAttribute("aria-label", word.text);
    byId("text-keys").textContent = word["text-keys"];
    byId("decide-name").textContent = word.decide;
    byId("single").querySelector("span").textContent = word.keys;
    byId("legend").setAttribute("aria-label", word.legend);
    byId("legend").append(
      ...["cited", "proposed", "left", "now"].map((one) =>
        el("li", {}, el("mark", { className: one }, word[one])),
      ),
    );
  }

  get item() {
    return this.state.items[this.at];
  }

  /** Return the first item that is open after a place, from the beginning again; -1 without one. @param {number} from */
  next(from) {
    const { items } = this.state;
    for (let step = 1; step <= items.length; step++) {
      const at = (from + step + items.length) % items.length;
      if (items[at].status === "open") return at;
    }
    return -1;
  }

  // ------------------------------------------------------------ showing

  show() {
    const { items } = this.state;
    const done = items.filter((/** @type {any} */ one) => one.status !== "open").length;
    byId("progress").textContent = filled(this.word.progress, done, items.length);
    this.marks();
    this.panel();
  }

  marks() {
    const now = this.form?.claim ?? (this.item?.claim || this.item);
    const spans = (/** @type {(one: any) => boolean} */ wanted) =>
      this.state.items.filter(wanted).flatMap((/** @type {any} */ one) => one.spans);
    const ends = ["subject", "object", "post", "speaker"].flatMap(
      (part) => now?.[part]?.spans ?? [],
    );
    this.text.show({
      left: this.state.sentences
        .filter((/** @type {any} */ s) => s.state === "left")
        .map((/** @type {any} */ s) => [s.start, s.end]),
      proposed: spans((one) => one.status === "open" && one.kind !== "sentence"),
      cited: spans((one) => DECIDED.includes(one.status)),
      now: now?.spans ?? [],
      end: ends,
    });
    if (now?.spans?.length && !this.form) this.text.reveal(now.spans[0]);
  }

  /** @param {Span} span */
  words(span) {
    return this.text.slice(span);
  }

  panel() {
    const { word, item } = this;
    const panel = byId("item");
    this.keys = {};
    if (this.form) {
      const name = this.form.claim.on ? word.changing : word.adding;
      panel.replaceChildren(el("h3", {}, name), this.form.element);
      this.keys.q = () => this.form?.cite();
      return;
    }
    if (!item) {
      panel.replaceChildren(el("p", {}, word.nothing), this.tools());
      return;
    }
    const parts = [
      el(
        "div",
        { className: "top" },
        el("h3", {}, headOf(item, word)),
        el(
          "span",
          {},
          `${filled(word.place, this.at + 1, this.state.items.length)} · ${word[`status-${item.status}`]}`,
        ),
      ),
    ];
    if (this.next(-1) < 0) parts.push(el("p", { className: "warning" }, word["all-done"]));
    const own = {
      claim: "claimParts",
      changed: "claimParts",
      difference: "differenceParts",
      sentence: "sentenceParts",
    };
    parts.push(
      .../** @type {any} */ (this)[/** @type {any} */ (own)[item.kind]](item),
      this.tools(),
    );
    const bars = parts.filter((/** @type {any} */ one) => one?.classList?.contains("keys"));
    const rest = parts.filter((/** @type {any} */ one) => one && !bars.includes(one));
    panel.replaceChildren(...rest, el("div", { className: "actions" }, ...bars));
  }

  /** @param {any} item */
  claimParts(item) {
    const { word } = this;
    const parts = [];
    if (item.kind === "changed")
      parts.push(el("p", { className: "warning" }, word[`fate-${item.fate}`] ?? item.fate));
    for (const sign of ["negated", "asked"])
      if (item[sign]) parts.push(el("p", { className: "warning" }, word[sign]));
    parts.push(
      ...claimTold({ ...item.claim, spans: item.spans }, this.start, (s) => this.words(s)),
    );
    if (item.rule)
      parts.push(
        el("p", { className: "tiny pale" }, `${word.rule} ${item.rule} (${item.confidence})`),
      );
    for (const note of item.notes ?? []) parts.push(el("p", { className: "tiny pale" }, note));
    if (item.comment) parts.push(el("p", {}, item.comment));
    const says = el("div", {});
    parts.push(el("h3", {}, word["graph-says"]), says);
    ask("beside", item.claim).then(
      (told) => says.replaceChildren(sayingsTold(told, word)),
      () => {},
    );
    this.keys.q = () => {
      this.edit(item.claim, item.spans, item.id);
      this.form?.cite();
    };
    const fact = !item.negated && !item.asked;
    parts.push(
      this.bar(
        ...(fact ? [["accept", "a", () => this.accept(), { className: "first" }]] : []),
        ["change", "e", () => this.edit(item.claim, item.spans, item.id)],
        ["refuse", "r", () => this.decide({ action: "refuse", on: item.id })],
      ),
    );
    return parts;
  }

  accept() {
    const { item } = this;
    const own = ["change", "add"].includes(item.status) || item.kind === "changed";
    const claim = { ...item.claim, spans: item.spans };
    this.decide({ action: own ? "change" : "accept", on: item.id, claim }, () =>
      this.edit(item.claim, item.spans, item.id),
    );
  }

  /** @param {any} item */
  sentenceParts(item) {
    const [span] = item.spans;
    const reasons = Object.entries(this.start.concepts.omission);
    return [
      el("p", { className: "told" }, `« ${this.words(span)} »`),
      item.reason && el("p", {}, this.start.concepts.omission[item.reason] ?? item.reason),
      el("h3", {}, this.word["leave-out"]),
      this.bar(
        ...reasons.map(([reason, told], number) => [
          told,
          String(number + 1),
          () => this.decide({ action: "leave-out", on: item.id, spans: item.spans, reason }),
        ]),
      ),
    ];
  }

  /** @param {any} item */
  differenceParts(item) {
    const take = (/** @type {any} */ reading) =>
      this.decide({ action: "settle", on: item.on, claim: reading.claim ?? undefined });
    item.readings.forEach((/** @type {any} */ one, /** @type {number} */ number) => {
      this.keys[String(number + 1)] = () => take(one);
    });
    const claim = item.readings.find((/** @type {any} */ one) => one.claim)?.claim;
    return [
      readingsTold(item, this.start, (s) => this.words(s), take),
      this.bar(
        ["neither", "0", () => this.decide({ action: "settle", on: item.on })],
        ["change", "e", () => claim && this.edit(claim, claim.spans, item.on, "settle")],
      ),
    ];
  }

  tools() {
    return this.bar(
      ["previous", "p", () => this.go(this.at - 1)],
      ["next", "n", () => this.go(this.at + 1)],
      ["next-open", "j", () => this.go(this.next(this.at)), { disabled: this.next(-1) < 0 }],
      ["undo", "u", () => this.undo(), { disabled: !this.state.undoable }],
      ["new", "w", () => this.add()],
    );
  }

  /** Return buttons, whose keys do the same. @param {...any} told */
  bar(...told) {
    return el(
      "p",
      { className: "keys" },
      ...told.map(([name, key, act, more]) => {
        this.keys[key] = act;
        return button(this.word[name] ?? name, act, key, more);
      }),
    );
  }

  // ------------------------------------------------------------ acting

  /** @param {number} at */
  go(at) {
    const count = this.state.items.length;
    if (!count || at < -1) return;
    this.at = (at + count) % count;
    this.show();
    this.say(`${headOf(this.item, this.word)}. ${this.item.claim?.told ?? ""}`);
  }

  /** @param {any} claim @param {Span[]} spans @param {string} on @param {string} [action] */
  edit(claim, spans, on, action = "change") {
    this.form = new Form(
      this.start,
      { ...claim, spans: [...spans], on },
      {
        ...this.forForm(),
        save: (made, comment) => this.decide({ action, on, claim: made, comment }, null),
      },
    );
    this.show();
    byId("f-relation").focus();
  }

  add() {
    const chosen = this.text.chosen;
    this.form = new Form(
      this.start,
      { spans: chosen ? [chosen] : [], modality: "stated" },
      {
        ...this.forForm(),
        save: (made, comment) => this.decide({ action: "add", on: "", claim: made, comment }, null),
      },
    );
    this.show();
    byId("f-relation").focus();
  }

  forForm() {
    return {
      chosen: () => this.text.chosen,
      words: (/** @type {Span} */ span) => this.words(span),
      cancel: () => this.leave(),
      say: (/** @type {string} */ text) => this.say(text),
      show: () => this.marks(),
    };
  }

  leave() {
    this.form = null;
    this.text.clear();
    this.show();
    byId("decide").focus();
  }

  /**
   * Have a decision kept, and go on to what is next; `flawed` is done where the claim cannot be
   * as it is, and null hands the fault on.
   * @param {any} decision @param {(() => void) | null} [flawed]
   */
  async decide(decision, flawed = () => {}) {
    if (this.busy) return;
    this.busy = true;
    try {
      const state = await ask("decide", decision);
      this.form = null;
      this.text.clear();
      this.take(state, decision.action);
    } catch (/** @type {any} */ error) {
      if (!flawed) throw error;
      if (error.flaws?.length) flawed();
      if (error.flaws?.length) /** @type {Form | null} */ (this.form)?.tell(error);
      this.say(error.flaws ? error.message : this.word.lost);
    } finally {
      this.busy = false;
    }
  }

  /** @param {any} state @param {string} action */
  take(state, action) {
    this.state = state;
    const decided = state.items.findIndex((/** @type {any} */ one) => one.id === state.decided);
    const from = decided >= 0 ? decided : Math.min(this.at, state.items.length) - 1;
    const next = this.next(from);
    this.at = next >= 0 ? next : Math.max(0, decided);
    this.show();
    const left = state.items.filter((/** @type {any} */ one) => one.status === "open").length;
    const told = filled(this.word["said-decided"], this.word[`status-${action}`], left);
    this.say(next < 0 ? `${told} ${this.word["all-done"]}` : told);
    byId("decide").focus();
    byId("decide").scrollTo({ top: 0 });
  }

  async undo() {
    if (this.busy) return;
    this.busy = true;
    try {
      const state = await ask("undo", {});
      this.state = state;
      const at = state.items.findIndex(
        (/** @type {any} */ one) => one.id === state.undone || one.on === state.undone,
      );
      this.at = at >= 0 ? at : Math.max(0, this.next(-1));
      this.show();
      this.say(state.undone ? this.word["said-undone"] : this.word["said-nothing"]);
    } catch {
      this.say(this.word.lost);
    } finally {
      this.busy = false;
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && this.form) return this.leave();
    const place = /** @type {any} */ (event.target);
    const writing = place.matches?.("input:not([type=checkbox]), select, textarea");
    if (writing || !byId("keys").checked) return;
    const act = this.keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {string} text */
  say(text) {
    byId("said").textContent = text;
  }
}

/** @param {string} words */
function short(words) {
  const line = words.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

new Page(await ask("start"));
