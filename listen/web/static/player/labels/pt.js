// European Portuguese labels.

export const pt = {
  listen: "Ouvir o artigo",
  hint: "Prima reproduzir para gerar o áudio",
  minutes: "{} min de audição",
  preparing: "A preparar…",
  failed: "Não foi possível reproduzir.",
  played: "Ouvido",
  resume: "Continuar, faltam {}",
  retry: "Tentar novamente",
  offline: "Sem ligação. Tente novamente quando estiver em linha.",
  play: "Reproduzir",
  pause: "Pausa",
  back: "Recuar {} segundos",
  forward: "Avançar {} segundos",
  position: "Posição",
  speed: "Velocidade",
  volume: "Volume",
  download: "Transferir",
  follow: "Acompanhar o texto",
};
