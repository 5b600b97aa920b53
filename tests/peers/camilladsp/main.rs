//! Prints the filters of a configuration that CamillaDSP's own check takes, a name a line; ends with
//! what is wrong otherwise. Devices are put before a configuration that has none.

use camilladsp_schema::config::{parse_config, validate_config};
use std::{env, fs, process::ExitCode};

const DEVICES: &str = "
devices:
  samplerate: 48000
  chunksize: 1024
  capture: {type: Stdin, channels: 2, format: S16_LE}
  playback: {type: Stdout, channels: 2, format: S16_LE}
";

fn filters(path: &str) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let whole = format!("{DEVICES}{text}");
    let mut parsed = parse_config(&whole).map_err(|issue| format!("{issue:?}"))?;
    validate_config(&mut parsed, None).map_err(|issues| format!("{issues:?}"))?;
    let filters = parsed.filters.unwrap_or_default();
    Ok(filters.into_keys().collect())
}

fn main() -> ExitCode {
    let Some(path) = env::args().nth(1) else {
        eprintln!("name a configuration");
        return ExitCode::FAILURE;
    };
    match filters(&path) {
        Ok(names) => {
            for name in names {
                println!("{name}");
            }
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::FAILURE
        }
    }
}
