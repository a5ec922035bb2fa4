// Hungarian labels of the extension report.

export const hu = {
  report: "Rosszul kiejtett szó jelentése",
  which: "Melyik szót ejtette ki rosszul?",
  note: "Hogyan kell kiejteni? (nem kötelező)",
  previous: "Előző mondat",
  send: "Küldés",
  cancel: "Mégse",
  close: "Bezárás",
  thanks: "Köszönjük. A szerkesztőség meghallgatja.",
  failed: "A bejelentést nem sikerült elküldeni. Próbálja később.",
  later: "Szavakat akkor lehet bejelenteni, ha a teljes hang elkészült. Próbálja újra egy perc múlva.",
};
