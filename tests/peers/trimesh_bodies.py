"""Prints what trimesh (PyPI) makes of an STL, a line a body in the file's order:
`watertight,winding,euler,volume,area,extent_x,extent_y,extent_z`, mm.

Run by tests/core/exchange/solid.rs.
"""

import sys

import numpy as np
import trimesh

mesh = trimesh.load(sys.argv[1], file_type="stl")
bodies = list(mesh.split(only_watertight=False))


def place(body):
    """Where the first triangle of a body stands in the file."""
    return np.min(np.where((mesh.triangles == body.triangles[0]).all(axis=(1, 2)))[0])


for body in sorted(bodies, key=place):
    numbers = [body.volume, body.area, *body.extents]
    told = [body.is_watertight, body.is_winding_consistent, body.euler_number]
    print(",".join([str(word) for word in told] + [f"{number:.9}" for number in numbers]))
