// A sheet saves each answer as it is given. What cannot be sent stays in the outbox until it can.
import { dropped } from "./notices.js";
import { addresses, forget, forgetDraft, keep, waiting } from "./outbox.js";
import { postFields } from "./requests.js";

const PAUSE = 800; // milliseconds after the last key in a field of words
const AGAIN = 10000; // milliseconds until a broken connection is tried again
const NOT_KNOWN = ";";

const dirty = new Set(); // questions with an answer that the server has not got
let sheet; // not the form itself, whose properties its fields may hide
let address;
let running = null;
let timer;

const nameOf = (question) => question.dataset.question;
const fieldsIn = (question) => [...question.querySelectorAll("[name]")];
const checkable = (field) => ["checkbox", "radio"].includes(field.type);

/** The fields of one answer, as a form would send them. */
function read(question) {
  const fields = new URLSearchParams({ ".item": nameOf(question) });
  for (const field of fieldsIn(question)) {
    if (!checkable(field) || field.checked) fields.append(field.name, field.value);
  }
  return fields.toString();
}

function write(question, entries) {
  const fields = new URLSearchParams(entries);
  for (const field of fieldsIn(question)) {
    const values = fields.getAll(field.name);
    if (checkable(field)) field.checked = values.includes(field.value);
    else field.value = values.find((value) => value !== NOT_KNOWN) ?? "";
  }
  const noted = ["comment", "source"].some((name) => fields.get(`${nameOf(question)}.${name}`));
  if (noted) question.querySelector(".beside").open = true;
}

function say(text, state = "") {
  for (const place of document.querySelectorAll("[data-saved]")) {
    place.textContent = text;
    place.dataset.state = state;
  }
}

function blame(question, faults) {
  question.classList.toggle("invalid", faults.length > 0);
  question.querySelector("[data-fault]").replaceChildren(
    ...faults.map((fault) => {
      const line = document.createElement("p");
      line.className = "ds-validation-message";
      line.textContent = fault;
      return line;
    }),
  );
  for (const field of fieldsIn(question)) {
    if (field.name === nameOf(question)) field.setAttribute("aria-invalid", faults.length > 0);
  }
}

function showOnly(items) {
  const shown = new Set(items);
  for (const question of sheet.querySelectorAll("[data-question]")) {
    question.hidden = !shown.has(nameOf(question));
  }
  const lost = document.activeElement?.closest("[data-question][hidden]");
  if (lost) sheet.dispatchEvent(new CustomEvent("lost", { detail: lost }));
}

async function onSaved(question, told, fields) {
  await forget(address, nameOf(question), fields);
  question.querySelector("[name$='.saved']").value = told.saved;
  blame(question, []);
  showOnly(told.shown);
  document.querySelector("[data-sections]").innerHTML = told.sections;
  document.querySelector("[data-side]").innerHTML = told.side;
  if (!dirty.size) say(`✓ ${told.said}`, "saved");
}

function onRefused(question, told) {
  blame(question, told.faults);
  say(sheet.dataset.look, "unsent");
}

function onMeanwhile(question, told) {
  const place = question.querySelector("[data-meanwhile]");
  place.innerHTML = told.both;
  question.theirs = told.theirs;
  say(sheet.dataset.look, "unsent");
}

async function choose(question, choice) {
  const mine = read(question);
  if (choice === "theirs") {
    write(question, question.theirs);
    await forget(address, nameOf(question), mine);
    blame(question, []);
  } else {
    const count = new URLSearchParams(question.theirs).get(`${nameOf(question)}.saved`);
    question.querySelector("[name$='.saved']").value = count;
  }
  delete question.theirs;
  question.querySelector("[data-meanwhile]").replaceChildren();
  fieldsIn(question)[0].focus();
  if (choice === "mine") changed(question, 0);
  else if (!dirty.size) say("");
}

const OUTCOMES = { 200: onSaved, 409: onMeanwhile, 422: onRefused };

