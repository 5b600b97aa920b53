//! Bytes as text: byte order marks, UTF-16 with and without one, UTF-8, and what was in use before.

use chardetng::EncodingDetector;
use encoding_rs::{
    EUC_JP, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252,
};
use std::borrow::Cow;

/// Bytes looked at to tell an encoding.
const LOOKED_AT: usize = 64 * 1024;

/// A text, and how it was written down.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The text, without its byte order mark.
    pub(super) text: Cow<'a, str>,
    /// Name of the encoding, where it is neither UTF-8 nor UTF-16.
    pub(super) legacy: Option<&'static str>,
}

/// The text these bytes are; none where they are no text. Marks of byte order within it, of files put
/// together, are gone, and what separates lines in Unicode does so as usual.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    let mut decoded = as_written(bytes)?;
    let marks = ['\u{feff}', '\u{2028}', '\u{2029}'];
    // The bytes that these begin with are rare, and quickly found.
    let bytes = decoded.text.as_bytes();
    if memchr::memchr2(0xef, 0xe2, bytes).is_some() && decoded.text.contains(marks) {
        let text = decoded.text.replace('\u{feff}', "");
        decoded.text = Cow::Owned(text.replace(['\u{2028}', '\u{2029}'], "\n"));
    }
    Some(decoded)
}

fn as_written(bytes: &[u8]) -> Option<Decoded<'_>> {
    let whole = |text| Decoded { text, legacy: None };
    if let Some(text) = utf32(bytes) {
        return Some(whole(Cow::Owned(text)));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
        return Some(whole(text)).filter(|read| is_text(read.text.as_bytes()));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return Some(whole(text));
    }
    // A text may be padded to the size of a block.
    let end = bytes.iter().rposition(|byte| *byte != 0);
    let unpadded = end.and_then(|end| bytes.get(..=end));
    let bytes = unpadded
        .filter(|text| std::str::from_utf8(text).is_ok())
        .unwrap_or(bytes);
    if !is_text(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(whole(Cow::Borrowed(text)));
    }
    let encoding = before_unicode(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Some(Decoded {
        text,
        legacy: Some(encoding.name()),
    })
}

/// UTF-32 with its mark.
fn utf32(bytes: &[u8]) -> Option<String> {
    let units = bytes
        .chunks_exact(4)
        .filter_map(|unit| unit.try_into().ok());
    let mut letters: Box<dyn Iterator<Item = u32>> = match bytes.get(..4)? {
        [0xff, 0xfe, 0, 0] => Box::new(units.map(u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff] => Box::new(units.map(u32::from_be_bytes)),
        _ => return None,
    };
    letters.next();
    letters.map(char::from_u32).collect()
}

/// UTF-16 without a mark: figures and blanks have a zero beside each of them, always on one side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..LOOKED_AT.min(bytes.len()) & !1)?;
    let pairs = head.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|b| **b == 0);
    let (first, second) = (zeros(0).count(), zeros(1).count());
    let mostly = |zeros: usize| zeros * 10 >= pairs * 7;
    match (mostly(first), mostly(second)) {
        (true, false) if second == 0 => Some(UTF_16BE),
        (false, true) if first == 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// No text holds zeros, and next to no control codes.
fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
    let control =
        |byte: &&u8| **byte < 32 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 12 | 26 | 27);
    !head.contains(&0) && head.iter().filter(control).count() * 100 <= head.len()
}

/// A single-byte encoding, or one of two bytes a letter as in China or Japan.
fn before_unicode(bytes: &[u8]) -> &'static Encoding {
    // What tables hold of Windows-1252: no-break blank, °, µ, ±, ², ³, ’ and –. Few bytes are not
    // enough for a guess by frequency of letters.
    let usual =
        |byte: &u8| matches!(byte, 0xa0 | 0xb0..=0xb3 | 0xb5 | 0x92 | 0x96) || byte.is_ascii();
    if bytes.iter().all(usual) {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new();
    // Letters may stand at the end only, but a guess need not take longer than the reading.
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let end = bytes.len().min(first.saturating_add(LOOKED_AT));
    detector.feed(bytes.get(first..end).unwrap_or_default(), true);
    let guessed = detector.guess(None, false);
    let guessed = if guessed == UTF_8 {
        WINDOWS_1252
    } else {
        guessed
    };
    by_words(
        bytes
            .get(first.saturating_sub(LOOKED_AT)..end)
            .unwrap_or_default(),
    )
    .unwrap_or_else(|| by_marks(bytes, guessed))
}

/// Few letters are enough where they are words of headings.
fn by_words(bytes: &[u8]) -> Option<&'static Encoding> {
    const CHINESE: [&str; 8] = ["频率", "阻抗", "相位", "声压", "幅", "欧", "赫兹", "响应"];
    const RUSSIAN: [&str; 6] = ["частот", "уров", "фаз", "импед", "гц", "дб"];
    const JAPANESE: [&str; 4] = ["周波数", "インピーダンス", "位相", "音圧"];
    const KOREAN: [&str; 4] = ["주파수", "임피던스", "위상", "음압"];
    let says = |encoding: &'static Encoding, words: &[&str]| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let text = text.to_lowercase();
        words
            .iter()
            .any(|word| text.contains(word))
            .then_some(encoding)
    };
    says(GBK, &CHINESE)
        .or_else(|| says(EUC_JP, &JAPANESE))
        .or_else(|| says(SHIFT_JIS, &JAPANESE))
        .or_else(|| says(EUC_KR, &KOREAN))
        .or_else(|| says(GBK, &RUSSIAN))
        .or_else(|| says(WINDOWS_1251, &RUSSIAN))
        .or_else(|| {
            // Ω and ’ of a text that is all two-byte letters.
            let paired = bytes
                .split(u8::is_ascii)
                .all(|run| run.len().is_multiple_of(2) && run.iter().all(|byte| *byte > 0xa0));
            paired.then(|| says(GBK, &["ω", "’", "°"])).flatten()
        })
}

/// A mark of thousands between digits tells a single-byte encoding: no letter of two bytes stands there.
fn by_marks(bytes: &[u8], guessed: &'static Encoding) -> &'static Encoding {
    let marked = bytes.windows(3).any(
        |around| matches!(around, [a, 0xa0 | 0x92, b] if a.is_ascii_digit() && b.is_ascii_digit()),
    );
    if !marked || guessed.name().starts_with("windows-") {
        guessed
    } else {
        WINDOWS_1252
    }
}
