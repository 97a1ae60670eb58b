/* Warns before the session ends for lack of use, and keeps what was typed: it is there again after
   logging in, in this tab and for this account. The page works without this script. */
"use strict";

(() => {
  const vak = document.getElementById("sessie");
  const DUUR = Number(vak.dataset.minuten) * 60000;
  const VOORAF = 4 * 60000;
  const plek = `uitgelogd:${vak.dataset.account}:${location.pathname}`;
  const zin = vak.querySelector("p");
  const knop = vak.querySelector("button");
  const link = vak.querySelector("a");
  link.search = new URLSearchParams({ next: location.pathname + location.search });
  let laatste = Date.now();
  let getoond = "";

  const zeg = (tekst, voorbij = false) => {
    if (tekst !== getoond) {
      getoond = tekst;
      zin.textContent = tekst;
      knop.hidden = voorbij;
      link.hidden = !voorbij;
      vak.hidden = !tekst;
    }
  };

  /* Another tab of the same account keeps this one logged in as well. */
  const verzoek = () => {
    laatste = Date.now();
    localStorage.setItem("laatste verzoek", String(laatste));
  };

  const onthoudtZelf = (veld) => veld.form?.matches("[data-concept], [data-onthoud]");
  const getypt = () =>
    [...document.querySelectorAll("main textarea, main input:not([type=hidden], [type=password], [type=file], [type=radio], [type=checkbox])")]
      .filter((veld) => veld.name && !onthoudtZelf(veld));

  const bewaar = () => {
    const anders = getypt().filter((veld) => veld.value !== veld.defaultValue);
    if (anders.length) {
      sessionStorage.setItem(plek, JSON.stringify(anders.map((veld) => [veld.name, veld.value])));
    }
  };

  const zetTerug = () => {
    const bewaard = JSON.parse(sessionStorage.getItem(plek) || "[]");
    sessionStorage.removeItem(plek);
    for (const [naam, waarde] of bewaard) {
      const veld = getypt().find((kandidaat) => kandidaat.name === naam);
      if (veld) {
        veld.value = waarde;
        veld.closest("details")?.setAttribute("open", "");
        document.getElementById("voorlezen").textContent = "Wat u eerder typte, staat er weer.";
      }
    }
  };

  const kijk = () => {
    const rest = laatste + DUUR - Date.now();
    if (rest <= 0) {
      bewaar();
      zeg("U bent uitgelogd omdat u een tijd niets deed. Wat u typte, staat er weer als u opnieuw inlogt.", true);
    } else if (rest <= VOORAF) {
      const minuten = Math.ceil(rest / 60000);
      zeg(`Over ${minuten} ${minuten === 1 ? "minuut" : "minuten"} logt het portaal u uit. Wat u typte, blijft bewaard.`);
    } else {
      zeg("");
    }
  };

  knop.addEventListener("click", async () => {
    const antwoord = await fetch(vak.dataset.blijf, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (antwoord?.ok && !antwoord.redirected) {
      verzoek();
    } else if (antwoord) {
      laatste = 0;
    }
    kijk();
  });
  window.addEventListener("storage", (event) => {
    if (event.key === "laatste verzoek" && event.newValue) {
      laatste = Number(event.newValue);
      kijk();
    }
  });
  document.addEventListener("htmx:afterRequest", verzoek);
  document.addEventListener("visibilitychange", kijk);
  setInterval(kijk, 5000);
  verzoek();
  zetTerug();
})();
