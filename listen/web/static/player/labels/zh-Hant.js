// Chinese in traditional script labels.

export const zhHant = {
  listen: "收聽文章",
  hint: "按下播放即可產生音訊",
  minutes: "長度 {} 分鐘",
  preparing: "準備中…",
  failed: "無法播放音訊。",
  played: "已聽完",
  resume: "繼續收聽，剩餘 {}",
  retry: "重試",
  offline: "沒有網路連線。請在連線後重試。",
  play: "播放",
  pause: "暫停",
  back: "倒轉 {} 秒",
  forward: "快轉 {} 秒",
  position: "播放位置",
  speed: "播放速度",
  volume: "音量",
  download: "下載",
  follow: "跟著朗讀",
};
