// Spanish labels.

export const es = {
  listen: "Escuchar el artículo",
  hint: "Pulse para generar el audio",
  minutes: "{} min de escucha",
  preparing: "Preparando…",
  failed: "No se puede reproducir.",
  played: "Escuchado",
  resume: "Continuar, quedan {}",
  retry: "Reintentar",
  offline: "Sin conexión. Vuelva a intentarlo cuando esté en línea.",
  play: "Reproducir",
  pause: "Pausa",
  back: "Retroceder {} segundos",
  forward: "Avanzar {} segundos",
  position: "Posición",
  speed: "Velocidad",
  volume: "Volumen",
  download: "Descargar",
  follow: "Seguir la lectura",
};
