// Norwegian Bokmål labels of the extension report.

export const nb = {
  report: "Meld fra om et ord som uttales feil",
  which: "Hvilket ord uttales feil?",
  note: "Hvordan uttales det? (valgfritt)",
  previous: "Forrige setning",
  send: "Send",
  cancel: "Avbryt",
  close: "Lukk",
  thanks: "Takk. Redaksjonen lytter til det.",
  failed: "Meldingen kunne ikke sendes. Prøv igjen senere.",
  later: "Du kan melde fra om ord når hele lyden er klar. Prøv igjen om et minutt.",
};
