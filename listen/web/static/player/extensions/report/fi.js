// Finnish labels of the extension report.

export const fi = {
  report: "Ilmoita väärin lausutusta sanasta",
  which: "Mikä sana lausutaan väärin?",
  note: "Miten se lausutaan? (valinnainen)",
  previous: "Edellinen virke",
  send: "Lähetä",
  cancel: "Peruuta",
  close: "Sulje",
  thanks: "Kiitos. Toimitus kuuntelee sen.",
  failed: "Ilmoitusta ei voitu lähettää. Yritä myöhemmin uudelleen.",
  later: "Sanoista voi ilmoittaa, kun koko ääni on valmis. Yritä minuutin kuluttua uudelleen.",
};
