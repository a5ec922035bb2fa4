// Frames of the live MP3 stream. Their size and duration come from the audio resource, as `live`.

/** Returns {byte, time} of the frame that sounds at a time: its offset in the stream, and its start
    in seconds. The start of the audio is byte 0, before the placeholder frames. */
export function frameAt(seconds, { frame_bytes, frame_seconds, placeholder_frames }) {
  const frame = Math.floor(seconds / frame_seconds);
  if (frame <= 0) return { byte: 0, time: 0 };
  return { byte: (placeholder_frames + frame) * frame_bytes, time: frame * frame_seconds };
}

/** Returns a frame of silence for the same decoder as the stream, and as small as a frame can be. */
export function silentFrame() {
  const frame = new Uint8Array(24);
  frame.set([0xff, 0xf3, 0x14, 0xc4]); // MPEG-2 layer III, 24 kHz, mono, 8 kbit/s
  return frame;
}
