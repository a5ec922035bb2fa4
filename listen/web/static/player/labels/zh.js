// Chinese in simplified script labels.

export const zh = {
  listen: "收听文章",
  hint: "点击播放以生成音频",
  minutes: "时长 {} 分钟",
  preparing: "正在准备…",
  failed: "无法播放音频。",
  played: "已听完",
  resume: "继续收听，剩余 {}",
  retry: "重试",
  offline: "没有网络连接。请联网后重试。",
  play: "播放",
  pause: "暂停",
  back: "后退 {} 秒",
  forward: "快进 {} 秒",
  position: "播放进度",
  speed: "播放速度",
  volume: "音量",
  download: "下载",
  follow: "跟随朗读",
};
