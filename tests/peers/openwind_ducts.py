"""Prints input impedances of small acoustic networks as openwind (PyPI) computes them.

Run by tests/core/physics/peer.rs, which computes the same cases and compares. First line: the air,
`air,density,speed_of_sound,viscosity,gamma,prandtl`. Then `case,frequency_hz,re,im` in Pa s/m3.
"""

import numpy as np
from openwind import ImpedanceComputation
from openwind.continuous import Physics

FREQUENCIES = np.array([50.0, 400.0, 2500.0, 7000.0, 16000.0])
CELSIUS = 23

# Name: main bore (position m, radius m), holes, end, and whether the bore is cylinders only.
CASES = {
    "cylinder_closed": ([[0, 0.5e-3], [12e-3, 0.5e-3]], [], "closed", True),
    "fine_cylinder_closed": ([[0, 0.1e-3], [5e-3, 0.1e-3]], [], "closed", True),
    "cylinder_unflanged": ([[0, 1.5e-3], [15e-3, 1.5e-3]], [], "unflanged_2nd_order", True),
    "cylinder_flanged": ([[0, 1.5e-3], [15e-3, 1.5e-3]], [], "flanged_2nd_order", True),
    "cone_closed": ([[0, 0.6e-3], [20e-3, 1.8e-3]], [], "closed", False),
    "step_closed": (
        [[0, 0.5e-3], [8e-3, 0.5e-3], [8e-3, 1.5e-3], [20e-3, 1.5e-3]],
        [],
        "closed",
        True,
    ),
    "branch_open": (
        [[0, 2e-3], [30e-3, 2e-3]],
        [["label", "position", "radius", "chimney"], ["hole", 12e-3, 1e-3, 4e-3]],
        {"bell": "closed", "holes": "unflanged_2nd_order"},
        True,
    ),
}


def main():
    air = Physics(CELSIUS)
    at = lambda name: float(np.ravel(air.get_coefs(0.0, name)[0])[0])
    prandtl = at("mu") * at("Cp") / at("kappa")
    constants = [at("rho"), at("c"), at("mu"), at("gamma"), prandtl]
    print("air," + ",".join(f"{value:.17g}" for value in constants))
    for name, (bore, holes, end, cylinders) in CASES.items():
        method = {"compute_method": "TMM"} if cylinders else {"l_ele": 2e-3, "order": 8}
        result = ImpedanceComputation(
            FREQUENCIES,
            bore,
            holes,
            temperature=CELSIUS,
            losses="bessel",
            radiation_category=end,
            **method,
        )
        for f, z in zip(FREQUENCIES, result.impedance):
            print(f"{name},{f:.17g},{z.real:.17g},{z.imag:.17g}")


if __name__ == "__main__":
    main()
