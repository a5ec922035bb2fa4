// Spanish labels of the extension report.

export const es = {
  report: "Avisar de una palabra mal pronunciada",
  which: "¿Qué palabra se pronuncia mal?",
  note: "¿Cómo se pronuncia? (opcional)",
  previous: "Frase anterior",
  send: "Enviar",
  cancel: "Cancelar",
  close: "Cerrar",
  thanks: "Gracias. La redacción lo escuchará.",
  failed: "No se pudo enviar el aviso. Inténtelo más tarde.",
  later: "Se puede avisar de palabras cuando todo el audio esté listo. Inténtelo dentro de un minuto.",
};
