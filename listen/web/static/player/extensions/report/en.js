// English labels of the extension report.

export const en = {
  report: "Report a word that is said wrongly",
  which: "Which word is said wrongly?",
  note: "How should it be said? (optional)",
  previous: "Sentence before",
  send: "Send",
  cancel: "Cancel",
  close: "Close",
  thanks: "Thank you. The editors will hear it.",
  failed: "The report could not be sent. Try again later.",
  later: "Words can be reported when all of the audio is made. Try again in a minute.",
};
