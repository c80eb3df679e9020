// Answers that the server has not got yet: kept in this browser, for this account, until it has.
// They lie encrypted under a key that only the account's own pages have, so that whoever uses the
// computer next cannot read them. Where the browser cannot encrypt they wait on the page alone.
const NAME = "tilts-outbox";
const BITS = "AES-GCM";
const IV = 12; // bytes
const place = (url) => `${NAME} ${document.body.dataset.account} ${url}`;

const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const text = (data) => btoa(String.fromCharCode(...data));
let lock;

function key() {
  const { lock: raw } = document.body.dataset;
  lock ??= crypto.subtle.importKey("raw", bytes(raw), BITS, false, ["encrypt", "decrypt"]);
  return lock;
}

async function read(name) {
  try {
    const kept = bytes(localStorage.getItem(name));
    const how = { name: BITS, iv: kept.slice(0, IV) };
    const plain = await crypto.subtle.decrypt(how, await key(), kept.slice(IV));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return {}; // nothing there, or of another key: nobody can read it any more
  }
}

async function write(name, answers) {
  try {
    if (!Object.keys(answers).length) return localStorage.removeItem(name);
    const iv = crypto.getRandomValues(new Uint8Array(IV));
    const plain = new TextEncoder().encode(JSON.stringify(answers));
    const kept = await crypto.subtle.encrypt({ name: BITS, iv }, await key(), plain);
    localStorage.setItem(name, text([...iv, ...new Uint8Array(kept)]));
  } catch {
    // Storage may be switched off or full; the answer then waits on the page alone.
  }
}

/** One change after the other, in all windows. */
const change = (name, how) =>
  navigator.locks?.request(name, async () => write(name, how(await read(name))));

/** What waits for an address: the fields of each answer, by item. */
export const waiting = (url) => read(place(url));

export const keep = (url, item, fields) =>
  change(place(url), (answers) => ({ ...answers, [item]: fields }));

/** Forgets an answer that was saved, unless another one was given meanwhile. */
export const forget = (url, item, fields) =>
  change(place(url), ({ [item]: kept, ...others }) =>
    kept === undefined || kept === fields ? others : { [item]: kept, ...others },
  );

/** The addresses for which something of this account waits. */
export function addresses() {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(place("")))
      .map((name) => name.slice(place("").length));
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
    for (const url of addresses()) await change(place(url), () => ({}));
    form.submit();
  });
}
