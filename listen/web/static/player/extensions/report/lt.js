// Lithuanian labels of the extension report.

export const lt = {
  report: "Pranešti apie neteisingai ištartą žodį",
  which: "Kuris žodis ištartas neteisingai?",
  note: "Kaip jį tarti? (neprivaloma)",
  previous: "Ankstesnis sakinys",
  send: "Siųsti",
  cancel: "Atšaukti",
  close: "Uždaryti",
  thanks: "Ačiū. Redakcija tai išklausys.",
  failed: "Pranešimo išsiųsti nepavyko. Bandykite vėliau.",
  later: "Pranešti apie žodžius galima, kai visas garso įrašas paruoštas. Bandykite dar kartą po minutės.",
};
