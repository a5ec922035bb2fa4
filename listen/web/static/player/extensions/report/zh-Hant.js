// Chinese in traditional script labels of the extension report.

export const zhHant = {
  report: "回報讀錯的字詞",
  which: "哪個字詞讀錯了？",
  note: "應該怎麼讀？（選填）",
  previous: "上一句",
  send: "送出",
  cancel: "取消",
  close: "關閉",
  thanks: "謝謝。編輯會去聽。",
  failed: "無法送出。請稍後再試。",
  later: "音訊全部產生後才能回報。請一分鐘後再試。",
};
