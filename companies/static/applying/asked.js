// Questions that another answer shows: asked while it says so, on the form and in its preview.
(() => {
  "use strict";
  const controls = (box) => [...box.querySelectorAll(".inputs input, .inputs textarea, .inputs select")];
  function showWhatIsAsked() {
    for (const box of document.querySelectorAll("[data-shown-when]")) {
      const by = document.querySelector(`[data-question="${box.dataset.shownWhen}"]`);
      if (!by) continue; // it stands in another section: the server has decided
      const values = new Set(JSON.parse(box.dataset.shownValues));
      const chosen = controls(by).filter((c) => c.type !== "checkbox" || c.checked).map((c) => c.value);
      box.hidden = by.hidden || !chosen.some((value) => values.has(value));
    }
  }
  document.addEventListener("input", showWhatIsAsked);
  document.addEventListener("DOMContentLoaded", showWhatIsAsked); // after what a draft brings back
})();
