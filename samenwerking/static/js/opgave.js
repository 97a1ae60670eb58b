/* Saves the open card while somebody fills it in. The page works without this script: the button
   saves too. What could not be sent is kept in this tab and comes back when the card opens again. */
"use strict";

(() => {
  const kaart = document.querySelector("form[data-bewaar-vanzelf]");
  if (!kaart) {
    return;
  }
  const stand = kaart.querySelector("[data-stand]");
  const WACHT = 1200;
  const OPNIEUW = 10000;
  const sleutel = () => `opgave:${kaart.dataset.wie || ""}:${location.pathname}#${kaart.id}`;
  let klok = 0;
  let bezig = false;
  let nogEens = false;
  let verzonden = false;

  const zeg = (zin, mislukt = false) => {
    stand.textContent = zin;
    stand.classList.toggle("mislukt", mislukt);
  };

  /* Uploads and «zelfde antwoord voor» wait for the button. */
  const vanzelf = (veld) => veld.name && veld.type !== "file" && !veld.matches("[data-niet-vanzelf]");

  const velden = () => {
    const gegevens = new FormData(kaart);
    for (const veld of kaart.elements) {
      if (veld.name && !vanzelf(veld)) {
        gegevens.delete(veld.name);
      }
    }
    return gegevens;
  };

  const onthoud = () => {
    const paren = [...velden()].filter(([naam]) => !["versie", "csrfmiddlewaretoken"].includes(naam));
    try {
      sessionStorage.setItem(sleutel(), JSON.stringify({ versie: kaart.elements.versie.value, paren }));
    } catch {
      /* No room or not allowed: then only the server keeps it. */
    }
  };

  const vergeet = () => sessionStorage.removeItem(sleutel());

  const zetTerug = () => {
    const bewaard = JSON.parse(sessionStorage.getItem(sleutel()) || "null");
    const nieuweKeuze = new URLSearchParams(location.search).has("kies");
    const opDePagina = nieuweKeuze || kaart.querySelector(".foutsamenvatting");
    if (opDePagina || bewaard?.versie !== kaart.elements.versie.value) {
      vergeet(); /* Something newer was saved or chosen, or all that was typed is on the page. */
      return;
    }
    for (const veld of kaart.elements) {
      if (!vanzelf(veld) || veld.type === "hidden" || veld.tagName === "BUTTON") {
        continue;
      }
      const waarden = bewaard.paren.filter(([naam]) => naam === veld.name).map(([, waarde]) => waarde);
      if (["radio", "checkbox"].includes(veld.type)) {
        veld.checked = waarden.includes(veld.value);
      } else {
        veld.value = waarden[0] ?? "";
      }
    }
    zeg("Wat u eerder typte en niet was opgeslagen, staat er weer.");
  };

  const gelukt = (antwoord) => {
    kaart.elements.versie.value = antwoord.versie;
    kaart.action = antwoord.actie;
    history.replaceState(null, "", antwoord.adres);
    zeg(antwoord.zin);
    const boven = document.querySelector(".opgave-band .opgeslagen p");
    if (boven) {
      boven.firstChild.textContent = antwoord.zin;
    }
    if (!nogEens) {
      vergeet();
      kaart.dispatchEvent(new CustomEvent("bewaard", { bubbles: true }));
    }
  };

  const verwerk = async (response) => {
    if (response.status >= 500) {
      throw new Error("storing");
    }
    if (response.redirected || !response.headers.get("Content-Type")?.includes("json")) {
      zeg("Niet opgeslagen: u bent uitgelogd. Log opnieuw in, uw invoer blijft in dit venster.", true);
      return;
    }
    const antwoord = await response.json();
    if (response.ok) {
      gelukt(antwoord);
    } else if (response.status === 409) {
      kaart.requestSubmit(); /* The page shows both texts side by side. */
    } else {
      zeg(antwoord.zin);
    }
  };

  const bewaar = async () => {
    if (bezig) {
      nogEens = true;
      return;
    }
    bezig = true;
    nogEens = false;
    klok = 0;
    const gegevens = velden();
    gegevens.set("automatisch", "1");
    try {
      const response = await fetch(kaart.action, { method: "POST", body: gegevens, keepalive: true });
      if (!verzonden) {
        await verwerk(response);
      }
    } catch {
      zeg("Niet opgeslagen: er is geen verbinding met het portaal. Wij proberen het opnieuw.", true);
      klok = setTimeout(bewaar, OPNIEUW);
    }
    bezig = false;
    if (nogEens && !verzonden) {
      bewaar();
    }
  };

  const straks = (event) => {
    if (!event.target.name || !vanzelf(event.target)) {
      return;
    }
    onthoud();
    clearTimeout(klok);
    klok = setTimeout(bewaar, WACHT);
  };

  kaart.addEventListener("input", straks);
  kaart.addEventListener("submit", (event) => {
    if (bezig) {
      /* Let the request that runs end first: it may change the version. */
      event.preventDefault();
      const knop = event.submitter;
      const wacht = setInterval(() => {
        if (!bezig) {
          clearInterval(wacht);
          kaart.requestSubmit(knop);
        }
      }, 50);
      return;
    }
    verzonden = true;
    clearTimeout(klok);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && klok && !verzonden) {
      clearTimeout(klok);
      bewaar();
    }
  });
  zetTerug();
})();
