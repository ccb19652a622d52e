import { theme } from "./settings.js";

/** As the system has it, or as chosen. */
const CHOICES = ["", "light", "dark"];
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = [];

export function onThemeChange(listener) {
  listeners.push(listener);
}

function apply() {
  const chosen = theme.get();
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  document.getElementById("theme").textContent = "Theme: " + (chosen || "system");
  listeners.forEach(listener => listener());
}

export function startTheme() {
  document.getElementById("theme").addEventListener("click", () => {
    theme.set(CHOICES[(CHOICES.indexOf(theme.get()) + 1) % CHOICES.length]);
    apply();
  });
  system.addEventListener("change", apply);
  apply();
}
