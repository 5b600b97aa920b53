"""Prints what ezdxf (PyPI) makes of a DXF: `errors fixes units`, then a line a layer,
`name entities min_x min_y max_x max_y`, then every text."""

import sys

import ezdxf
from ezdxf import bbox

document = ezdxf.readfile(sys.argv[1])
audit = document.audit()
print(len(audit.errors), len(audit.fixes), document.units)
space = document.modelspace()
for layer in sorted({entity.dxf.layer for entity in space}):
    there = [entity for entity in space if entity.dxf.layer == layer]
    assert layer in document.layers, f"{layer} is not declared"
    lines = [entity for entity in there if entity.dxftype() != "TEXT"]
    box = bbox.extents(lines)
    low, high = box.extmin, box.extmax
    print(layer, len(there), low.x, low.y, high.x, high.y)
print("texts")
for entity in space.query("TEXT"):
    print(entity.dxf.text)
