// Slovenian labels of the extension report.

export const sl = {
  report: "Prijavi napačno izgovorjeno besedo",
  which: "Katera beseda je napačno izgovorjena?",
  note: "Kako se izgovori? (neobvezno)",
  previous: "Prejšnji stavek",
  send: "Pošlji",
  cancel: "Prekliči",
  close: "Zapri",
  thanks: "Hvala. Uredništvo bo to poslušalo.",
  failed: "Prijave ni bilo mogoče poslati. Poskusite pozneje.",
  later: "Besede lahko prijavite, ko je ves zvok pripravljen. Poskusite znova čez minuto.",
};
