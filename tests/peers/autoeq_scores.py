"""What autoeq (PyPI) predicts: for each pair of CSV (response, target) its scores over-ear and in-ear,
with the figures they are made of, by the steps of its own `process`."""

import sys

from autoeq.frequency_response import FrequencyResponse

for response, target in zip(sys.argv[1::2], sys.argv[2::2]):
    curve = FrequencyResponse.read_csv(response)
    curve.interpolate()
    curve.center()
    curve.compensate(FrequencyResponse.read_csv(target))
    over = curve.harman_overear_preference_score()
    inner = curve.harman_inear_preference_score()
    print(*over, *inner, sep=",")
