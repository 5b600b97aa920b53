"""Time stepping of drivers that depart from linear, behind real networks (SciPy's Radau solver).

Writes tests/reference/large_signal.csv: for each case, frequency and drive the harmonics of the
pressure at the drum of a lumped 711, dB SPL, found by letting the equations run until two periods
are alike. The equations are written down from the circuits, the armature by the fluxes of its two
gaps; tests/core/network/large_signal.rs builds the same designs and balances them.

    python large_signal.py > ../reference/large_signal.csv
"""

import sys

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

# gamma P at 101.325 kPa: what makes a volume stiff, Pa.
BULK = 1.4 * 101325.0
HARMONICS = 5


class Ear:
    """The lumped 711 of the program's default values: 9 states."""

    L1, L3, L5 = 82.9, 130.3, 133.4
    C1, C3, C5 = 0.70e-12, 1.50e-12, 1.517e-12
    R = 4.22e5
    L2, L4, R2, R4 = 9400.0, 983.8, 55.66e6, 27.99e6
    C2, C4 = 2.34e-12, 2.73e-12
    # Flows U1 to U5, then pressures on C1, C2, C3, C4, C5.
    SCALE = np.array([1e-7] * 5 + [1.0] * 5)

    @classmethod
    def slopes(cls, s, source, damper):
        u1, u2, u3, u4, u5, p1, p2, p3, p4, p5 = s
        n1 = p1 + cls.R * (u1 - u2 - u3)
        n2 = p3 + cls.R * (u3 - u4 - u5)
        drum = p5 + cls.R * u5
        return [
            (source - damper * u1 - n1) / cls.L1,
            (n1 - cls.R2 * u2 - p2) / cls.L2,
            (n1 - n2) / cls.L3,
            (n2 - cls.R4 * u4 - p4) / cls.L4,
            (n2 - drum) / cls.L5,
            (u1 - u2 - u3) / cls.C1,
            u2 / cls.C2,
            (u3 - u4 - u5) / cls.C3,
            u4 / cls.C4,
            u5 / cls.C5,
        ]

    @classmethod
    def drum(cls, s):
        return s[9] + cls.R * s[4]


class Dynamic:
    """A moving coil behind a resistor and an inductor, its back closed; Klippel's equations."""

    name = "dynamic"
    R, L = 1.0 + 4.0, 0.2e-3
    re, le, bl, mms, cms, rms, sd = 16.0, 60e-6, 0.35, 22e-6, 0.8e-3, 6e-3, 0.5e-4
    front, back = 60e-9, 400e-9
    at = 0.1e-3
    bl_ends, kms_ends, le_ends = (0.80, 0.86), (1.35, 1.20), (0.85, 1.10)
    per_ampere = 0.8
    # i, x, v, front, back, ear.
    scale = np.concatenate([[1e-3, 1e-6, 1e-2, 1.0, 1.0], Ear.SCALE])

    @staticmethod
    def shape(ends, xi):
        lin, square = (ends[0] - ends[1]) / 2, (ends[0] + ends[1]) / 2 - 1
        return 1 + lin * xi + square * xi * xi, lin + 2 * square * xi

    def slopes(self, volts, s):
        i, x, v, pf, pb = s[:5]
        xi = x / self.at
        bl = self.bl * self.shape(self.bl_ends, xi)[0]
        k = self.shape(self.kms_ends, xi)[0] / self.cms
        le, le_x = self.shape(self.le_ends, xi)
        le, le_x = self.le * le, self.le * le_x / self.at
        m = self.per_ampere
        # Flux linkage Le(x) (i + m i^2) and the coenergy that goes with it.
        by_i = self.L + le * (1 + 2 * m * i)
        by_x = le_x * (i + m * i * i)
        di = (volts - (self.R + self.re) * i - bl * v - by_x * v) / by_i
        force = bl * i + le_x * (i * i / 2 + m * i**3 / 3)
        dv = (force - self.rms * v - k * x - self.sd * (pf - pb)) / self.mms
        cf, cb = self.front / BULK, self.back / BULK
        dpf, dpb = (self.sd * v - s[5]) / cf, -self.sd * v / cb
        return [di, v, dv, dpf, dpb] + Ear.slopes(s[5:], pf, 0.0)

    def drum(self, s):
        return Ear.drum(s[5:])


