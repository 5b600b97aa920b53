"""What autoeq (PyPI) reads of an equaliser in Equalizer APO's text and of a curve in its own CSV.

Prints frequency (Hz), gain of the filters (dB) and level (dB) for every point of autoeq's own grid.
"""

import sys

import numpy as np
from autoeq.frequency_response import FrequencyResponse
from autoeq.peq import PEQ, HighShelf, LowShelf, Peaking

RATE = 48000
KINDS = {"LSC": LowShelf, "PK": Peaking, "HSC": HighShelf}


def main():
    curve = FrequencyResponse.read_csv(sys.argv[2])
    curve.interpolate()
    filters = []
    with open(sys.argv[1], encoding="utf-8") as text:
        for line in text:
            if not line.startswith("Filter"):
                continue
            words = line.split()
            filters.append(
                KINDS[words[3]](
                    curve.frequency,
                    RATE,
                    fc=float(words[5]),
                    gain=float(words[8]),
                    q=float(words[11]),
                )
            )
    peq = PEQ(curve.frequency, RATE, filters=filters)
    for f, gain, raw in zip(curve.frequency, np.asarray(peq.fr), curve.raw):
        if 20 <= f <= 20000:
            print(f"{f},{gain},{raw}")


main()
