// Answers that the server has not got yet: kept in this browser, for this account, until it has.
const NAME = "tilts-outbox";
const place = (url) => `${NAME} ${document.body.dataset.account} ${url}`;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}");
  } catch {
    return {};
  }
}

function write(key, answers) {
  try {
    if (Object.keys(answers).length) localStorage.setItem(key, JSON.stringify(answers));
    else localStorage.removeItem(key);
  } catch {
    // Storage may be switched off or full; the answer then waits on the page alone.
  }
}

/** What waits for an address: the fields of each answer, by item. */
export const waiting = (url) => read(place(url));

export function keep(url, item, fields) {
  write(place(url), { ...waiting(url), [item]: fields });
}

/** Forgets an answer that was saved, unless another one was given meanwhile. */
export function forget(url, item, fields) {
  const { [item]: kept, ...others } = waiting(url);
  if (kept === fields) write(place(url), others);
}

/** The addresses for which something of this account waits. */
export function addresses() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(place("")))
      .map((key) => key.slice(place("").length));
  } catch {
    return [];
  }
}

/** Who signs out leaves nothing in the browser; what was never sent is asked about first. */
export function watchSignOut(send) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-sign-out]") || !addresses().length) return;
    event.preventDefault();
    await send();
    if (addresses().length && !confirm(form.dataset.signOut)) return;
    for (const url of addresses()) write(place(url), {});
    form.submit();
  });
}
