// Hindi labels.

export const hi = {
  listen: "लेख सुनें",
  hint: "ऑडियो बनाने के लिए “चलाएँ” दबाएँ",
  minutes: "सुनने का समय {} मिनट",
  preparing: "तैयार हो रहा है…",
  failed: "ऑडियो नहीं चल सका।",
  played: "सुन लिया",
  resume: "जारी रखें, {} शेष",
  retry: "फिर से कोशिश करें",
  offline: "कोई कनेक्शन नहीं। ऑनलाइन होने पर फिर से कोशिश करें।",
  play: "चलाएँ",
  pause: "रोकें",
  back: "{} सेकंड पीछे",
  forward: "{} सेकंड आगे",
  position: "स्थिति",
  speed: "गति",
  volume: "आवाज़",
  download: "डाउनलोड करें",
  follow: "पाठ के साथ चलें",
};
