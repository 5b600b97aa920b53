"""Prints what kinparse (PyPI) reads of a KiCad netlist: `part,ref,value,footprint` and
`net,name,ref:pin,ref:pin…`."""

import sys

from kinparse import parse_netlist

netlist = parse_netlist(sys.argv[1])
for part in netlist.parts:
    print(f"part|{part.ref}|{part.value}|{part.footprint}")
for net in netlist.nets:
    print("|".join(["net", net.name] + [f"{pin.ref}:{pin.num}" for pin in net.pins]))
