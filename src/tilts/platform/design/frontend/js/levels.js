// Hides the level of risk while the person sits beside the screen: until the browser is closed.
import { typing } from "./search.js";

const root = document.documentElement;
const buttons = () => document.querySelectorAll("[data-hide-levels]");

function show() {
  const hidden = root.classList.contains("levels-hidden");
  for (const button of buttons()) button.setAttribute("aria-pressed", String(hidden));
}

function toggle() {
  const hidden = root.classList.toggle("levels-hidden");
  // A cookie, since every window of this browser is to hide them.
  document.cookie = `tilts-levels=${hidden ? "hidden" : ""}; path=/; samesite=strict`;
  show();
}

export function watchLevels() {
  show();
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-hide-levels]")) toggle();
  });
  document.addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key.toLowerCase() !== "h" || modified || event.repeat || typing(event.target)) return;
    if (buttons().length || document.querySelector("[data-level]")) toggle();
  });
}
