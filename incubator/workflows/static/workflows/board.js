// Moving a card opens the page of its next step; nothing changes before that page is sent.
// Without a mouse the link on each card does the same.
"use strict";

const said = document.getElementById("board-said");
let moved = null;

function columnOf(event) {
  return event.target instanceof Element ? event.target.closest(".board-column") : null;
}

document.addEventListener("dragstart", (event) => {
  moved = event.target instanceof Element ? event.target.closest(".board-card[data-step]") : null;
  if (!moved) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", moved.dataset.step);
  moved.classList.add("is-moved");
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
  else if (!column.contains(moved)) said.textContent = said.dataset.refusal;
});

document.addEventListener("dragend", () => {
  moved?.classList.remove("is-moved");
  document.querySelectorAll(".is-target").forEach((one) => one.classList.remove("is-target"));
  moved = null;
});
