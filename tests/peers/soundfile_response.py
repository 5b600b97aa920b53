"""Prints what soundfile (PyPI) reads of a WAV: `rate channels subtype frames peak`, its comment, and
`frequency,dB` of its spectrum at the frequencies of a second file."""

import sys

import numpy as np
import soundfile

samples, rate = soundfile.read(sys.argv[1])
info = soundfile.info(sys.argv[1])
print(rate, info.channels, info.subtype, info.frames, np.abs(samples).max())
with soundfile.SoundFile(sys.argv[1]) as sound:
    print(sound.comment)
time = np.arange(len(samples)) / rate
for line in open(sys.argv[2]):
    f = float(line)
    value = np.dot(samples, np.exp(-2j * np.pi * f * time))
    print(f"{f},{20 * np.log10(abs(value))}")
