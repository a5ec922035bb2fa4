// Polish labels of the extension report.

export const pl = {
  report: "Zgłoś źle wymówione słowo",
  which: "Które słowo zostało źle wymówione?",
  note: "Jak należy je wymówić? (opcjonalnie)",
  previous: "Poprzednie zdanie",
  send: "Wyślij",
  cancel: "Anuluj",
  close: "Zamknij",
  thanks: "Dziękujemy. Redakcja tego posłucha.",
  failed: "Nie udało się wysłać zgłoszenia. Spróbuj później.",
  later: "Słowa można zgłaszać, gdy cały dźwięk jest gotowy. Spróbuj ponownie za minutę.",
};
