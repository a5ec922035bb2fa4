// Brazilian Portuguese labels.

export const ptBR = {
  listen: "Ouvir artigo",
  hint: "Toque em reproduzir para gerar o áudio",
  minutes: "{} min de áudio",
  preparing: "Preparando…",
  failed: "Não foi possível reproduzir.",
  played: "Ouvido",
  resume: "Continuar, restam {}",
  retry: "Tentar novamente",
  offline: "Sem conexão. Tente novamente quando estiver online.",
  play: "Reproduzir",
  pause: "Pausar",
  back: "Voltar {} segundos",
  forward: "Avançar {} segundos",
  position: "Posição",
  speed: "Velocidade",
  volume: "Volume",
  download: "Baixar",
  follow: "Acompanhar o texto",
};
