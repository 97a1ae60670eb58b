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

/* What was typed in a form that remembers comes back after logging in again or after a crash: in
   this tab, for the same account, until it is sent. */
const onthoudt = document.querySelector("form[data-onthoud]");
const plek = onthoudt && `tekst:${onthoudt.dataset.onthoud}:${location.pathname}`;
const verzonden = sessionStorage.getItem("verzonden");
if (verzonden && !location.pathname.startsWith("/inloggen/")) {
  sessionStorage.removeItem("verzonden");
  if (verzonden !== plek) {
    sessionStorage.removeItem(verzonden);
  }
}
if (onthoudt) {
  const vakken = [...onthoudt.querySelectorAll("textarea")];
  const bewaard = JSON.parse(sessionStorage.getItem(plek) || "{}");
  for (const vak of vakken) {
    vak.value ||= bewaard[vak.name] || "";
  }
  onthoudt.addEventListener("input", () => {
    const tekst = Object.fromEntries(vakken.map((vak) => [vak.name, vak.value]));
    sessionStorage.setItem(plek, JSON.stringify(tekst));
  });
  onthoudt.addEventListener("submit", () => sessionStorage.setItem("verzonden", plek));
}

/* Escape closes the menu and gives the focus back to its button. */
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".hoofdnav-menu[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
