//! What the models leave out.

/// What is left out, and what comes of it.
pub(super) const LIMITS: &[(&str, &str)] = &[
    (
        "One dimension at a time",
        "Ducts carry plane waves only. Above the first transverse mode, f = 1.84 c/(2πa), the result \
         is shaded on the plot.",
    ),
    (
        "Small signals",
        "Levels and impedances are those of small signals. Distortion has plots of its own, for drivers \
         that state how they depart from linear; nothing grows hot.",
    ),
    (
        "No vibration of the case",
        "Drivers are coupled through the air and the wires, not through the shell.",
    ),
    (
        "Volumes are lumped",
        "A chamber has one pressure. A volume that is long against the wavelength is a tube: draw \
         it as one.",
    ),
    (
        "Drivers of trust C are estimates",
        "Their values were fitted to published curves or scaled from similar parts. Measure the \
         part you build with.",
    ),
    (
        "The ear is a standard one",
        "A 711 is specified from 100 Hz to 10 kHz and a person's ear differs from it by several \
         decibels above 5 kHz.",
    ),
    (
        "A target is an average of tastes",
        "“Diffuse field (ISO 11904-1)” is what reaches the drum when the sound comes from all sides. \
         “DF + bass” adds a bass shelf and tilts it down, nearer to what listeners prefer on average; \
         “DF, own gains” has Tilt, Bass, Ear gain and Treble to set. The deviation told under the \
         plot is what is left once the target is aligned.",
    ),
    (
        "Dampers vary",
        "Catalogue values carry tolerances of 10 to 20 % and depend on how they are seated.",
    ),
];