class Armature:
    """An armature behind a capacitor, a damper before the ear."""

    name = "armature"
    R, C = 3.0, 22e-6
    re, ind, tau, ma, ra, ca = 27.0, 2.6e-3, 130e3, 19000.0, 5.9e6, 0.66e-12
    front, back, relief, damper = 12e-9, 30e-9, 2e9, 1500e5
    gap, share, saturation, offset = 0.5e-9, 0.7, 8e-3, 0.06
    pin = None
    # charge voltage, flux linkage, X, U, front, back, ear.
    scale = np.concatenate([[1e-2, 1e-6, 1e-11, 1e-8, 1.0, 1.0], Ear.SCALE])

    def __init__(self):
        # Constants of the magnets from the linear motor, at rest off the middle.
        r, y0 = (1 - self.share) / self.share, self.offset

        def rest(current):
            self.us = self.saturation / (current * (1 + r))
            flux = lambda u: u * (1 - y0 * y0) - y0 + r * self.field(u)
            return brentq(flux, -0.9 * self.us, 0.9 * self.us, xtol=1e-15)

        def mismatch(current):
            u0 = rest(current)
            return current * (1 + 2 * u0 * y0) - self.tau * self.gap / self.ind

        guess = self.tau * self.gap / self.ind
        self.r = r
        self.i0 = brentq(mismatch, 0.5 * guess, 1.5 * guess, xtol=1e-18)
        # What saturates is stated for the armature in the middle as the last round left it.
        u0 = rest(self.i0)
        slope = (self.field(u0 + 1e-6) - self.field(u0 - 1e-6)) / 2e-6
        slope = 1 / (1 - (u0 / self.us) ** 2) if abs(u0) < 0.995 * self.us else slope
        self.flux = self.ind * self.i0 * (1 - y0 * y0 + r * slope)
        self.u0 = u0
        self.p0 = self.pull(u0, y0)
        stiff = self.flux * self.i0 / self.gap**2 * u0 * u0
        self.k = 1 / self.ca + self.tau**2 / self.ind + stiff

    def field(self, u):
        s = abs(u) / self.us
        if s < 0.995:
            found = np.arctanh(s)
        else:
            found = np.arctanh(0.995) + (s - 0.995) / (1 - 0.995**2)
        return self.us * found * np.sign(u)

    def gaps(self, u, y):
        """The flux of each gap over that of its magnet, and the current that balances, over I0."""
        eta = u * (1 - y * y) - y
        return (1 + eta) / (1 - y), (1 - eta) / (1 + y), eta

    def pull(self, u, y):
        one, two, _ = self.gaps(u, y)
        return self.flux * self.i0 / (4 * self.gap) * (one * one - two * two)

    def motor(self, linkage, x):
        u, y = self.u0 + linkage / self.flux, self.offset + x / self.gap
        _, _, eta = self.gaps(u, y)
        current = self.i0 * (eta + self.r * self.field(u))
        return current, self.pull(u, y) - self.p0 - self.k * x

    def slopes(self, volts, s):
        vc, linkage, x, q, pf, pb = s[:6]
        current, pressure = self.motor(linkage, x)
        dlinkage = volts - vc - (self.R + self.re) * current
        dq = (pressure - self.ra * q - (pf - pb)) / self.ma
        through = (pf - pb) / self.relief
        cf, cb = self.front / BULK, self.back / BULK
        return [
            current / self.C,
            dlinkage,
            q,
            dq,
            (q - through - s[6]) / cf,
            (through - q) / cb,
        ] + Ear.slopes(s[6:], pf, self.damper)

    def drum(self, s):
        return Ear.drum(s[6:])


