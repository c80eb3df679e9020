// Answers that the server has not got yet: kept in this browser, for this account, until it has.
// They lie encrypted under a key that only the account's own pages have, so that whoever uses the
// computer next cannot read them. Where the browser cannot encrypt they wait on the page alone.
const NAME = "tilts-outbox";
const DRAFT = "tilts-kept";
const BITS = "AES-GCM";
const IV = 12; // bytes
const place = (url) => `${NAME} ${document.body.dataset.account} ${url}`;

const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const text = (data) => btoa(String.fromCharCode(...data));

/** The key as the page brought it, taken out of the page: from then on nothing can read it. */
async function takeKey() {
  const { lock: raw } = document.body.dataset;
  delete document.body.dataset.lock;
  return crypto.subtle.importKey("raw", bytes(raw), BITS, false, ["encrypt", "decrypt"]);
}

const key = takeKey().catch(() => null); // signed out, or the browser cannot encrypt

async function read(name) {
  try {
    const kept = bytes(localStorage.getItem(name));
    const how = { name: BITS, iv: kept.slice(0, IV) };
    const plain = await crypto.subtle.decrypt(how, await key, kept.slice(IV));
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
    const kept = await crypto.subtle.encrypt({ name: BITS, iv }, await key, plain);
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

const kept = (path) => `${DRAFT} ${document.body.dataset.account} ${path}`;

/** What is being written and was never sent: the fields of a form, by its path. */
export const draftOf = async (path) => (await read(kept(path))).fields;
export const keepDraft = (path, fields) => change(kept(path), () => ({ fields }));

/** Forgets a draft that was sent, unless something else was written meanwhile. */
export const forgetDraft = (path, sent) =>
  change(kept(path), ({ fields }) => (fields === undefined || fields === sent ? {} : { fields }));

function forgetDrafts() {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(kept(""))) localStorage.removeItem(name);
  }
}

/** Who signs out leaves nothing in the browser; what was never sent is asked about first. */
export function watchSignOut(send) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-sign-out]")) return;
    if (!addresses().length) return forgetDrafts();
    event.preventDefault();
    await send();
    if (addresses().length && !confirm(form.dataset.signOut)) return;
    for (const url of addresses()) await change(place(url), () => ({}));
    forgetDrafts();
    form.submit();
  });
}
