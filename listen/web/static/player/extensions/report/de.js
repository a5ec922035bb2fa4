// German labels of the extension report.

export const de = {
  report: "Falsch gesprochenes Wort melden",
  which: "Welches Wort wird falsch gesprochen?",
  note: "Wie spricht man es richtig? (freiwillig)",
  previous: "Satz davor",
  send: "Senden",
  cancel: "Abbrechen",
  close: "Schließen",
  thanks: "Danke. Die Redaktion hört es sich an.",
  failed: "Die Meldung konnte nicht gesendet werden. Bitte später noch einmal versuchen.",
  later: "Wörter können gemeldet werden, sobald das ganze Audio erzeugt ist. Bitte in einer Minute noch einmal versuchen.",
};
