// A form that saves itself as a whole (htmx) never loses a word: while there is no connection, what
// was typed is kept in this browser and sent by itself later, also after a reload.
// data-autosave names the text, data-line the id of its line of state, data-stale the refusal that
// says that somebody else was quicker. Needs typed.js before it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const SENT = "autosave-sent";
  const slot = `autosave:${form.dataset.autosave}`;
  const line = () => document.getElementById(form.dataset.line);
  const seen = () => form.querySelector("[name='seen']");
  const typed = () => [...new FormData(form)].filter(([name]) => name !== "seen" && name !== "csrfmiddlewaretoken");
  const kept = () => { try { return JSON.parse(localStorage.getItem(slot)); } catch { return null; } };
  const forget = () => { try { localStorage.removeItem(slot); } catch { /* nothing kept */ } };
  let sent = "", unsent = false;

  function keep() {
    try {
      // With the revision that its writer had before them: what is sent later overwrites nothing.
      const revision = kept()?.revision ?? seen().value;
      localStorage.setItem(slot, JSON.stringify({ revision, values: typed() }));
    } catch { /* a browser that keeps nothing still shows the text */ }
  }
  function say(words, isFault) {
    const place = line().querySelector(".local");
    place.textContent = words;
    line().toggleAttribute("data-problem", Boolean(isFault));
  }
  function failed(words) { keep(); unsent = true; say(words ?? form.dataset.kept, true); }

  function restore() {
    const before = kept();
    if (!before && typedAlready(form.elements)) {
      keep();
      say(form.dataset.saving);
      htmx.trigger(form, "retry");
      return;
    }
    if (!before || JSON.stringify(before.values) === JSON.stringify(typed())) { forget(); return; }
    // Handed in whole meanwhile: what is kept here is what was sent.
    const handedIn = sessionStorage.getItem(SENT) === slot && before.revision !== seen().value;
    sessionStorage.removeItem(SENT);
    if (handedIn) { forget(); return; }
    seen().value = before.revision;
    for (const one of form.elements) if (one.type === "checkbox") one.checked = false;
    for (const [name, value] of before.values) {
      const fields = [...form.elements].filter((one) => one.name === name);
      for (const one of fields) {
        if (one.type === "radio") one.checked = one.value === value;
        else if (one.type === "checkbox") one.checked ||= one.value === value;
        else one.value = value;
      }
    }
    say(form.dataset.restored);
    htmx.trigger(form, "retry");
  }

  form.addEventListener("input", () => { keep(); say(form.dataset.saving); });
  form.addEventListener("htmx:configRequest", () => { sent = JSON.stringify(typed()); });
  // What is not our own line of state saved nothing: the page of signing in, say.
  form.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (!event.detail.shouldSwap) return;
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    if (page.getElementById(form.dataset.line)) return;
    event.detail.shouldSwap = false;
    failed(xhr.responseURL.includes("/account/login/") ? form.dataset.signedOut : form.dataset.kept);
  });
  form.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.xhr.status >= 400) {
      unsent = false;
      // Changed in another window: whoever types on keeps this one, whoever reloads the other.
      if (line().dataset.refused === form.dataset.stale) forget();
      return;
    }
    const isAll = sent === JSON.stringify(typed());
    forget(); unsent = false;
    if (!isAll) keep(); // typed on meanwhile: from the revision just saved
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) form.addEventListener(name, () => failed());
  form.addEventListener("htmx:responseError", (event) => { if (!event.detail.shouldSwap) failed(); });
  const retry = () => { if (unsent) htmx.trigger(form, "retry"); };
  addEventListener("online", retry);
  setInterval(retry, 5000);
  addEventListener("beforeunload", (event) => { if (kept() && !form.dataset.leaving) event.preventDefault(); });
  form.addEventListener("submit", () => { form.dataset.leaving = "yes"; sessionStorage.setItem(SENT, slot); });
  // What is handed in whole needs no saving beside it, which would find it changed elsewhere.
  form.addEventListener("htmx:beforeRequest", (event) => { if (form.dataset.leaving) event.preventDefault(); });
  document.addEventListener("DOMContentLoaded", restore);
})();
