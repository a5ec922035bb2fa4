// Romanian labels of the extension report.

export const ro = {
  report: "Semnalează un cuvânt pronunțat greșit",
  which: "Ce cuvânt este pronunțat greșit?",
  note: "Cum se pronunță? (opțional)",
  previous: "Propoziția anterioară",
  send: "Trimite",
  cancel: "Anulează",
  close: "Închide",
  thanks: "Mulțumim. Redacția îl va asculta.",
  failed: "Semnalarea nu a putut fi trimisă. Încearcă mai târziu.",
  later: "Cuvintele pot fi semnalate când tot sunetul este gata. Încearcă din nou peste un minut.",
};
