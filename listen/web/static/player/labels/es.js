// Spanish labels. `{}` in `minutes` stands for a number of minutes,
// in `resume` for a time such as 1:05.

export const es = {
  listen: "Escuchar el artículo",
  hint: "Pulsa para generar el audio",
  minutes: "{} min de escucha",
  preparing: "Preparando…",
  failed: "No se puede reproducir.",
  played: "Escuchado",
  resume: "Continuar, quedan {}",
  retry: "Reintentar",
  offline: "Sin conexión. Vuelva a intentarlo cuando esté en línea.",
  play: "Reproducir",
  pause: "Pausa",
  position: "Posición",
  speed: "Velocidad",
  volume: "Volumen",
  download: "Descargar",
  follow: "Seguir la lectura",
  close: "Cerrar el reproductor pequeño",
};
