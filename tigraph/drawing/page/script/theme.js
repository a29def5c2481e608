// Light, dark, or as the reader's system has it.

import { byId } from "./dom.js";
import { words } from "./now.js";

/** @type {("auto" | "light" | "dark")[]} */
const THEMES = ["auto", "light", "dark"];

/**
 * @param {() => void} act what to do when colours have changed
 */
export function startTheme(act) {
  const root = document.documentElement;
  const choice = byId("theme");
  const show = () => {
    const now = THEMES.find((one) => one === root.dataset.theme) || "auto";
    choice.textContent = `${words.theme}${words.colon}${words[now]}`;
  };
  choice.addEventListener("click", () => {
    const at = THEMES.findIndex((one) => one === (root.dataset.theme || "auto"));
    const next = THEMES[(at + 1) % THEMES.length];
    if (next === "auto") delete root.dataset.theme;
    else root.dataset.theme = next;
    show();
    act();
  });
  show();
  matchMedia("screen and (prefers-color-scheme: dark)").addEventListener("change", act);
}
