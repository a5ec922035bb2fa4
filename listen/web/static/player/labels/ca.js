// Catalan labels.

export const ca = {
  listen: "Escolta l’article",
  hint: "Prem per generar l’àudio",
  minutes: "{} min d’escolta",
  preparing: "S’està preparant…",
  failed: "No s’ha pogut reproduir.",
  played: "Escoltat",
  resume: "Continua, queden {}",
  retry: "Torna-ho a provar",
  offline: "No hi ha connexió. Torna-ho a provar quan estiguis en línia.",
  play: "Reprodueix",
  pause: "Pausa",
  back: "Recula {} segons",
  forward: "Avança {} segons",
  position: "Posició",
  speed: "Velocitat",
  volume: "Volum",
  download: "Baixa",
  follow: "Segueix la lectura",
};
