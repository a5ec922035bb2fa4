"""The gain of each of Kokoro's voices, which differ by up to 12 dB.

Measured by tests/kokoro/measure_gains.py with the 8-bit model.
"""

DEFAULT = 2.5
"""dB, for voices that were not measured: the median of those below."""

GAINS = {
    "af_alloy": 2.6,
    "af_aoede": -1.0,
    "af_bella": 3.1,
    "af_heart": 3.8,
    "af_jessica": 2.9,
    "af_kore": -0.5,
    "af_nicole": 2.8,
    "af_nova": 7.3,
    "af_river": 2.2,
    "af_sarah": 1.8,
    "af_sky": 4.8,
    "am_adam": -0.8,
    "am_echo": 2.9,
    "am_eric": 2.5,
    "am_fenrir": 0.1,
    "am_liam": 2.5,
    "am_michael": 5.0,
    "am_onyx": 3.2,
    "am_puck": -0.6,
    "am_santa": 3.3,
    "bf_alice": 1.3,
    "bf_emma": 1.1,
    "bf_isabella": -1.4,
    "bf_lily": 2.2,
    "bm_daniel": 2.3,
    "bm_fable": 2.7,
    "bm_george": 2.8,
    "bm_lewis": 3.9,
    "ef_dora": 4.6,
    "em_alex": 3.9,
    "em_santa": 3.5,
    "ff_siwis": 0.6,
    "hf_alpha": -2.4,
    "hf_beta": -0.7,
    "hm_omega": -1.5,
    "hm_psi": -0.1,
    "if_sara": -4.6,
    "im_nicola": 0.3,
    "pf_dora": 4.7,
    "pm_alex": 4.3,
    "pm_santa": 4.0,
}
"""dB that bring a voice to -19 LUFS."""
