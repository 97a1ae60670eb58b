/* Small comforts on top of pages that work without this script. */
"use strict";

/* Filters: a chosen option is shown at once. */
document.addEventListener("change", (event) => {
  const formulier = event.target.form;
  if (event.target.matches("select") && formulier?.hasAttribute("data-zelf-verzenden")) {
    formulier.requestSubmit();
  }
});

/* What htmx replaced is said aloud, and takes the focus when it asks for it. */
document.addEventListener("htmx:afterSettle", (event) => {
  const deel = event.detail.elt;
  const vind = (keuze) => (deel.matches(keuze) ? deel : deel.querySelector(keuze));
  const zin = vind("[data-voorlezen]");
  if (zin) {
    document.getElementById("voorlezen").textContent = zin.dataset.voorlezen || zin.textContent;
  }
  vind("[data-focus]")?.focus();
});

/* After a refused form the error summary comes first. */
document.querySelector("[data-focus]")?.focus();

/* Typed text that is not saved yet is not lost by accident. */
const gewijzigd = new Set();
document.addEventListener("input", (event) => {
  const formulier = event.target.form;
  if (formulier?.hasAttribute("data-waarschuw")) {
    gewijzigd.add(formulier);
  }
});
document.addEventListener("submit", (event) => gewijzigd.delete(event.target));
document.addEventListener("bewaard", (event) => gewijzigd.delete(event.target));
document.addEventListener("htmx:afterRequest", (event) => gewijzigd.delete(event.detail.elt));
window.addEventListener("beforeunload", (event) => {
  if ([...gewijzigd].some((formulier) => formulier.isConnected)) {
    event.preventDefault();
  }
});

/* Escape closes the menu and gives the focus back to its button. */
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".hoofdnav-menu[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
