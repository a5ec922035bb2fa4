// Italian labels of the extension report.

export const it = {
  report: "Segnala una parola pronunciata male",
  which: "Quale parola è pronunciata male?",
  note: "Come si pronuncia? (facoltativo)",
  previous: "Frase precedente",
  send: "Invia",
  cancel: "Annulla",
  close: "Chiudi",
  thanks: "Grazie. La redazione la ascolterà.",
  failed: "Impossibile inviare la segnalazione. Riprova più tardi.",
  later: "Le parole si possono segnalare quando tutto l’audio è pronto. Riprova tra un minuto.",
};
