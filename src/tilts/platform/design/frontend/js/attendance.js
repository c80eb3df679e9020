// An attendance sheet says when it was said, by the clock of this device. Without a connection it
// waits on the page, and is sent as soon as there is one: the same word twice counts once.
let waits = null; // the button that was pressed

function say(form, is) {
  form.querySelector(".waiting").hidden = !is;
}

export function watchAttendance() {
  const form = document.querySelector("form[data-attendance]");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    const { said_at: said } = form.elements;
    said.value ||= new Date().toISOString();
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopPropagation(); // its draft stays until it is really sent
    waits = event.submitter;
    say(form, true);
  });
  form.addEventListener("input", () => {
    form.elements.said_at.value = "";
  });
  addEventListener("online", () => {
    if (!waits) return;
    form.requestSubmit(waits);
    waits = null;
  });
}
