// Size of letters (three steps) and contrast, remembered in this browser.
const root = document.documentElement;

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be switched off; the choice then lasts for this page.
  }
}

function show() {
  for (const button of document.querySelectorAll("[data-set-font]")) {
    button.setAttribute("aria-pressed", String(button.value === (root.dataset.font ?? "1")));
  }
  for (const button of document.querySelectorAll("[data-set-contrast]")) {
    button.setAttribute("aria-pressed", String(root.dataset.contrast === "more"));
  }
}

export function watchPreferences() {
  show();
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-set-font], [data-set-contrast]");
    if (!button) return;
    if ("setFont" in button.dataset) {
      root.dataset.font = button.value;
      remember("tilts-font", button.value);
    } else {
      const contrast = root.dataset.contrast === "more" ? "normal" : "more";
      root.dataset.contrast = contrast;
      remember("tilts-contrast", contrast);
    }
    show();
  });
}
