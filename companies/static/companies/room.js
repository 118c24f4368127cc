// A room has several forms: sending one keeps what stands half-typed in the others.
(() => {
  "use strict";
  const here = `room:${location.pathname}`;
  const forms = () => [...document.querySelectorAll(".room form[method=post]")];
  const act = (form) => form.querySelector("[name=act]").value;
  const typed = (form) => [...form.querySelectorAll("textarea, select, input:not([type=hidden])")];
  document.addEventListener("submit", (event) => {
    if (!forms().includes(event.target)) return;
    const kept = {};
    for (const form of forms()) {
      if (form === event.target) continue;
      for (const field of typed(form)) kept[`${act(form)}.${field.name}`] = field.value;
    }
    sessionStorage.setItem(here, JSON.stringify(kept));
  });
  document.addEventListener("DOMContentLoaded", () => {
    const kept = JSON.parse(sessionStorage.getItem(here) || "{}");
    sessionStorage.removeItem(here);
    for (const form of forms())
      for (const field of typed(form)) {
        const value = kept[`${act(form)}.${field.name}`];
        if (value && !field.value) field.value = value;
      }
  });
})();
