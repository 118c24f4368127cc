// What was typed while a page was still coming in: the script that saves was not there to hear of it.
window.typedAlready = (controls) => [...controls].some((one) => {
  if (one.type === "hidden") return false;
  if (one.type === "checkbox" || one.type === "radio") return one.checked !== one.defaultChecked;
  if (!one.options) return one.value !== one.defaultValue;
  const first = [...one.options].findIndex((option) => option.defaultSelected);
  return one.selectedIndex !== (first < 0 && !one.multiple ? 0 : first);
});
