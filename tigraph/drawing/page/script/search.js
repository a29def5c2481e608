// Search as one types: any name, former name, SIREN or INSEE code, without accents.
const input = byId("query");
const results = byId("results");
let names = null; // of each actor, its names and codes; made when first needed
const RESULTS = 40;
function search() {
  names = names || actors.map((a) => [a.label || "", ...a.names, ...a.identifiers].map((name) => [plain(name), name]));
  const typed = plain(input.value);
  const code = typed.replace(/ /g, "");
  const terms = /^\d[\d ]{4,}$/.test(typed) ? [code] : typed.split(" ").filter(Boolean);
  results.replaceChildren();
  results.hidden = !terms.length;
  if (!terms.length) return;
  const found = [];
  for (const i of byDegree) {
    const whole_ = names[i].map(([folded]) => folded).join("\n");
    if (!terms.every((term) => whole_.includes(term))) continue;
    const hit = names[i].findIndex(([folded]) => terms.every((term) => folded.includes(term)));
    const starts = hit >= 0 && names[i][hit][0].startsWith(terms[0]);
    found.push({ i, hit, rank: (hit < 0 ? 3 : hit ? 2 : 1) - (starts ? 0.5 : 0) });
  }
  found.sort((a, b) => a.rank - b.rank);
  const count = element("li");
  count.append(element("small", words.found(found.length), { role: "status" }));
  results.append(count);
  for (const { i, hit } of found.slice(0, RESULTS)) {
    const line = button(nameOf(i), () => { results.hidden = true; choose({ node: i }, true); }, { dir: "auto" });
    line.append(element("small", [kindOf(i), hit > 0 ? names[i][hit][1] : ""].filter(Boolean).join(" · ")));
    const item = element("li");
    item.append(line);
    results.append(item);
  }
  if (found.length > RESULTS) results.append(element("li", words.more(found.length - RESULTS)));
}
input.addEventListener("input", search);
byId("search").addEventListener("keydown", (event) => {
  const buttons = [...results.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && buttons.length) buttons[Math.min(at + 1, buttons.length - 1)].focus();
  else if (event.key === "ArrowUp" && at >= 0) (buttons[at - 1] || input).focus();
  else if (event.key === "Enter" && at < 0 && buttons.length) buttons[0].click();
  else if (event.key === "Escape") { input.value = ""; search(); input.focus(); }
  else return;
  event.preventDefault();
});
