// Danish labels of the extension report.

export const da = {
  report: "Meld et ord, der udtales forkert",
  which: "Hvilket ord udtales forkert?",
  note: "Hvordan udtales det? (valgfrit)",
  previous: "Forrige sætning",
  send: "Send",
  cancel: "Annuller",
  close: "Luk",
  thanks: "Tak. Redaktionen lytter til det.",
  failed: "Meldingen kunne ikke sendes. Prøv igen senere.",
  later: "Ord kan meldes, når hele lyden er klar. Prøv igen om et minut.",
};
