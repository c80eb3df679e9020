// Requests to the server: htmx, and the CSRF token that each writing request carries.
import htmx from "htmx.org";

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

// No eval and no injected <style>: a strict content security policy allows neither.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0; // pages about people are not kept in the browser's storage

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = token();
});

/** POST `body` as JSON; the browser finishes it even if the page is left meanwhile. */
export function post(url, body) {
  return fetch(url, {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
  });
}

/** POST fields as a form would, for an answer in JSON. */
export function postFields(url, fields) {
  return fetch(url, {
    method: "POST",
    keepalive: fields.length < 60000, // browsers refuse to keep more than 64 KiB alive
    headers: { Accept: "application/json", "X-CSRFToken": token() },
    body: new URLSearchParams(fields),
  });
}
