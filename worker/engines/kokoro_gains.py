"""The gain of each of Kokoro's voices, which differ by up to 12 dB.

Measured by tests/kokoro/measure_gains.py with the 8-bit model.
"""

DEFAULT = 2.9
"""dB, for voices that were not measured: the median of those below."""

GAINS = {
    "af_alloy": 3.0,
    "af_aoede": -0.6,
    "af_bella": 3.5,
    "af_heart": 4.2,
    "af_jessica": 3.3,
    "af_kore": -0.1,
    "af_nicole": 3.2,
    "af_nova": 7.7,
    "af_river": 2.6,
    "af_sarah": 2.2,
    "af_sky": 5.2,
    "am_adam": -0.4,
    "am_echo": 3.3,
    "am_eric": 2.9,
    "am_fenrir": 0.5,
    "am_liam": 2.9,
    "am_michael": 5.4,
    "am_onyx": 3.6,
    "am_puck": -0.2,
    "am_santa": 3.7,
    "bf_alice": 1.7,
    "bf_emma": 1.5,
    "bf_isabella": -1.0,
    "bf_lily": 2.6,
    "bm_daniel": 2.7,
    "bm_fable": 3.1,
    "bm_george": 3.2,
    "bm_lewis": 4.3,
    "ef_dora": 5.0,
    "em_alex": 4.3,
    "em_santa": 3.9,
    "ff_siwis": 1.0,
    "hf_alpha": -2.0,
    "hf_beta": -0.3,
    "hm_omega": -1.1,
    "hm_psi": 0.3,
    "if_sara": -4.2,
    "im_nicola": 0.7,
    "pf_dora": 5.1,
    "pm_alex": 4.7,
    "pm_santa": 4.4,
}
"""dB that bring a voice to -19 LUFS."""
