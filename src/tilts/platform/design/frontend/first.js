// Runs before the page is painted, so that letters and contrast do not jump.
const root = document.documentElement;
root.dataset.js = "";
root.classList.toggle("levels-hidden", document.cookie.includes("tilts-levels=hidden"));
try {
  const font = localStorage.getItem("tilts-font");
  if (font) root.dataset.font = font;
  const contrast = localStorage.getItem("tilts-contrast");
  const more = contrast ? contrast === "more" : matchMedia("(prefers-contrast: more)").matches;
  if (more) root.dataset.contrast = "more";
} catch {
  // Storage may be switched off; the page then has its ordinary look.
}
