//! Projects of other programs: what they hold is told, with the files they refer to.

use earwright::exchange::project::{Held, Project};

const VITUIX: &str = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!--VituixCAD PROJECT-->\n\
    <!--Version 2-->\n<SPEAKER>\n  <Description>Two &amp; a half</Description>\n  <SPLmax>110</SPLmax>\n\
    <DRIVER di=\"0\"><Model>Tweeter</Model><ResponseScale>1</ResponseScale>\
    <ImpedanceFile>z\\tweeter.zma</ImpedanceFile>\
    <RESPONSE ri=\"0\"><FileName>tweeter hor 0.frd</FileName><Hor>0</Hor></RESPONSE></DRIVER>\n\
    <CROSSOVER><DSP>Analog</DSP><PART xi=\"0\"><Type>Capacitor</Type><CenX>3</CenX><PartID>C1</PartID>\
    <PARAM pi=\"0\"><Name>C</Name><Value>4.7</Value><Unit>uF</Unit><Min>0.1</Min></PARAM>\
    <PARAM pi=\"1\"><Name>ESR</Name><Value>0.01</Value><Unit>Ω</Unit></PARAM>\
    <WIRE wi=\"0\"><X>1</X><Y>2</Y></WIRE></PART>\
    <PART xi=\"1\"><Type>Resistor</Type><PartID>R1</PartID>\
    <PARAM pi=\"0\"><Name>R</Name><Value>2.2</Value><Unit>Ω</Unit></PARAM></PART></CROSSOVER>\n</SPEAKER>\n";

const XSIM: &str = "1 //VoltageSource\n7 //Lines\n  2.828 //Vrms\n  F //Inverted\n  114 //position X\n\
    96 //position Y\n 0 //Delay\n 1 //Power\n 8 //Impedance\n2 //Capacitors\n3 //Lines\n\
    4.7 //uF\n 0.05 //ESR\n 100 //position X\n 10\n 0.02\n 200\n1 //Driver\n2 //Lines\n\
    tweeter.frd //Response file\n tweeter.zma //Impedance file\n";

fn held(of: &str, name: &str, value: &str) -> Held {
    Held {
        of: of.to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

#[test]
fn the_values_and_files_of_projects_are_told() {
    let vituix = Project::of(VITUIX.as_bytes()).unwrap();
    assert_eq!(vituix.from, "a VituixCAD project");
    for wanted in [
        held("Project", "SPLmax", "110"),
        held("Driver Tweeter", "ResponseScale", "1"),
        held("Capacitor C1", "C", "4.7 uF"),
        held("Capacitor C1", "ESR", "0.01 Ω"),
        held("Resistor R1", "R", "2.2 Ω"),
    ] {
        assert!(
            vituix.values.contains(&wanted),
            "{wanted:?}: {:?}",
            vituix.values
        );
    }
    assert_eq!(vituix.files, ["z\\tweeter.zma", "tweeter hor 0.frd"]);
    let whole = held("Project", "Description", "Two & a half");
    assert!(vituix.values.contains(&whole), "{:?}", vituix.values);
    let named = VITUIX.replace("tweeter hor 0.frd", "bass &amp; mid &#x33;.frd");
    let named = Project::of(named.as_bytes()).unwrap();
    assert_eq!(named.files, ["z\\tweeter.zma", "bass & mid 3.frd"]);
    let xsim = Project::of(XSIM.as_bytes()).unwrap();
    assert_eq!(xsim.from, "an XSim project");
    for wanted in [
        held("VoltageSource 1", "Vrms", "2.828"),
        held("Capacitors 1", "uF", "4.7"),
        held("Capacitors 2", "uF", "10"),
        held("Capacitors 2", "ESR", "0.02"),
    ] {
        assert!(
            xsim.values.contains(&wanted),
            "{wanted:?}: {:?}",
            xsim.values
        );
    }
    assert!(
        !xsim
            .values
            .iter()
            .any(|value| value.name.contains("position"))
    );
    assert_eq!(xsim.files, ["tweeter.frd", "tweeter.zma"]);
    // The files that are there, under whatever separators.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("tweeter.zma"), "20 8\n").unwrap();
    let there = vituix.files_there(&folder.path().join("a.vxp"));
    assert_eq!(there, [folder.path().join("tweeter.zma")]);
}

#[test]
fn spoilt_projects_and_other_texts_are_none() {
    for text in [
        "",
        "20 100\n200 101\n",
        "<?xml version=\"1.0\"?><a/>",
        "1 //x\n2 //Lines\n3\n4\n",
    ] {
        assert_eq!(Project::of(text.as_bytes()), None, "{text}");
    }
    for whole in [VITUIX, XSIM] {
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let _ = Project::of(&whole.as_bytes()[..end]);
        }
    }
}
