// Maltese labels.

export const mt = {
  listen: "Isma’ l-artiklu",
  hint: "Agħfas biex tinħoloq l-awdjo",
  minutes: {
    one: "minuta smigħ",
    two: "{} minuti smigħ",
    few: "{} minuti smigħ",
    other: "{} minuta smigħ",
  },
  preparing: "Qed jitħejja…",
  failed: "L-awdjo ma setax jindaqq.",
  played: "Mismugħ",
  resume: "Kompli, fadal {}",
  retry: "Erġa’ pprova",
  offline: "M’hemmx konnessjoni. Erġa’ pprova meta tkun onlajn.",
  play: "Doqq",
  pause: "Ippawża",
  back: "Lura {} sekonda",
  forward: "’Il quddiem {} sekonda",
  position: "Pożizzjoni",
  speed: "Veloċità",
  volume: "Volum",
  download: "Niżżel",
  follow: "Segwi t-test",
};
