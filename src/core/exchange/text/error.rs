//! Why a file is not a curve, in sentences that say what to do.

use thiserror::Error;

/// Why a file is not a curve.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    /// It is something else, and what to do with that.
    #[error("{}", tr!("this is {}", _0))]
    Other(String),
    /// Bytes that are no text.
    #[error("{}", tr!("this is a binary file, not a text: export the curve as text (FRD, ZMA or CSV) from the program it is from"))]
    NotText,
    /// No row of numbers at all.
    #[error("{}", tr!("there is no row of numbers in this text: a frequency and a value a line are needed"))]
    NoNumbers,
    /// One number a row.
    #[error("{}", tr!("line {line} has a single number: a frequency and a value are needed"))]
    OneColumn {
        /// Line, from 1.
        line: usize,
    },
    /// Rows of more columns than any curve's.
    #[error("{}", tr!("its rows hold more than 512 numbers: a frequency and a value a line are needed"))]
    Wide,
    /// Rows of differing numbers of columns.
    #[error("{}", tr!("its rows do not hold the same number of numbers ({columns} in most, more in {rows} rows, first in line {line}): save it with tabs or semicolons between the columns, and without marks of thousands"))]
    Ragged {
        /// Numbers of most rows.
        columns: usize,
        /// Rows with more.
        rows: usize,
        /// First of them, from 1.
        line: usize,
    },
    /// Commas between columns and within numbers.
    #[error("{}", tr!("commas stand both between its columns and within its numbers: save it with semicolons or tabs between the columns"))]
    Commas,
    /// Frequencies in a row.
    #[error("{}", tr!("its frequencies stand side by side in one row: turn rows into columns, so that each line holds a frequency and its value"))]
    Turned,
    /// Numbers over time.
    #[error("{}", tr!("its rows are over time, not over frequency: this is a waveform or an impulse response; turn it into a frequency response first"))]
    OverTime,
    /// Curves of something else.
    #[error("{}", tr!("it holds no level and no impedance, but {}: export a level in dB or an impedance in Ω", _0))]
    NoCurve(String),
    /// A column that is not there, and those that are.
    #[error("{}", tr!("it has no column “{}”, but {}", _0, _1))]
    NoColumn(String, String),
    /// Too few rows to be a curve.
    #[error("{}", tr!("too few usable points were found ({points}): a curve needs at least 2"))]
    TooFew {
        /// How many.
        points: usize,
    },
}
