//! The field's terms, in a sentence or two each, by alphabet.

/// A term, and what it means here.
pub(super) const TERMS: &[(&str, &str)] = &[
    (
        "Acoustic compliance",
        "How much a volume of air gives way to pressure, m³/Pa: the spring of a chamber.",
    ),
    (
        "Acoustic impedance",
        "Sound pressure over volume velocity, Pa·s/m³. What a driver has to play against.",
    ),
    (
        "Acoustic mass",
        "The inertia of air in a tube or hole, kg/m⁴. It grows with length and shrinks with area.",
    ),
    (
        "Acoustic ohm",
        "The unit dampers are sold by: 1 cgs ohm is 10⁵ Pa·s/m³.",
    ),
    (
        "Alignment of a target",
        "The frequency, or the band, at which target and response are laid over each other.",
    ),
    (
        "Back volume",
        "The air behind a diaphragm, Vb. The smaller it is, the stiffer the driver becomes.",
    ),
    (
        "Balanced armature",
        "A driver whose reed moves in the gap of a magnet, balanced between its poles. Small, efficient, closed.",
    ),
    (
        "Bore",
        "The inner diameter of a tube. Halved, it damps more and passes less treble.",
    ),
    (
        "Chamber",
        "A volume of air with one pressure in all of it. Longer than that it is a tube.",
    ),
    (
        "Compliance",
        "How far a suspension gives way to force, Cms in m/N: the inverse of its stiffness.",
    ),
    (
        "Contribution",
        "What one driver adds to the total, with all others in place and silent. Contributions add up, phase included.",
    ),
    (
        "Corner frequency",
        "Where a filter has fallen by 3 dB (Butterworth) or 6 dB (Linkwitz–Riley).",
    ),
    (
        "Coupler",
        "A metal cavity with a microphone that stands in for an ear: the 711 for tips, others for cups.",
    ),
    (
        "Crossover",
        "Parts in front of a driver that choose which frequencies reach it.",
    ),
    (
        "Damper",
        "A plug of fine mesh in a tube, sold by colour and ohm. It lowers resonances.",
    ),
    (
        "Diaphragm area",
        "Sd: the area of a flat piston that moves as much air as the diaphragm does.",
    ),
    (
        "Diffuse field",
        "Sound that comes from all sides alike. What it makes at the eardrum is where most targets begin.",
    ),
    (
        "Drive",
        "The voltage that feeds the design, ahead of the output impedance.",
    ),
    (
        "Drum reference point",
        "DRP: the place of the eardrum, where levels are told.",
    ),
    (
        "Dynamic driver",
        "A coil in a magnet that moves a diaphragm: a loudspeaker made small.",
    ),
    (
        "Ear simulator",
        "A model of the ear behind the tip: volumes and losses as IEC 60318-4 (711) or ITU-T P.57 Type 4.3 have them.",
    ),
    (
        "Eartip",
        "What seals a nozzle in the ear canal: silicone or foam.",
    ),
    (
        "Electrostatic driver",
        "A charged film between two plates. It needs a transformer and plays the highest octaves.",
    ),
    (
        "Equaliser",
        "Filters before the amplifier that bring a response to its target.",
    ),
    (
        "Excursion",
        "How far a diaphragm moves. Beyond Xmax it is no longer linear.",
    ),
    ("Faceplate", "The outer wall of a shell, opposite the ear."),
    (
        "Force factor",
        "Bl, T·m: newtons on the diaphragm for each ampere in the coil.",
    ),
    (
        "Front volume",
        "The air between a diaphragm and its spout or grille, Vf.",
    ),
    (
        "Goal",
        "A bound that the design is to keep, judged while you draw.",
    ),
    (
        "Group delay",
        "How much later a frequency comes out than it went in, from the slope of the phase.",
    ),
    (
        "Half-wave resonance",
        "A tube or canal closed at both ends sounds where it is half a wavelength long: near 8 kHz in a 711 ear.",
    ),
    (
        "Helmholtz resonator",
        "A volume with a neck: the air in the neck bounces on that in the volume.",
    ),
    (
        "Impedance",
        "Voltage over current at the terminals, Ω. What the amplifier sees; it changes with frequency.",
    ),
    (
        "Insertion depth",
        "How far the tip sits in the canal. Deeper moves the 8 kHz resonance up.",
    ),
    (
        "Joint",
        "Two ports put together without a tube between them.",
    ),
    (
        "Junction",
        "A point where tubes meet: one pressure, flows that add up to nothing.",
    ),
    (
        "Leak",
        "Air that escapes past the tip. It takes the bass away.",
    ),
    (
        "L-pad",
        "Two resistors that lower a driver’s level and keep its load.",
    ),
    (
        "Merge",
        "The chamber or junction where the drivers’ tubes come together before the nozzle.",
    ),
    (
        "Mesh",
        "A cloth over an opening. Its resistance times its area is its rayl.",
    ),
    (
        "Minimum phase",
        "The least phase that a level can have. Drivers have it, delays and reflections have more.",
    ),
    (
        "Moving mass",
        "Mms: diaphragm and coil, with the air they carry along.",
    ),
    (
        "Nozzle",
        "The part of the shell that goes into the ear and carries the tip.",
    ),
    (
        "Output impedance",
        "The resistance inside an amplifier. Where a design’s impedance is not flat it bends the response.",
    ),
    (
        "Phase",
        "By how much of a turn a tone is ahead or behind. Drivers half a turn apart cancel.",
    ),
    (
        "Polarity",
        "Which way round a driver is wired. Reversed, it pulls where the others push.",
    ),
    (
        "Probe",
        "A port whose pressure and flow, or voltage and current, are drawn as extra curves.",
    ),
    (
        "Q",
        "How sharp a resonance or filter is: higher rings longer.",
    ),
    (
        "Rayl",
        "The specific resistance of a mesh, Pa·s/m: pressure over the speed of the air through it.",
    ),
    (
        "Reference plane",
        "Where the tip ends and the ear simulator begins.",
    ),
    (
        "Sensitivity",
        "The level for a stated drive. Of a number: how much the curve changes with it.",
    ),
    (
        "Shell",
        "The housing, as wide as its outline and as deep as is stated.",
    ),
    (
        "Snapshot",
        "The design as it was, kept in its file to compare with.",
    ),
    ("Sound pressure level", "SPL, dB re 20 µPa: 94 dB is 1 Pa."),
    (
        "Spout",
        "The short tube of an armature, where its sound comes out.",
    ),
    (
        "Target",
        "The curve that the response is to follow at the eardrum.",
    ),
    (
        "Tolerance",
        "How far a part may be from its value. Many built units fill a band around the design’s curve.",
    ),
    (
        "Transfer impedance",
        "Pressure at the drum over volume velocity at the reference plane.",
    ),
    (
        "Trust",
        "How well a driver’s numbers are known: A measured or seen twice, B one good source, C fitted or estimated.",
    ),
    (
        "Tube",
        "A duct that carries sound, with its losses, from one port to another.",
    ),
    (
        "Vent",
        "A hole to the outside. It lets a back volume breathe, or relieves a front volume.",
    ),
    (
        "Volume velocity",
        "How much air moves in a second, m³/s: speed times area.",
    ),
    (
        "Yield",
        "The share of built units that keep near the design’s curve.",
    ),
    (
        "Zobel",
        "A resistor and a capacitor across a driver that level the rise of its coil’s impedance.",
    ),
];
