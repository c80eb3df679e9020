// The key / goes to the search box, unless one is typing.
const CHOOSING = "input:is([type=radio], [type=checkbox])";

/** Whether letters and digits belong to the field in which the key was pressed. */
export const typing = (target) =>
  target.isContentEditable || target.matches(`input:not(${CHOOSING}), textarea, select`);

export function watchSearchKey() {
  const box = document.querySelector("[data-search]");
  document.addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (!box || event.key !== "/" || modified || typing(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
