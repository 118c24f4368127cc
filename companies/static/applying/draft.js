// A draft never loses a word: each answer saves itself (htmx); while there is no connection,
// what was typed is kept in this browser and sent by itself later, also after a reload. Needs typed.js before it.
(() => {
  "use strict";
  const SENT = "draft-sent"; // what a whole form has taken along
  const form = document.getElementById("draft");
  if (!document.getElementById("problems")) {
    for (const name of JSON.parse(sessionStorage.getItem(SENT) ?? "[]")) localStorage.removeItem(name);
    sessionStorage.removeItem(SENT);
  }
  if (!form) return;
  document.documentElement.classList.add("scripted");
  const offline = document.getElementById("offline");
  const slot = (key) => `draft:${form.dataset.draft}:${key}`;
  const boxes = () => [...form.querySelectorAll("[data-question]")];
  const controls = (box) => [...box.querySelectorAll(".inputs input, .inputs textarea, .inputs select")];

  const typed = (box) => controls(box).map((one) =>
    one.type === "checkbox" ? [one.name, one.checked, one.value] : [one.name, one.value]);

  const seen = (box) => box.querySelector("[name^='seen-']");

  // With the revision that its writer had before them: what is sent later overwrites nothing.
  function keep(box) {
    try {
      const revision = kept(box)?.revision ?? seen(box).value;
      localStorage.setItem(slot(box.dataset.question), JSON.stringify({ revision, values: typed(box) }));
    } catch { /* a browser that keeps nothing still shows the text */ }
  }
  function forget(box) {
    try { localStorage.removeItem(slot(box.dataset.question)); } catch { /* nothing kept */ }
  }
  const kept = (box) => {
    try { return JSON.parse(localStorage.getItem(slot(box.dataset.question))); } catch { return null; }
  };

  function say(box, text) {
    let line = box.querySelector(".state .local");
    if (!line) {
      line = document.createElement("span");
      line.className = "local";
      box.querySelector(".state").append(line);
    }
    line.textContent = text;
  }

  function restore(box) {
    const before = kept(box);
    if (!before && typedAlready(controls(box))) {
      keep(box);
      say(box, form.dataset.saving);
      htmx.trigger(box, "retry");
      return;
    }
    if (!before || JSON.stringify(before.values) === JSON.stringify(typed(box))) { forget(box); return; }
    const rows = box.querySelector("[data-people]");
    while (rows && controls(box).length < before.values.length) addRow(rows);
    seen(box).value = before.revision;
    for (const [name, value, option] of before.values) {
      const one = controls(box).find((c) => c.name === name && (option === undefined || c.value === option));
      if (!one) continue;
      if (option === undefined) one.value = value; else one.checked = value;
    }
    say(box, form.dataset.restored);
    htmx.trigger(box, "retry");
  }

  function addRow(rows) {
    const people = rows.querySelectorAll(".person");
    const last = people[people.length - 1];
    const copy = last.cloneNode(true);
    for (const input of copy.querySelectorAll("input")) {
      input.value = "";
      input.name = input.name.replace(/\.(\d+)\./, `.${people.length}.`);
    }
    last.after(copy);
    return copy;
  }

  form.addEventListener("input", (event) => {
    const box = event.target.closest("[data-question]");
    if (box) { keep(box); say(box, form.dataset.saving); }
  });
  form.addEventListener("click", (event) => {
    if (!event.target.matches("[data-add-row]")) return;
    addRow(event.target.closest("[data-people]")).querySelector("input").focus();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosend]") && event.target.files.length)
      event.target.form.requestSubmit();
  });

  const failed = (event, words = form.dataset.kept) => {
    const box = event.target.closest?.("[data-question]");
    if (!box || !form.contains(box)) return;
    keep(box);
    say(box, words);
    offline.hidden = words !== form.dataset.kept;
  };
  // What is not our own line of state saved nothing: the page of signing in, or of a hotel's
  // network. It is not let into the form, and the text stays in this browser.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const target = event.detail.target, xhr = event.detail.xhr;
    if (!event.detail.shouldSwap || !target?.id) return;
    const ours = new DOMParser().parseFromString(xhr.responseText, "text/html").getElementById(target.id);
    if (ours) return;
    event.detail.shouldSwap = false;
    const out = xhr.responseURL.includes("/account/login/");
    const upload = uploading(event);
    const words = out ? form.dataset.signedOut : form.dataset.reload;
    if (upload) tell(upload, words, true); else failed(event, words);
  });

  // A file says how far it is, and does not get lost without a word.
  const uploading = (event) => event.target.closest?.("form[data-upload]");
  function tell(upload, words, isFault) {
    const line = upload.querySelector(".state");
    line.textContent = words;
    line.toggleAttribute("data-failed", isFault);
  }
  document.addEventListener("htmx:beforeRequest", (event) => {
    const upload = uploading(event);
    if (upload) tell(upload, upload.dataset.sending, false);
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const upload = uploading(event), { lengthComputable, loaded, total } = event.detail;
    if (upload && lengthComputable && total) tell(upload, `${upload.dataset.sending} ${Math.floor(100 * loaded / total)}%`, false);
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, (event) => {
    const upload = uploading(event);
    if (!upload) return;
    tell(upload, upload.dataset.failed, true);
    upload.dataset.unsent = "yes";
  });
  document.addEventListener("htmx:responseError", (event) => {
    const upload = uploading(event), { status } = event.detail.xhr;
    if (!upload || event.detail.shouldSwap || !(status === 413 || status === 429 || status >= 500)) return;
    tell(upload, status === 413 ? upload.dataset.large : upload.dataset.failed, true);
    if (status !== 413) upload.dataset.unsent = "yes";
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, failed);
  document.addEventListener("htmx:responseError", (event) => {
    // 409 and 400 carry a sentence of their own; a server that is down does not.
    if (event.detail.xhr.status >= 500 || event.detail.xhr.status === 429) failed(event);
  });
  const saved = new Map(); // what was sent, so that later typing is not forgotten
  document.addEventListener("htmx:configRequest", (event) => {
    const box = event.target.closest?.("[data-question]");
    if (box) saved.set(box, JSON.stringify(typed(box)));
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const box = event.target.closest?.("[data-question]");
    if (!box || !form.contains(box) || event.detail.xhr.status >= 400) return;
    if (saved.get(box) === JSON.stringify(typed(box))) forget(box);
    else { forget(box); keep(box); } // typed on meanwhile: from the revision just saved
    if (!boxes().some((one) => kept(one))) offline.hidden = true;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const box = event.target.closest?.("[data-question]");
    if (!box) return;
    const wrong = box.querySelector(".state[data-problem]") !== null;
    for (const one of controls(box)) one.toggleAttribute("aria-invalid", false);
    if (wrong) controls(box).forEach((one) => one.setAttribute("aria-invalid", "true"));
  });

  const retry = () => boxes().filter((box) => kept(box)).forEach((box) => htmx.trigger(box, "retry"));
  addEventListener("online", () => {
    retry();
    for (const upload of document.querySelectorAll("form[data-unsent]")) {
      delete upload.dataset.unsent;
      upload.requestSubmit();
    }
  });
  setInterval(() => { if (!offline.hidden) retry(); }, 5000);
  // Leaving with something unsent: the browser asks, and keeps it in any case.
  addEventListener("beforeunload", (event) => {
    const unsent = boxes().some((box) => kept(box)) || document.querySelector("form[data-unsent]");
    if (!form.dataset.leaving && unsent) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    form.dataset.leaving = "yes";
    sessionStorage.setItem(SENT, JSON.stringify(boxes().map((box) => slot(box.dataset.question))));
  });

  document.addEventListener("DOMContentLoaded", () => {
    form.querySelectorAll("[data-add-row]").forEach((button) => { button.hidden = false; });
    boxes().forEach(restore);
  });
})();
