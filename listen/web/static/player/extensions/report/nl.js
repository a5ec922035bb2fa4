// Dutch labels of the extension report.

export const nl = {
  report: "Een verkeerd uitgesproken woord melden",
  which: "Welk woord wordt verkeerd uitgesproken?",
  note: "Hoe spreekt u het uit? (optioneel)",
  previous: "Vorige zin",
  send: "Verzenden",
  cancel: "Annuleren",
  close: "Sluiten",
  thanks: "Bedankt. De redactie luistert ernaar.",
  failed: "De melding kon niet worden verzonden. Probeer het later opnieuw.",
  later: "Woorden kunnen worden gemeld als alle audio klaar is. Probeer het over een minuut opnieuw.",
};
