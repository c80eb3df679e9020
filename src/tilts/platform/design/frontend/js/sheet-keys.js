// A whole sheet without the mouse. Fields of words keep every letter and digit.
import { typing } from "./search.js";
import { leaveFor } from "./sheet.js";

let sheet;

const shown = () => [...sheet.querySelectorAll("[data-question]:not([hidden])")];
const questionOf = (target) => target.closest?.("[data-question]");

function enter(question) {
  const fields = [...question.querySelectorAll("[name]:not([type=hidden])")];
  const target = fields.find((field) => field.checked) ?? fields[0];
  target.focus();
  question.scrollIntoView({ block: "nearest" });
}

function step(question, by) {
  const all = shown();
  const place = question ? all.indexOf(question) + by : 0;
  const next = all[Math.max(place, 0)];
  if (next) enter(next);
  else sheet.querySelector("[data-forward]")?.focus();
}

/** Chooses the option of a digit, or “not known”; one answer given, the next question is up. */
function choose(question, key) {
  const field = question.querySelector(`[data-key="${key}"]`);
  if (!field || field.disabled) return false;
  if (field.type === "radio") field.checked = true;
  else field.checked = !field.checked;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  if (field.type === "radio" || key === "n") step(question, 1);
  return true;
}

function comment(question) {
  const beside = question.querySelector(".beside");
  beside.open = true;
  beside.querySelector("textarea").focus();
}

const MOVES = { j: 1, k: -1 };

function pressed(key, question) {
  if (key in MOVES) step(question, MOVES[key]);
  else if (key === "c" && question) comment(question);
  else if (key === "?") sheet.querySelector("[data-keys]").open ^= true;
  else return question ? choose(question, key) : false;
  return true;
}

export function watchSheetKeys() {
  sheet = document.querySelector("[data-sheet]");
  if (!sheet) return;
  sheet.addEventListener("lost", (event) => {
    const after = shown().find(
      (question) => event.detail.compareDocumentPosition(question) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    if (after) enter(after);
    else sheet.querySelector("[data-forward]")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || typing(event.target)) return;
    const ways = { ArrowRight: sheet.dataset.next, ArrowLeft: sheet.dataset.back };
    const done = event.altKey
      ? event.key in ways && (leaveFor(ways[event.key]), true)
      : pressed(event.key.toLowerCase(), questionOf(event.target));
    if (done) event.preventDefault();
  });
}
