// Swedish labels of the extension report.

export const sv = {
  report: "Anmäl ett ord som uttalas fel",
  which: "Vilket ord uttalas fel?",
  note: "Hur ska det uttalas? (valfritt)",
  previous: "Föregående mening",
  send: "Skicka",
  cancel: "Avbryt",
  close: "Stäng",
  thanks: "Tack. Redaktionen lyssnar på det.",
  failed: "Anmälan kunde inte skickas. Försök igen senare.",
  later: "Ord kan anmälas när hela ljudet är klart. Försök igen om en minut.",
};
