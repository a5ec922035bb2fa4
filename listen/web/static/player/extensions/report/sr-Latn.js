// Serbian in Latin script labels of the extension report.

export const srLatn = {
  report: "Prijavi pogrešno izgovorenu reč",
  which: "Koja reč je pogrešno izgovorena?",
  note: "Kako se izgovara? (neobavezno)",
  previous: "Prethodna rečenica",
  send: "Pošalji",
  cancel: "Otkaži",
  close: "Zatvori",
  thanks: "Hvala. Redakcija će to poslušati.",
  failed: "Prijava nije poslata. Pokušajte kasnije.",
  later: "Reči se mogu prijaviti kada je ceo zvuk gotov. Pokušajte ponovo za minut.",
};
