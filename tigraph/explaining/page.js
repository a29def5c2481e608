// What the page does beside being read: its language is chosen, its terms are sifted.
const root = document.documentElement;
const buttons = [...document.querySelectorAll("#languages button")];
function speak(language) {
  root.lang = language;
  for (const button of buttons)
    button.setAttribute("aria-pressed", String(button.value === language));
  document.title = document.querySelector(`h1 [lang="${language}"]`).textContent;
}
for (const button of buttons)
  button.addEventListener("click", () => {
    speak(button.value);
    const address = new URL(location.href);
    address.searchParams.set("lang", button.value);
    try {
      history.replaceState(null, "", address);
    } catch {
      // a file that is opened as such keeps its address
    }
  });
const asked = new URL(location.href).searchParams.get("lang");
if (buttons.some((button) => button.value === asked)) speak(asked);

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const terms = [...document.querySelectorAll("article")].map((one) => [
  one,
  folded(one.dataset.names),
]);
const sections = [...document.querySelectorAll("section.theme")];
const box = document.getElementById("sought");
box.addEventListener("input", () => {
  const words = folded(box.value).split(/\s+/).filter(Boolean);
  for (const [one, names] of terms) one.hidden = !words.every((word) => names.includes(word));
  for (const section of sections) section.hidden = !section.querySelector("article:not([hidden])");
  document.getElementById("nothing").hidden = sections.some((section) => !section.hidden);
});
// A term that is led to is seen, whatever was sought.
addEventListener("hashchange", () => {
  const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (one?.closest("[hidden]")) {
    box.value = "";
    box.dispatchEvent(new Event("input"));
    one.scrollIntoView();
  }
});
