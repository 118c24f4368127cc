// The groups of the sidebar fold by a click on their heading. A button inside lets the keyboard
// do the same, and says whether the group is open.
document.addEventListener("DOMContentLoaded", () => {
  for (const heading of document.querySelectorAll("#nav-sidebar-apps [x-data] > h2")) {
    const list = heading.nextElementSibling;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.append(...heading.childNodes);
    heading.append(button);
    const tell = () => button.setAttribute("aria-expanded", String(list.offsetParent !== null));
    new ResizeObserver(tell).observe(list);
    tell();
  }
});
