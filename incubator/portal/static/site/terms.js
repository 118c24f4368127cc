// The meaning of a word closes by Escape, which leads back to its question mark, and by a click
// elsewhere. Without this it opens and closes by its question mark.
const shown = () => document.querySelectorAll("details.term[open]");
document.addEventListener("click", (event) => {
  for (const one of shown()) if (!one.contains(event.target)) one.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const one of shown()) {
    const inside = one.contains(document.activeElement);
    one.open = false;
    if (inside) one.querySelector("summary").focus();
  }
});