/** Sends one answer; false when there is no use in sending others now. */
async function sendOne(question) {
  const fields = read(question);
  await keep(address, nameOf(question), fields);
  let response = null;
  try {
    response = await postFields(address, fields);
  } catch {
    // No connection: the answer waits.
  }
  const outcome = response?.redirected ? null : OUTCOMES[response?.status];
  if (outcome) {
    await outcome(question, await response.json(), fields);
    return true;
  }
  dirty.add(question);
  const broken = !response || response.status >= 500 || response.status === 429;
  if (broken) timer = setTimeout(sendAnswers, AGAIN);
  const { unsent, signedOut, stuck } = sheet.dataset;
  say(broken ? unsent : response.redirected ? signedOut : stuck, "unsent");
  return false;
}

async function sendAll() {
  const next = () => [...dirty].find((question) => !question.theirs);
  for (let question = next(); question; question = next()) {
    dirty.delete(question);
    if (!(await sendOne(question))) return;
  }
}

/** Sends what waits on this page; resolves when the server has answered, or does not. */
export function sendAnswers() {
  clearTimeout(timer);
  running ??= sendAll().finally(() => {
    running = null;
  });
  return running;
}

function changed(question, pause) {
  keep(address, nameOf(question), read(question));
  dirty.add(question);
  if (question.theirs) return;
  say(sheet.dataset.saving);
  clearTimeout(timer);
  timer = setTimeout(sendAnswers, pause);
}

/** “Not known” and an answer exclude each other; words are never thrown away. */
function exclude(question, field) {
  const own = fieldsIn(question).filter((one) => one.name === nameOf(question));
  const unknown = own.find((one) => one.value === NOT_KNOWN && checkable(one));
  const others = own.filter((one) => one !== unknown);
  if (field !== unknown) unknown.checked &&= !others.some((one) => checkable(one) ? one.checked : one.value);
  else if (unknown.checked) {
    for (const one of others) {
      if (checkable(one)) one.checked = false;
      else if (one.matches("textarea")) unknown.checked = !one.value;
      else one.value = "";
    }
  }
}

/** Goes on to another section once everything is saved; else to what was not. */
export async function leaveFor(url) {
  if (!url) return;
  await sendAnswers();
  const stays = sheet.querySelector("[data-question].invalid, [data-meanwhile] .meanwhile");
  if (!dirty.size && !stays) location.assign(url);
  else (stays?.closest("[data-question]") ?? [...dirty][0]).querySelector("[name]").focus();
}

async function restore() {
  for (const [item, fields] of Object.entries(await waiting(address))) {
    const question = sheet.querySelector(`[data-question="${item}"]`);
    if (!question || dirty.has(question)) continue;
    write(question, fields);
    dirty.add(question);
  }
  if (dirty.size) say(sheet.dataset.unsent, "unsent");
}

const shown = (url) => document.querySelector(`form[data-sent-later][action="${CSS.escape(url)}"]`);

/** What waits for other pages is sent from wherever one is; what is refused waits to be seen. */
async function sendOthers() {
  for (const url of addresses().filter((other) => other !== address && !shown(other))) {
    for (const [item, fields] of Object.entries(await waiting(url))) {
      const response = await postFields(url, fields).catch(() => null);
      if (await dropped(response, url, item, fields)) continue;
      if (response?.status !== 200 || response.redirected) continue;
      await forget(url, item, fields);
      await forgetDraft(url, fields);
    }
  }
}

export function watchSheet() {
  sheet = document.querySelector("[data-sheet]");
  address = sheet?.dataset.address;
  sendOthers();
  if (!sheet) return;
  restore().then(sendAnswers);
  addEventListener("online", sendAnswers);
  sheet.addEventListener("input", (event) => {
    const question = event.target.closest("[data-question]");
    if (!question) return;
    if (event.target.name === nameOf(question)) exclude(question, event.target);
    changed(question, checkable(event.target) ? 0 : PAUSE);
  });
  sheet.addEventListener("change", sendAnswers);
  sheet.addEventListener("submit", (event) => {
    event.preventDefault();
    leaveFor(sheet.dataset.next);
  });
  sheet.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-choose]")?.dataset.choose;
    if (choice) choose(event.target.closest("[data-question]"), choice);
  });
}
