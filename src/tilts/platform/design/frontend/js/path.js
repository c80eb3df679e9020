// A path picture that is wider than the screen opens at today.
export function showToday() {
  for (const path of document.querySelectorAll(".path")) {
    const today = path.querySelector(".today-line")?.getBoundingClientRect();
    if (!today) continue;
    const left = path.getBoundingClientRect().left;
    path.scrollLeft = today.left - left - path.clientWidth * 0.7;
  }
}
