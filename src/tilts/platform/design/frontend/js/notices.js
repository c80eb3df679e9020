// What was kept and can no longer be sent is said once, with the words that were written, and dropped.
import { forget } from "./outbox.js";

const WRITTEN = ["words", "note", "agreed"];

/** Whether nothing can come of it any more; then it is dropped with a word. */
export async function dropped(response, url, item, fields) {
  if (response?.status !== 410) return false;
  await forget(url, item, fields);
  const sent = new URLSearchParams(fields);
  const words = WRITTEN.map((name) => sent.get(name)).filter(Boolean);
  const place = document.createElement("p");
  place.className = "ds-alert";
  place.dataset.color = "warning";
  place.setAttribute("role", "alert");
  place.textContent = [(await response.json()).lost, ...words].join(" – ");
  document.querySelector("#content").prepend(place);
  return true;
}
