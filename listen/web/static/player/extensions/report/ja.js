// Japanese labels of the extension report.

export const ja = {
  report: "読み間違いを報告する",
  which: "どの言葉の読み方が間違っていますか？",
  note: "正しい読み方（任意）",
  previous: "前の文",
  send: "送信",
  cancel: "キャンセル",
  close: "閉じる",
  thanks: "ありがとうございます。編集部が確認します。",
  failed: "送信できませんでした。しばらくしてからもう一度お試しください。",
  later: "音声がすべて完成すると報告できます。1分後にもう一度お試しください。",
};
