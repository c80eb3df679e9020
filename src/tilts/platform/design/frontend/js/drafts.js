// Text that was typed and not sent survives the sign-out of an idle computer. Contract: ../README.md
import { post } from "./requests.js";

const PAUSE = 3000; // milliseconds after the last key
const SKIPPED = new Set(["hidden", "password", "file", "submit", "button", "reset"]);

const dirty = new Set();
const forms = () => document.querySelectorAll("form[data-draft]");
const draftUrl = () => document.body.dataset.draftUrl;
const key = (form) => location.pathname + (form.dataset.draft ? `#${form.dataset.draft}` : "");
const fields = (form) =>
  [...form.elements].filter((element) => element.name && !SKIPPED.has(element.type));
const checkable = (element) => ["checkbox", "radio"].includes(element.type);

function valuesOf(element) {
  if (element.multiple) return [...element.selectedOptions].map((option) => option.value);
  return checkable(element) && !element.checked ? [] : [element.value];
}

function read(form) {
  const values = {};
  for (const element of fields(form)) {
    values[element.name] = [...(values[element.name] ?? []), ...valuesOf(element)];
  }
  return values;
}

function write(form, values) {
  for (const element of fields(form)) {
    const saved = values[element.name];
    if (!saved) continue;
    if (checkable(element)) element.checked = saved.includes(element.value);
    else if (element.multiple) {
      for (const option of element.options) option.selected = saved.includes(option.value);
    } else element.value = saved[0] ?? "";
  }
}

async function save(form) {
  dirty.delete(form);
  try {
    const response = await post(draftUrl(), { path: key(form), values: read(form) });
    if (!response.ok) dirty.add(form);
    return response.ok;
  } catch {
    dirty.add(form); // offline: the next pause, or the idle clock, tries again
    return false;
  }
}

/** Saves every form with unsaved text; resolves when the server has answered for all. */
export const saveDrafts = () => Promise.all([...dirty].map(save));

export function watchDrafts() {
  if (!draftUrl()) return;
  let timer;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-draft]")) return;
    dirty.add(form);
    clearTimeout(timer);
    timer = setTimeout(saveDrafts, PAUSE);
  });
  document.addEventListener("submit", (event) => {
    dirty.delete(event.target);
    clearTimeout(timer);
  });
  document.addEventListener("formdata", (event) => {
    const form = event.target;
    if (form.matches("[data-draft]")) event.formData.set("_draft", key(form));
  });
}

/** Offers the draft that the server put on the page, above the form that it belongs to. */
export function offerDraft() {
  const script = document.getElementById("draft");
  const offer = document.getElementById("draft-offer");
  if (!script || !offer) return;
  const draft = JSON.parse(script.textContent);
  const form = [...forms()].find((candidate) => key(candidate) === draft.path);
  if (!form) return;
  const box = offer.content.firstElementChild.cloneNode(true);
  box.querySelector("time").dateTime = draft.saved_at;
  box.querySelector("time").textContent = draft.saved_label;
  box.addEventListener("click", (event) => {
    const choice = event.target.closest("button")?.value;
    if (!choice) return;
    if (choice === "restore") write(form, draft.values);
    else post(draftUrl(), { path: draft.path, values: null });
    box.remove();
    fields(form)[0]?.focus();
  });
  form.before(box);
}
