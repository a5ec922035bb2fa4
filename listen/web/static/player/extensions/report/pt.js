// European Portuguese labels of the extension report.

export const pt = {
  report: "Comunicar uma palavra mal pronunciada",
  which: "Que palavra está mal pronunciada?",
  note: "Como se pronuncia? (opcional)",
  previous: "Frase anterior",
  send: "Enviar",
  cancel: "Cancelar",
  close: "Fechar",
  thanks: "Obrigado. A redação vai ouvir.",
  failed: "Não foi possível enviar. Tente mais tarde.",
  later: "É possível comunicar palavras quando todo o áudio estiver pronto. Tente novamente dentro de um minuto.",
};
