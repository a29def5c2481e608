// What a claim of each sort has in the form: a relation, a figure, an opinion.

import { el } from "./dom.js";

export const HOLDS_POST = "relation:holds-post";
/** What the subject of a claim of some sort is called. */
export const ABOUT = /** @type {Record<string, string>} */ ({
  opinion: "about",
  naming: "names",
});
/** The parts that only a claim of some sort has. */
export const PARTS = {
  figure: ["value", "minimum", "maximum", "unit", "qualifier"],
  opinion: ["concerns", "paraphrase", "paraphrase_en"],
};

/** Return of which sort a claim is: a relation, a figure, an opinion or a naming. @param {any} claim */
export function sortOf(claim) {
  const scheme = (claim.relation ?? "").split(":")[0];
  if (scheme === "naming") return scheme;
  return scheme === "measure" ? "figure" : scheme === "stance" ? "opinion" : "relation";
}

/** Return the ends that a claim of its sort has. @param {any} claim */
export function endsOf(claim) {
  const sort = sortOf(claim);
  if (sort === "naming") return ["subject"];
  if (sort === "figure") return ["subject", "population", "speaker"];
  if (sort === "opinion") return ["speaker", "subject"];
  return claim.relation === HOLDS_POST
    ? ["subject", "post", "object", "behalf", "through", "speaker"]
    : ["subject", "object", "behalf", "through", "speaker"];
}

/** Return the fields of a figure. @param {import("./form.js").Form} form */
export function figureFields(form) {
  const { word } = form;
  return [
    el(
      "div",
      { className: "three" },
      form.input("value", word.value),
      form.input("minimum", word.minimum),
      form.input("maximum", word.maximum),
    ),
    el(
      "div",
      { className: "pair" },
      form.choice("unit", word.unit, "unit"),
      form.choice("qualifier", word.qualifier, "qualifier"),
    ),
  ];
}

/** Return the fields of an opinion: themes, and what is held. @param {import("./form.js").Form} form */
export function opinionFields(form) {
  const { claim, start, word } = form;
  claim.concerns ??= [];
  const change = (/** @type {any} */ event) => {
    claim.concerns = [...event.target.selectedOptions].map((one) => one.value);
  };
  const known = Object.entries(start.concepts.theme).sort((a, b) =>
    String(a[1]).localeCompare(String(b[1]), start.language),
  );
  const options = known.map(([id, told]) =>
    el("option", { value: id, selected: claim.concerns.includes(id) }, String(told)),
  );
  const select = el(
    "select",
    { id: "f-concerns", multiple: true, size: 5, on: { change } },
    ...options,
  );
  return [
    form.field("concerns", word.concerns, select),
    form.input("paraphrase", word.paraphrase),
    form.input("paraphrase_en", word.paraphrase_en),
  ];
}
