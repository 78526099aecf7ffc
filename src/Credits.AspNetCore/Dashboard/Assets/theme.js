// Runs before anything is painted, so that a page does not begin in the wrong colours.
(() => {
  try {
    const chosen = localStorage.getItem("credits-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is refused: the system's choice stays.
  }
})();
