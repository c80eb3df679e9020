"""A hand whose interactions the browser itself counts."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

# Each press of the pointer and each key counts, but letters typed into a field of words do not; to
# choose from a list takes two: it is opened, and something in it is chosen. A page counts once,
# however many hands were at it.
COUNTING = """(() => {
  if (window.isCounted) return;
  window.isCounted = true;
  const words = "textarea, input:not([type=radio], [type=checkbox])";
  const typed = (e) => e.key.length === 1 && e.target.matches(words);
  const taken = (more) => (sessionStorage.taken = Number(sessionStorage.taken ?? 0) + more);
  addEventListener("pointerdown", () => taken(1), true);
  addEventListener("keydown", (e) => taken(typed(e) ? 0 : 1), true);
  addEventListener("change", (e) => taken(e.target.matches("select") ? 2 : 0), true);
})()"""


@dataclass
class Hand:
    """Somebody at a page, from where it is now."""

    page: Page

    def __post_init__(self) -> None:
        self.page.add_init_script(COUNTING)
        self.page.evaluate(COUNTING)
        self.page.evaluate("sessionStorage.taken = 0")

    @property
    def taken(self) -> int:
        """How many interactions it took so far."""
        return int(self.page.evaluate("Number(sessionStorage.taken)"))

    def write(self, field: str, text: str) -> None:
        """Go to a field and type."""
        self.page.locator(f"[name={field}]").click()
        self.page.keyboard.type(text)

    def choose(self, field: str, value: str) -> None:
        """Choose from a list."""
        self.page.locator(f"[name={field}]").select_option(value)

    def press(self, field: str, value: str) -> None:
        """Press one of several buttons."""
        button = f"[name={field}][value={value}]"
        self.page.locator(f"{button} + label, label:has({button})").first.click()

    def go(self, link_or_button: Locator) -> None:
        """Follow a link, or send the form."""
        with self.page.expect_navigation():
            link_or_button.click()
