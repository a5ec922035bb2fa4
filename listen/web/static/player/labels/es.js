// Spanish labels. `{}` in `minutes` stands for a number of minutes.

export const es = {
  listen: "Escuchar el artículo",
  hint: "Pulsa para generar el audio",
  minutes: "{} min de escucha",
  preparing: "Preparando…",
  failed: "No se puede reproducir.",
  play: "Reproducir",
  pause: "Pausa",
  position: "Posición",
  speed: "Velocidad",
  volume: "Volumen",
  download: "Descargar",
  follow: "Seguir la lectura",
};
