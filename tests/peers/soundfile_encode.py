"""Writes with soundfile (PyPI) the WAV of the first file into the second, a FLAC of 24 bits or an MP3, and
prints its frames."""

import sys

import soundfile

samples, rate = soundfile.read(sys.argv[1])
if sys.argv[2].endswith(".flac"):
    soundfile.write(sys.argv[2], samples, rate, subtype="PCM_24")
else:
    soundfile.write(sys.argv[2], samples, rate, format="MP3")
print(len(samples))
