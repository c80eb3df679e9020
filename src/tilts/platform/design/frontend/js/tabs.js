// On a narrow screen the pages about somebody stand in one row that scrolls: it opens at the present one.
export function showTab() {
  const tab = document.querySelector(".tabs [aria-current]");
  tab?.scrollIntoView({ block: "nearest", inline: "center" });
}
