// The short form of a claim: changed, or of the coder's own. Ends are linked or made in it.

import { ask } from "./asking.js";
import { button, el, filled } from "./dom.js";
import { ABOUT, endsOf, figureFields, opinionFields, PARTS, sortOf } from "./sorts.js";

const ENDS = ["subject", "object", "post", "behalf", "through", "population", "speaker"];

export class Form {
  /**
   * @param {any} start what does not change
   * @param {any} claim what the form begins with
   * @param {{chosen: () => any, words: (span: any) => string, save: (claim: any, comment: string) => Promise<void>, cancel: () => void, say: (text: string) => void, show: () => void}} page
   */
  constructor(start, claim, page) {
    this.start = start;
    this.word = start.words;
    this.page = page;
    this.claim = structuredClone(claim);
    this.claim.spans ??= [];
    this.comment = "";
    this.element = el("form", {
      noValidate: true,
      on: { submit: (/** @type {Event} */ e) => this.submit(e) },
    });
    this.draw();
  }

  get sort() {
    return sortOf(this.claim);
  }

  draw() {
    const { word } = this;
    const held = document.activeElement?.id;
    const ends = endsOf(this.claim);
    this.element.replaceChildren(
      this.places(),
      ...(this.sort === "naming" ? [] : [this.relation()]),
      ...ends.map((part) => this.end(part)),
      ...this.more(),
      ...(this.sort === "naming" ? [] : [this.saying()]),
      this.input("comment", word.comment),
      el(
        "p",
        { className: "keys" },
        el("button", { type: "submit", className: "first" }, word.save),
        button(word.cancel, () => this.page.cancel(), "Esc"),
      ),
    );
    if (held) document.getElementById(held)?.focus();
  }

  /** Return the fields of when something is said to be so, and how. */
  saying() {
    return el(
      "div",
      { className: "three" },
      this.input("valid", this.word.valid),
      this.choice("modality", this.word.modality, "modality"),
      this.choice("grade", this.word.grade, "grade", true),
    );
  }

  /** Return the fields that a claim of this sort has beside its ends. */
  more() {
    if (this.sort === "naming") return [];
    if (this.sort === "relation") return [this.choice("role", this.word.role, "role", true)];
    const make = this.sort === "figure" ? figureFields : opinionFields;
    return make(this);
  }

  /** @param {string} part @param {string} name @param {...Node} inside */
  field(part, name, ...inside) {
    return el(
      "div",
      { className: "field", "data-part": part },
      el("label", { htmlFor: `f-${part}` }, name),
      ...inside,
    );
  }

  /** @param {string} part @param {string} name */
  input(part, name) {
    const own = part === "comment" ? this.comment : (this.claim[part] ?? "");
    const change = (/** @type {any} */ event) => {
      if (part === "comment") this.comment = event.target.value;
      else this.claim[part] = event.target.value.trim();
    };
    return this.field(
      part,
      name,
      el("input", { id: `f-${part}`, value: own, autocomplete: "off", on: { input: change } }),
    );
  }

  /** @param {string} part @param {string} name @param {string} scheme @param {boolean} [none] */
  choice(part, name, scheme, none = false) {
    const concepts = Object.entries(this.start.concepts[scheme]);
    const value =
      part === "modality"
        ? `modality:${this.claim.modality ?? "stated"}`
        : (this.claim[part] ?? "");
    const change = (/** @type {any} */ event) => {
      const chosen = event.target.value;
      this.claim[part] = part === "modality" ? chosen.split(":")[1] : chosen;
    };
    const options = concepts.map(([id, told]) =>
      el("option", { value: id, selected: id === value }, told),
    );
    if (none) options.unshift(el("option", { value: "" }, this.word.none));
    else if (!value && concepts.length) this.claim[part] = concepts[0][0];
    else if (value && !(value in this.start.concepts[scheme])) options.unshift(this.own(value));
    return this.field(part, name, el("select", { id: `f-${part}`, on: { change } }, ...options));
  }

  /** Return the option of a concept that the scheme does not have yet. @param {string} id */
  own(id) {
    const told = `${id.split(":")[1]} (${this.word["new-entity"]})`;
    return el("option", { value: id, selected: true }, told);
  }