class Dual(Armature):
    """Two such units in parallel whose pins give, behind an inductor; iron that saturates early."""

    name = "dual"
    R, L = 2.0, 1e-3
    gap, share, saturation, offset = 0.7e-9, 0.6, 5e-3, -0.04
    pin, md, rd = 0.043e-12, 5900.0, 71e6
    # i of the inductor, flux linkage, X, U, Ud, pressure of the pin, front, back, ear.
    scale = np.concatenate([[1e-3, 1e-6, 1e-11, 1e-8, 1e-8, 1.0, 1.0, 1.0], Ear.SCALE])

    def slopes(self, volts, s):
        il, linkage, x, q, qd, pin, pf, pb = s[:8]
        current, pressure = self.motor(linkage, x)
        # The inductor and both coils carry one current: its slope is that of the flux.
        step = 1e-9
        by_flux = (self.motor(linkage + step, x)[0] - self.motor(linkage - step, x)[0]) / (2 * step)
        by_x = (self.motor(linkage, x + 1e-16)[0] - self.motor(linkage, x - 1e-16)[0]) / 2e-16
        # volts = R i + L di/dt + Re i1 + dflux/dt, i = 2 i1, di1/dt = by_flux dflux/dt + by_x q.
        rest = volts - self.R * 2 * current - self.re * current - 2 * self.L * by_x * q
        dlinkage = rest / (1 + 2 * self.L * by_flux)
        dq = (pressure - self.ra * q - pin) / self.ma
        dqd = (pin - self.rd * qd - (pf - pb)) / self.md
        dpin = (q - qd) / self.pin
        # Both units play into one front volume; each has its own back.
        through = (pf - pb) / self.relief
        cf, cb = self.front / BULK, self.back / BULK
        return [
            0.0,
            dlinkage,
            q,
            dq,
            dqd,
            dpin,
            (2 * qd - 2 * through - s[8]) / cf,
            (through - qd) / cb,
        ] + Ear.slopes(s[8:], pf, self.damper)

    def drum(self, s):
        return Ear.drum(s[8:])


def steady(case, f, volts):
    """Harmonics of the pressure at the drum, dB SPL, once two periods are alike."""
    w = 2 * np.pi * f
    scale = case.scale

    def slopes(t, z):
        ramp = min(1.0, t * f / 4)
        return np.array(case.slopes(ramp * volts * np.sqrt(2) * np.cos(w * t), z * scale)) / scale

    z, t, before = np.zeros(len(scale)), 0.0, None
    samples = 128
    for periods in [int(8 + f * 0.02)] + [2] * 200:
        end = t + periods / f
        grid = np.linspace(end - 1 / f, end, samples, endpoint=False)
        out = solve_ivp(
            slopes, (t, end), z, method="Radau", rtol=3e-9, atol=1e-9, t_eval=np.append(grid, end)
        )
        if not out.success:
            raise RuntimeError(out.message)
        states = out.y.T * scale
        pressure = np.array([case.drum(s) for s in states[:-1]])
        found = 2 * np.abs(np.fft.rfft(pressure))[1 : HARMONICS + 1] / samples / np.sqrt(2)
        z, t = out.y[:, -1], end
        if before is not None and np.max(np.abs(found - before)) < 3e-8 * found[0]:
            break
        before = found
    return 20 * np.log10(found / 20e-6)


CASES = [
    (Dynamic, [(60.0, 0.05), (60.0, 0.35), (900.0, 0.6), (4000.0, 1.0)]),
    (Armature, [(150.0, 0.03), (150.0, 0.12), (1200.0, 0.12), (3000.0, 0.2)]),
    (Dual, [(200.0, 0.1), (1000.0, 0.1), (1000.0, 0.25), (2500.0, 0.3)]),
]


def main():
    only = sys.argv[1:]
    print("case,f_hz,drive_v," + ",".join(f"h{n}_db" for n in range(1, HARMONICS + 1)))
    for kind, points in CASES:
        if only and kind.name not in only:
            continue
        case = kind()
        for f, volts in points:
            levels = steady(case, f, volts)
            print(f"{case.name},{f},{volts}," + ",".join(f"{level:.4f}" for level in levels))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
