// Latvian labels of the extension report.

export const lv = {
  report: "Ziņot par nepareizi izrunātu vārdu",
  which: "Kurš vārds ir izrunāts nepareizi?",
  note: "Kā to izrunāt? (neobligāti)",
  previous: "Iepriekšējais teikums",
  send: "Nosūtīt",
  cancel: "Atcelt",
  close: "Aizvērt",
  thanks: "Paldies. Redakcija to noklausīsies.",
  failed: "Ziņojumu neizdevās nosūtīt. Mēģiniet vēlāk.",
  later: "Par vārdiem var ziņot, kad viss audio ir gatavs. Mēģiniet vēlreiz pēc minūtes.",
};
