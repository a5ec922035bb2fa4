// Chinese in simplified script labels of the extension report.

export const zh = {
  report: "报告读错的词",
  which: "哪个词读错了？",
  note: "应该怎么读？（选填）",
  previous: "上一句",
  send: "提交",
  cancel: "取消",
  close: "关闭",
  thanks: "谢谢。编辑会去听。",
  failed: "无法提交。请稍后再试。",
  later: "音频全部生成后才能报告。请一分钟后再试。",
};