  relation() {
    const schemes = { figure: "measure", opinion: "stance" };
    const scheme = /** @type {Record<string, string>} */ (schemes)[this.sort] ?? "relation";
    const known = !this.claim.relation || this.claim.relation in this.start.concepts[scheme];
    const group = (/** @type {string} */ scheme, /** @type {string} */ name) =>
      el(
        "optgroup",
        { label: name },
        ...Object.entries(this.start.concepts[scheme])
          .sort((a, b) => String(a[1]).localeCompare(String(b[1]), this.start.language))
          .map(([id, told]) =>
            el("option", { value: id, selected: id === this.claim.relation }, told),
          ),
      );
    const change = (/** @type {any} */ event) => {
      const before = this.sort;
      this.claim.relation = event.target.value;
      if (this.sort !== before) this.claim.modality = this.sort === "opinion" ? "judged" : "stated";
      this.draw();
    };
    const select = el(
      "select",
      { id: "f-relation", on: { change } },
      !known && this.own(this.claim.relation),
      group("relation", this.word.relations),
      group("measure", this.word.measures),
      group("stance", this.word.stances),
    );
    if (!this.claim.relation) this.claim.relation = select.value;
    return this.field("relation", this.word.relation, select);
  }

  places() {
    const { word } = this;
    const lines = this.claim.spans.map((/** @type {any} */ span, /** @type {number} */ at) =>
      el(
        "div",
        { className: "line" },
        el("span", {}, `« ${this.page.words(span)} »`),
        button(
          word.remove,
          () =>
            this.cited(
              this.claim.spans.filter((/** @type {any} */ _, /** @type {number} */ n) => n !== at),
            ),
          "",
          {
            className: "small",
            "aria-label": `${word.remove}: ${this.page.words(span)}`,
          },
        ),
      ),
    );
    return el(
      "fieldset",
      { className: "field", "data-part": "spans" },
      el("legend", {}, word.places),
      ...lines,
      button(word.cite, () => this.cite(), "q", { className: "small", id: "f-cite" }),
    );
  }

  /** Cite the words that are chosen in the text. */
  cite() {
    const chosen = this.page.chosen();
    if (!chosen) return this.page.say(this.word["no-words"]);
    const rest = this.claim.spans.filter(
      (/** @type {any} */ [a, b]) => b <= chosen[0] || chosen[1] <= a,
    );
    this.cited([...rest, chosen].sort((a, b) => a[0] - b[0]));
  }

  /** @param {any[]} spans */
  cited(spans) {
    this.claim.spans = spans;
    this.draw();
    this.page.show();
  }

  // ------------------------------------------------------------ ends

  /** @param {string} part */
  end(part) {
    const { word } = this;
    const end = this.claim[part];
    const found = el("ul", { className: "found" });
    const input = el("input", {
      id: `f-${part}`,
      value: end?.label ?? "",
      autocomplete: "off",
      on: {
        input: (/** @type {any} */ event) => this.named(part, event.target.value, found),
      },
    });
    const offered = end && !end.entity ? (end.candidates ?? []) : [];
    found.append(...offered.map((/** @type {any} */ one) => this.offer(part, one)));
    const chosen = end?.label
      ? el(
          "p",
          { className: "chosen", id: `f-${part}-which` },
          end.entity ? `${word.link}: ${end.shown ?? end.entity}` : "",
        )
      : "";
    return this.field(
      part,
      part === "subject" && this.sort in ABOUT ? word[ABOUT[this.sort]] : word[part],
      input,
      chosen,
      end?.label && !end.entity ? this.kind(part, end) : "",
      found,
      this.take(part),
    );
  }

  /** @param {string} part */
  take(part) {
    return button(
      this.word["cite-end"],
      () => {
        const chosen = this.page.chosen();
        if (!chosen) return this.page.say(this.word["no-words"]);
        const label = this.page.words(chosen).replace(/\s+/g, " ");
        this.claim[part] = { label, type: this.claim[part]?.type ?? "", spans: [chosen] };
        this.draw();
        this.search(part, label, this.element.querySelector(`[data-part="${part}"] .found`));
      },
      "",
      { className: "small", "aria-label": `${this.word["cite-end"]}: ${this.word[part]}` },
    );
  }

