// Japanese labels.

export const ja = {
  listen: "記事を聴く",
  hint: "再生ボタンを押すと音声を作成します",
  minutes: "約{}分で聴けます",
  preparing: "準備中…",
  failed: "音声を再生できませんでした。",
  played: "再生済み",
  resume: "続きを聴く（残り {}）",
  retry: "再試行",
  offline: "接続がありません。オンラインになってからもう一度お試しください。",
  play: "再生",
  pause: "一時停止",
  back: "{}秒戻る",
  forward: "{}秒進む",
  position: "再生位置",
  speed: "再生速度",
  volume: "音量",
  download: "ダウンロード",
  follow: "読み上げ箇所を追う",
};
