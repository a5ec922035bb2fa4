// Maltese labels of the extension report.

export const mt = {
  report: "Irrapporta kelma ppronunzjata ħażin",
  which: "Liema kelma hija ppronunzjata ħażin?",
  note: "Kif tiġi ppronunzjata? (mhux obbligatorju)",
  previous: "Is-sentenza ta’ qabel",
  send: "Ibgħat",
  cancel: "Ikkanċella",
  close: "Agħlaq",
  thanks: "Grazzi. L-edituri se jisimgħuha.",
  failed: "Ir-rapport ma setax jintbagħat. Erġa’ pprova aktar tard.",
  later: "Il-kliem jista’ jiġi rrappurtat meta l-awdjo kollu jkun lest. Erġa’ pprova wara minuta.",
};
