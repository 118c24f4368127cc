// Moving a card opens the page of its next step; nothing changes before that page is sent, so that
// a card stays where it is until its verb has run. Without a mouse the link on each card does it.
"use strict";

const said = document.getElementById("board-said");
let moved = null;

function columnOf(event) {
  return event.target instanceof Element ? event.target.closest(".board-column") : null;
}

function refuse(card) {
  const { company, next } = card.dataset;
  said.textContent = said.dataset.refusal.replace("{company}", company).replace("{step}", next);
}

document.addEventListener("dragstart", (event) => {
  moved = event.target instanceof Element ? event.target.closest(".board-card[data-step]") : null;
  if (!moved) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", moved.dataset.company);
  moved.classList.add("is-moved");
  document.querySelector(`[data-column="${moved.dataset.to}"]`)?.classList.add("is-next");
  said.textContent = "";
});

document.addEventListener("dragover", (event) => {
  const column = columnOf(event);
  if (!moved || !column) return;
  event.preventDefault();
  column.classList.toggle("is-target", column.dataset.column === moved.dataset.to);
});

document.addEventListener("dragleave", (event) => {
  columnOf(event)?.classList.remove("is-target");
});

document.addEventListener("drop", (event) => {
  const column = columnOf(event);
  if (!moved || !column) return;
  event.preventDefault();
  if (column.dataset.column === moved.dataset.to) window.location.assign(moved.dataset.step);
  else if (!column.contains(moved)) refuse(moved);
});

document.addEventListener("dragend", () => {
  moved?.classList.remove("is-moved");
  for (const one of document.querySelectorAll(".is-target, .is-next")) {
    one.classList.remove("is-target", "is-next");
  }
  moved = null;
});
