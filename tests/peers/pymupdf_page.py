"""Prints what PyMuPDF (PyPI) makes of a PDF: pages, width and height in mm, and its words.

With a PNG behind it, the page is rendered at the image's size and the mean difference of their
pixels, 0 to 255, is printed too.
"""

import sys

import numpy as np
import pymupdf


def pixels(of):
    return np.frombuffer(of.samples, dtype=np.uint8).reshape(of.height, of.width, of.n)[:, :, :3]


document = pymupdf.open(sys.argv[1])
assert not document.is_repaired, "the file had to be repaired"
page = document[0]
print(len(document), page.rect.width * 25.4 / 72, page.rect.height * 25.4 / 72)
if len(sys.argv) > 2:
    image = pymupdf.Pixmap(sys.argv[2])
    matrix = pymupdf.Matrix(image.width / page.rect.width, image.height / page.rect.height)
    drawn = pixels(page.get_pixmap(matrix=matrix)).astype(float)
    print(np.abs(drawn - pixels(image)).mean())
else:
    print("nan")
print(" | ".join([document.metadata["title"], document.metadata["subject"]]))
print(page.get_text())
