/* Keeps what is typed in a form on this device, for the same account, until it is saved: after a lost
   connection, a closed tab or logging in again it is there. What could not be sent goes by itself
   once there is a connection. Logging out forgets it. The pages work without this script. */
"use strict";

(() => {
  const PROEF = "/gezond";
  const WACHT = 5000;
  const OPNIEUW = 10000;
  const BEWAARTIJD = 30 * 24 * 3600 * 1000;
  const NIET = ["csrfmiddlewaretoken", "versie"];
  const VOOR = "concept:";

  const lees = (sleutel) => {
    try {
      return JSON.parse(localStorage.getItem(sleutel) || "null");
    } catch {
      return null; /* Not allowed, or not ours. */
    }
  };

  const schrijf = (sleutel, bewaard) => {
    try {
      localStorage.setItem(sleutel, JSON.stringify(bewaard));
    } catch {
      /* No room or not allowed: then only the server keeps it. */
    }
  };

  const sleutels = () => {
    try {
      return Object.keys(localStorage).filter((sleutel) => sleutel.startsWith(VOOR));
    } catch {
      return [];
    }
  };

  const melding = (formulier, zin) => {
    const vak = formulier.querySelector("[data-concept-melding]");
    vak.hidden = !zin;
    vak.textContent = zin;
  };

  /* By where it is sent: a refused form is the same form at another address. */
  const plek = (formulier) => {
    const doel = new URL(formulier.getAttribute("action") || location.pathname, location);
    return `${VOOR}${formulier.dataset.concept}:${doel.pathname}#${formulier.id}`;
  };

  const velden = (formulier) =>
    [...formulier.elements].filter((veld) => veld.name && !NIET.includes(veld.name));

  const onthoud = (formulier, verzonden = false) => {
    const paren = velden(formulier)
      .filter((veld) => !["radio", "checkbox"].includes(veld.type) || veld.checked)
      .map((veld) => [veld.name, veld.value]);
    const eerder = lees(plek(formulier));
    schrijf(plek(formulier), {
      stand: formulier.dataset.stand,
      pad: eerder?.pad || location.pathname + location.search,
      titel: document.querySelector("h1").textContent,
      op: Date.now(),
      verzonden,
      paren,
    });
  };

  const zetTerug = (formulier) => {
    const bewaard = lees(plek(formulier));
    if (!bewaard || formulier.querySelector(".foutsamenvatting")) {
      return;
    }
    if (bewaard.stand !== formulier.dataset.stand) {
      localStorage.removeItem(plek(formulier)); /* Something newer was saved. */
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
    schrijf(plek(formulier), { ...bewaard, verzonden: false });
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

  const wachtend = new Map();

  const probeer = (formulier) => {
    clearTimeout(wachtend.get(formulier));
    wachtend.delete(formulier);
    formulier.requestSubmit();
  };

  const verzend = async (event) => {
    const formulier = event.currentTarget;
    const gekozen = event.submitter; /* Nobody chose what goes by itself. */
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
      wachtend.set(formulier, setTimeout(() => probeer(formulier), OPNIEUW));
      melding(formulier, "Nog niet bewaard: er is geen verbinding. Uw tekst staat op dit toestel. Zodra er verbinding is, wordt hij vanzelf bewaard.");
      if (gekozen) {
        formulier.querySelector("[data-concept-melding]").scrollIntoView({ block: "center" });
      }
    }
    delete formulier.dataset.bezig;
  };

  /* Who types on decides again when it is done. */
  const typ = (formulier) => {
    onthoud(formulier);
    if (wachtend.has(formulier)) {
      clearTimeout(wachtend.get(formulier));
      wachtend.delete(formulier);
      melding(formulier, "Nog niet bewaard. Uw tekst staat op dit toestel. Kies opnieuw bewaren als u klaar bent.");
    }
  };

  /* What was sent from the page that led to this one has arrived; what is old goes. */
  const formulieren = [...document.querySelectorAll("form[data-concept]")];
  const vanHier = formulieren.map(plek);
  const vorige = document.referrer && new URL(document.referrer);
  for (const sleutel of sleutels()) {
    const bewaard = lees(sleutel);
    const hiervoor = vorige && vorige.origin === location.origin && vorige.pathname;
    const aangekomen =
      bewaard?.verzonden && !vanHier.includes(sleutel) && bewaard.pad.split("?")[0] === hiervoor;
    if (!bewaard || aangekomen || Date.now() - bewaard.op > BEWAARTIJD) {
      localStorage.removeItem(sleutel);
    }
  }
  for (const formulier of formulieren) {
    zetTerug(formulier);
    formulier.addEventListener("input", () => typ(formulier));
    formulier.addEventListener("submit", verzend);
  }
  window.addEventListener("online", () => [...wachtend.keys()].forEach(probeer));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      formulieren.forEach((formulier) => melding(formulier, ""));
    }
  });

  /* The page that says what still waits on this device. */
  const lijst = document.querySelector("[data-concepten]");
  const open = sleutels().filter((s) => s.startsWith(`${VOOR}${lijst?.dataset.concepten}:`));
  for (const bewaard of open.map(lees)) {
    const regel = document.createElement("li");
    const link = document.createElement("a");
    link.href = bewaard.pad;
    link.textContent = bewaard.titel;
    const dag = new Date(bewaard.op).toLocaleString("nl-NL", { dateStyle: "long", timeStyle: "short" });
    regel.append(link, ` (${dag})`);
    lijst.querySelector("ul").append(regel);
    lijst.hidden = false;
  }

  /* Logging out forgets; the page of logging out says so first. */
  const uit = document.querySelector("form[data-vergeet]");
  if (uit && sleutels().length) {
    document.querySelector("[data-vergeet-melding]").hidden = false;
    uit.addEventListener("submit", () => sleutels().forEach((s) => localStorage.removeItem(s)));
  }
})();
