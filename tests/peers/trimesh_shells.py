"""Writes meshes of shells into a folder (trimesh, PyPI), and prints what each holds inside.
Run by tests/core/exchange/meshes.rs.

A line a mesh: file, width, height, depth, volume in the file's units.
"""

import sys
from pathlib import Path

import numpy as np
import trimesh
from trimesh.creation import icosphere, revolve
from trimesh.transformations import rotation_matrix

folder = Path(sys.argv[1])


def told(name, mesh, room, kind="stl"):
    """`room` is the room inside, as a body of its own."""
    (folder / name).write_bytes(as_bytes(mesh.export(file_type=kind)))
    size = room.bounds[1] - room.bounds[0]
    flat = int(np.argmin(mesh.extents))
    across = {0: (1, 2), 1: (2, 0), 2: (0, 1)}[flat]
    print(name, *(f"{size[n]:.6f}" for n in (*across, flat)), f"{abs(room.volume):.6f}", sep=",")


def as_bytes(exported):
    return exported if isinstance(exported, bytes) else exported.encode()


def oval(mesh, by=1.0):
    mesh = mesh.copy()
    mesh.apply_scale([1.25 * by, by, by])
    return mesh


def cup(mm=1.0):
    outer = [(0, 0), (10, 0), (10, 8), (8.8, 8), (8.8, 1.2), (0, 1.2)]
    inner = [(0, 1.2), (8.8, 1.2), (8.8, 8), (0, 8)]
    return [oval(revolve(np.array(line, dtype=float), sections=96), mm) for line in (outer, inner)]


shell, room = cup()
told("cup.stl", shell, room)
told("ascii.stl", shell, room, "stl_ascii")
told("metres.stl", *cup(1e-3))
told("inches.stl", *cup(1 / 25.4))
for name, axis in (("along_x.stl", [0, 1, 0]), ("along_y.stl", [1, 0, 0])):
    turn = rotation_matrix(np.pi / 2, axis)
    turned = [body.copy().apply_transform(turn) for body in cup()]
    told(name, *turned)

# A hollow body without an opening, and a full one.
outer, inner = (icosphere(subdivisions=4, radius=1.0) for _ in range(2))
outer.apply_scale([12, 9, 6])
inner.apply_scale([11, 8, 5])
wall = inner.copy()
wall.invert()
told("closed.stl", trimesh.util.concatenate([outer, wall]), inner)
told("full.stl", outer, outer)

# A few triangles are missing, and so many that nothing closes.
for name, each in (("holed.stl", 200), ("broken.stl", 7)):
    broken = shell.copy()
    broken.update_faces(np.arange(len(broken.faces)) % each != 0)
    told(name, broken, room)

# Binary, though its remark begins like that of ASCII.
data = bytearray((folder / "cup.stl").read_bytes())
data[:16] = b"solid facet made"
(folder / "solid.stl").write_bytes(data)
