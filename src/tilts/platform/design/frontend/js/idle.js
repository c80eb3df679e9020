// Signs out a computer left alone: warns, saves what was typed, and leaves. Contract: ../README.md
import { saveDrafts } from "./drafts.js";
import { sendAnswers } from "./sheet.js";

const SECOND = 1000;
const WARNING = 60 * SECOND;
const PING = 60 * SECOND; // the server allows a minute more than the limit for this
const ACTIVE = "tilts-active"; // shared by the tabs of this browser: work in one keeps all alive

let last = Date.now();
let pinged = Date.now();
let leaving = false;

function lastActive() {
  try {
    return Math.max(last, Number(localStorage.getItem(ACTIVE) ?? 0));
  } catch {
    return last;
  }
}

function markActive(url) {
  last = Date.now();
  try {
    localStorage.setItem(ACTIVE, String(last));
  } catch {
    // Storage may be switched off; this tab then counts alone.
  }
  if (url && last - pinged > PING) {
    pinged = last;
    fetch(url).catch(() => {}); // keeps the session alive; a failed ping is repeated by the next
  }
}

async function leave(url) {
  leaving = true;
  const sent = Promise.all([saveDrafts(), sendAnswers()]);
  await Promise.race([sent, new Promise((done) => setTimeout(done, 3 * SECOND))]);
  location.replace(url);
}

function tick(limit, url, warning) {
  if (leaving) return;
  const left = lastActive() + limit - Date.now();
  if (left <= 0) leave(url);
  else if (left <= WARNING && !warning?.open) warning?.showModal();
  else if (left > WARNING && warning?.open) warning.close();
}

export function watchIdle() {
  const { idleMinutes, idleUrl, draftUrl } = document.body.dataset;
  if (!idleMinutes || !idleUrl) return;
  const limit = Number(idleMinutes) * 60 * SECOND;
  const warning = document.getElementById("idle-warning");
  markActive(null);
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(kind, () => markActive(draftUrl), { passive: true });
  }
  setInterval(() => tick(limit, idleUrl, warning), SECOND);
}
