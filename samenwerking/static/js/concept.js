/* Keeps what is typed in a form in this tab, for the same account, until it is saved: after a lost
   connection, a crash or logging in again it is there. The page works without this script. */
"use strict";

(() => {
  const PROEF = "/gezond";
  const WACHT = 5000;
  const NIET = ["csrfmiddlewaretoken", "versie"];

  const melding = (formulier, zin) => {
    const vak = formulier.querySelector("[data-concept-melding]");
    vak.hidden = !zin;
    vak.textContent = zin;
  };

  const plek = (formulier) => `concept:${formulier.dataset.concept}:${location.pathname}#${formulier.id}`;

  const velden = (formulier) =>
    [...formulier.elements].filter((veld) => veld.name && !NIET.includes(veld.name));

  const onthoud = (formulier, verzonden = false) => {
    const paren = velden(formulier)
      .filter((veld) => !["radio", "checkbox"].includes(veld.type) || veld.checked)
      .map((veld) => [veld.name, veld.value]);
    const bewaard = { stand: formulier.dataset.stand, verzonden, paren };
    try {
      sessionStorage.setItem(plek(formulier), JSON.stringify(bewaard));
    } catch {
      /* No room or not allowed: then only the server keeps it. */
    }
  };

  const zetTerug = (formulier) => {
    const bewaard = JSON.parse(sessionStorage.getItem(plek(formulier)) || "null");
    if (!bewaard || formulier.querySelector(".foutsamenvatting")) {
      return;
    }
    if (bewaard.stand !== formulier.dataset.stand) {
      sessionStorage.removeItem(plek(formulier)); /* Something newer was saved. */
      return;
    }
    for (const veld of velden(formulier)) {
      const waarden = bewaard.paren.filter(([naam]) => naam === veld.name).map(([, w]) => w);
      if (["radio", "checkbox"].includes(veld.type)) {
        veld.checked = waarden.includes(veld.value);
      } else if (waarden.length) {
        veld.value = waarden[0];
      }
    }
    formulier.closest("details")?.setAttribute("open", "");
    melding(formulier, "Wat u eerder typte en nog niet was bewaard, staat er weer.");
  };

  /* Whether the server answers: better asked before the form leaves the page than after. */
  const bereikbaar = async () => {
    const stop = new AbortController();
    const klok = setTimeout(() => stop.abort(), WACHT);
    try {
      await fetch(PROEF, { method: "HEAD", cache: "no-store", signal: stop.signal });
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(klok);
    }
  };

  const verzend = async (event) => {
    const formulier = event.currentTarget;
    event.preventDefault();
    event.stopPropagation(); /* Nobody may think it was sent before it is. */
    if (formulier.dataset.bezig) {
      return;
    }
    formulier.dataset.bezig = "1";
    onthoud(formulier);
    melding(formulier, "Bezig met bewaren.");
    if (await bereikbaar()) {
      onthoud(formulier, true);
      formulier.removeAttribute("data-waarschuw");
      formulier.dispatchEvent(new CustomEvent("bewaard", { bubbles: true }));
      formulier.submit();
    } else {
      melding(formulier, "Nog niet bewaard: er is geen verbinding. Uw tekst blijft in dit venster. Probeer het straks opnieuw.");
    }
    delete formulier.dataset.bezig;
  };

  /* What was sent from another page and led to this one has arrived. */
  const formulieren = [...document.querySelectorAll("form[data-concept]")];
  const vanHier = formulieren.map(plek);
  for (const sleutel of Object.keys(sessionStorage)) {
    if (sleutel.startsWith("concept:") && !vanHier.includes(sleutel)) {
      const bewaard = JSON.parse(sessionStorage.getItem(sleutel));
      if (bewaard.verzonden) {
        sessionStorage.removeItem(sleutel);
      }
    }
  }
  for (const formulier of formulieren) {
    zetTerug(formulier);
    formulier.addEventListener("input", () => onthoud(formulier));
    formulier.addEventListener("submit", verzend);
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      formulieren.forEach((formulier) => melding(formulier, ""));
    }
  });
})();
