// Croatian labels of the extension report.

export const hr = {
  report: "Prijavi pogrešno izgovorenu riječ",
  which: "Koja je riječ pogrešno izgovorena?",
  note: "Kako se izgovara? (neobavezno)",
  previous: "Prethodna rečenica",
  send: "Pošalji",
  cancel: "Odustani",
  close: "Zatvori",
  thanks: "Hvala. Uredništvo će to poslušati.",
  failed: "Prijava nije poslana. Pokušajte kasnije.",
  later: "Riječi se mogu prijaviti kad je cijeli zvuk gotov. Pokušajte ponovno za minutu.",
};
