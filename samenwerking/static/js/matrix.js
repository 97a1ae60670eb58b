/* The matrix without a mouse: arrows go from cell to cell, the chosen row is in sight. */
"use strict";

const vak = document.querySelector(".matrix-rol");
const gekozen = vak?.querySelector("tr.kruis");
if (gekozen) {
  vak.scrollTop = gekozen.offsetTop - vak.clientHeight / 2;
}

document.addEventListener("keydown", (event) => {
  const cel = event.target.closest?.(".matrix td");
  const stap = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!cel || !stap) {
    return;
  }
  const rijen = [...cel.closest("table").querySelectorAll("tbody tr:not(.regio)")];
  const rij = rijen[rijen.indexOf(cel.parentElement) + stap[0]];
  const naar = rij?.cells[cel.cellIndex + stap[1]]?.querySelector("a");
  if (naar) {
    event.preventDefault();
    naar.focus();
  }
});
