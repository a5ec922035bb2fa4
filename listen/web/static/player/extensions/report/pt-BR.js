// Brazilian Portuguese labels of the extension report.

export const ptBR = {
  report: "Informar uma palavra pronunciada errado",
  which: "Qual palavra foi pronunciada errado?",
  note: "Como se pronuncia? (opcional)",
  previous: "Frase anterior",
  send: "Enviar",
  cancel: "Cancelar",
  close: "Fechar",
  thanks: "Obrigado. A redação vai ouvir.",
  failed: "Não foi possível enviar. Tente mais tarde.",
  later: "As palavras podem ser informadas quando todo o áudio estiver pronto. Tente novamente em um minuto.",
};
