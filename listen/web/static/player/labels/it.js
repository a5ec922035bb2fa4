// Italian labels.

export const it = {
  listen: "Ascolta l’articolo",
  hint: "Premi per creare l’audio",
  minutes: "{} min di ascolto",
  preparing: "Preparazione…",
  failed: "Impossibile riprodurre l’audio.",
  played: "Ascoltato",
  resume: "Continua, restano {}",
  retry: "Riprova",
  offline: "Nessuna connessione. Riprova quando sei online.",
  play: "Riproduci",
  pause: "Pausa",
  back: "Indietro di {} secondi",
  forward: "Avanti di {} secondi",
  position: "Posizione",
  speed: "Velocità",
  volume: "Volume",
  download: "Scarica",
  follow: "Segui il testo",
};