  /** Choose of which kind an entity is that is made. @param {string} part @param {any} end */
  kind(part, end) {
    const known = Object.entries(this.start.kinds).filter(
      ([slug]) => !["document", "text", "file", "change"].includes(slug),
    );
    end.type ||=
      part === "subject" || part === "speaker"
        ? "person"
        : part === "post"
          ? "post"
          : "organisation";
    const change = (/** @type {any} */ event) => {
      end.type = event.target.value;
      this.draw();
    };
    const select = el(
      "select",
      { id: `f-${part}-kind`, on: { change } },
      ...known.map(([slug, told]) =>
        el("option", { value: slug, selected: slug === end.type }, String(told)),
      ),
    );
    return el(
      "div",
      { className: this.start.wholes[end.type] ? "pair" : "" },
      el(
        "div",
        {},
        el("label", { htmlFor: `f-${part}-kind`, className: "tiny" }, this.word.make),
        select,
      ),
      this.start.wholes[end.type] && this.within(part, end),
    );
  }

  /** Choose the phase or the programme that an entity made anew is of. @param {string} part @param {any} end */
  within(part, end) {
    const known = this.start.wholes[end.type];
    end.within ||= known[0]?.iri ?? "";
    const change = (/** @type {any} */ event) => (end.within = event.target.value);
    return el(
      "div",
      {},
      el("label", { htmlFor: `f-${part}-within`, className: "tiny" }, this.word.within),
      el(
        "select",
        { id: `f-${part}-within`, on: { change } },
        ...known.map((/** @type {any} */ one) =>
          el("option", { value: one.iri, selected: one.iri === end.within }, one.label),
        ),
      ),
    );
  }

  /** @param {string} part @param {string} name @param {any} found */
  named(part, name, found) {
    const old = this.claim[part];
    if (!name.trim()) this.claim[part] = undefined;
    else this.claim[part] = { label: name.trim(), type: old?.type ?? "", spans: old?.spans ?? [] };
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.search(part, name.trim(), found), 200);
  }

  /** @param {string} part @param {string} name @param {any} found */
  async search(part, name, found) {
    const answers = name ? await ask(`search?q=${encodeURIComponent(name)}`) : [];
    if (this.claim[part]?.label !== name && name) return;
    this.draw();
    const place = this.element.querySelector(`[data-part="${part}"] .found`) ?? found;
    place.replaceChildren(...answers.map((/** @type {any} */ one) => this.offer(part, one)));
    this.page.say(filled(this.word.found, answers.length));
  }

  /** Return the button that links an end to an entity. @param {string} part @param {any} one */
  offer(part, one) {
    const act = () => {
      const old = this.claim[part];
      this.claim[part] = {
        label: old?.label || one.label,
        type: old?.type ?? "",
        entity: one.iri,
        spans: old?.spans ?? [],
        shown: one.label,
      };
      this.draw();
      document.getElementById(`f-${part}`)?.focus();
    };
    return el(
      "li",
      {},
      button(`${this.word.link}: ${one.label}${one.kind ? ` (${one.kind})` : ""}`, act, "", {
        className: "small",
      }),
    );
  }

  // ------------------------------------------------------------ saving

  /** @param {Event} event */
  async submit(event) {
    event.preventDefault();
    for (const old of this.element.querySelectorAll(".flaw")) old.remove();
    const claim = structuredClone(this.claim);
    const own = endsOf(this.claim);
    for (const part of ENDS) if (!own.includes(part)) delete claim[part];
    if (this.sort !== "relation") delete claim.role;
    for (const [sort, parts] of Object.entries(PARTS))
      if (sort !== this.sort) for (const part of parts) delete claim[part];
    if (!claim.subject) claim.subject = { label: "" };
    try {
      await this.page.save(claim, this.comment);
    } catch (/** @type {any} */ error) {
      this.tell(error);
    }
  }

  /** @param {any} error */
  tell(error) {
    const flaws = error.flaws?.length ? error.flaws : [{ part: "relation", told: error.message }];
    for (const flaw of flaws) {
      const field = this.element.querySelector(`[data-part="${flaw.part}"]`) ?? this.element;
      field.append(el("p", { className: "flaw" }, flaw.told));
    }
    this.element
      .querySelector(".flaw")
      ?.parentElement?.querySelector("input, select, button")
      ?.focus();
    this.page.say(flaws.map((/** @type {any} */ one) => one.told).join(" ; "));
  }
}
