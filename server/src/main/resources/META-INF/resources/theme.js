// Runs before the first paint, so that a remembered theme never flashes.
(function () {
  "use strict";
  const remembered = localStorage.getItem("throughline-theme");
  if (remembered === "light" || remembered === "dark") {
    document.documentElement.dataset.theme = remembered;
  }
  function dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  window.throughlineTheme = {
    dark: dark,
    toggle: function () {
      const next = dark() ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      localStorage.setItem("throughline-theme", next);
      document.dispatchEvent(new CustomEvent("throughline:theme"));
    },
  };
})();
