// The slider moves the day; the table follows without loading the page anew.
(() => {
  const form = document.querySelector(".plan-day");
  const slider = document.querySelector("#plan-slider");
  const day = document.querySelector("#plan-on");
  const table = document.querySelector("#plan-table");
  const first = Date.parse(`${form.dataset.first}T00:00:00Z`);
  const DAY = 86_400_000;
  let waiting;
  let latest = 0;

  async function show() {
    const asked = ++latest;
    const address = `${form.getAttribute("action")}?on=${day.value}`;
    table.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { "X-Part": "plan" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const text = await answer.text();
      if (asked !== latest) return; // a later day was asked for meanwhile
      table.innerHTML = text;
      history.replaceState(null, "", address);
    } catch {
      if (asked === latest) form.submit(); // the page itself says what is wrong
      return;
    }
    table.removeAttribute("aria-busy");
  }

  slider.addEventListener("input", () => {
    day.value = new Date(first + slider.value * DAY).toISOString().slice(0, 10);
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  day.addEventListener("change", () => {
    if (!day.value) return;
    slider.value = Math.round((Date.parse(`${day.value}T00:00:00Z`) - first) / DAY);
    show();
  });
})();
