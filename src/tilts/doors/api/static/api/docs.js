// Swagger leaves out the second level of headings, which a screen reader then misses.
const HEADINGS = ".opblock-tag:not([aria-level]), .models h4:not([aria-level])";
new MutationObserver(() => {
  for (const heading of document.querySelectorAll(HEADINGS)) {
    heading.setAttribute("aria-level", "2");
  }
}).observe(document.getElementById("swagger-ui"), { childList: true, subtree: true });
