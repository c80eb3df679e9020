// A form marked data-sent-later is sent when it can be. What was pressed is kept first, encrypted, in
// the outbox of this account, and sent at once or as soon as there is a connection; the key in the form
// makes it count once. What the server refuses is shown by the page itself. With data-kept what is
// being written is kept on the device too, under the same key, until it is sent.
import { dropped } from "./notices.js";
import { draftOf, forget, forgetDraft, keep, keepDraft, waiting } from "./outbox.js";
import { postFields } from "./requests.js";

const AGAIN = 10000; // milliseconds until a broken connection is tried again
const PAUSE = 500; // milliseconds after the last key

const forms = () => [...document.querySelectorAll("form[data-sent-later]")];
const pathOf = (form) => new URL(form.action).pathname;
const itemOf = (fields) => new URLSearchParams(fields).get("key") ?? "";
let running = null;
let timer; // of the next try
let typing; // of the next draft
let native = null; // the press that the page sends itself, because the server has something to say

function fieldsOf(form, pressed) {
  const fields = new URLSearchParams(new FormData(form, pressed));
  fields.delete("csrfmiddlewaretoken");
  return fields.toString();
}

const say = (form, waits) => {
  form.querySelector(".waiting").hidden = !waits;
};

async function send(form, fields, pressed) {
  let response = null;
  try {
    response = await postFields(pathOf(form), fields);
  } catch {
    // No connection: it waits.
  }
  const broken = !response || response.status >= 500 || response.status === 429;
  if (broken || response.redirected) {
    say(form, true);
    clearTimeout(timer);
    timer = setTimeout(sendKept, AGAIN);
    return;
  }
  say(form, false);
  if (!pressed && (await dropped(response, pathOf(form), itemOf(fields), fields))) return;
  await forget(pathOf(form), itemOf(fields), fields);
  if (response.ok) {
    await forgetDraft(pathOf(form), fields);
    location.assign((await response.json()).next);
  } else if (pressed) {
    native = pressed;
    form.requestSubmit(pressed);
  } else write(form, fields); // refused: it is in the form again, and shown why when it is pressed
}

async function sendAll() {
  for (const form of forms()) {
    for (const fields of Object.values(await waiting(pathOf(form)))) {
      say(form, true);
      await send(form, fields, null);
    }
  }
}

/** Sends what waits for the forms of this page, once at a time. */
function sendKept() {
  running ??= sendAll().finally(() => {
    running = null;
  });
}

/** Fills the form with what was kept; its key stays new, so that what is changed counts too. */
function write(form, fields) {
  for (const [name, value] of new URLSearchParams(fields)) {
    if (name === "key") continue;
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["checkbox", "radio"].includes(field.type)) field.checked ||= field.value === value;
      else if (field.type !== "submit") field.value = value;
    }
  }
}

async function restore(form) {
  const fields = await draftOf(pathOf(form));
  if (!fields) return;
  write(form, fields);
  form.querySelector("[data-restored]").hidden = false;
}

export function watchSentLater() {
  if (!forms().length || !document.body.dataset.account) return;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-sent-later]") || native === event.submitter) return;
    event.preventDefault();
    clearTimeout(typing);
    const { said_at: said } = form.elements;
    if (said) said.value = new Date().toISOString();
    const fields = fieldsOf(form, event.submitter);
    await keep(pathOf(form), itemOf(fields), fields);
    await send(form, fields, event.submitter);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-kept]")) return;
    clearTimeout(typing);
    typing = setTimeout(() => keepDraft(pathOf(form), fieldsOf(form)), PAUSE);
  });
  forms()
    .filter((form) => form.matches("[data-kept]"))
    .forEach(restore);
  sendKept();
  addEventListener("online", sendKept);
}
