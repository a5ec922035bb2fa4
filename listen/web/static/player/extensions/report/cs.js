// Czech labels of the extension report.

export const cs = {
  report: "Nahlásit špatně vyslovené slovo",
  which: "Které slovo je vysloveno špatně?",
  note: "Jak se má vyslovit? (nepovinné)",
  previous: "Předchozí věta",
  send: "Odeslat",
  cancel: "Zrušit",
  close: "Zavřít",
  thanks: "Děkujeme. Redakce si to poslechne.",
  failed: "Hlášení se nepodařilo odeslat. Zkuste to později.",
  later: "Slova lze hlásit, až bude zvuk celý hotový. Zkuste to za minutu znovu.",
};
