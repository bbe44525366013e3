//! Bytes of text to text: UTF-8, UTF-16 by its mark, or else an encoding that is guessed from the
//! lines that are not UTF-8, or stated by whoever knows the file.

use std::fmt;
use std::io::{self, Read, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::input::Input;

/// How much of a file is looked at in one go.
const BLOCK: u64 = 1 << 17;

/// How many bytes of lines that are not UTF-8 a guess is made from: more do not change it.
const ENOUGH: usize = 1 << 16;

/// A line that is longer than this is looked at in pieces.
const LONGEST_LINE: usize = 1 << 20;

/// The encoding of a text. Whatever it is, a field that is UTF-8 is read as UTF-8: files are put
/// together from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextEncoding {
    encoding: &'static Encoding,
    guessed: bool,
}

impl TextEncoding {
    /// UTF-8 throughout.
    pub(super) const UTF_8: TextEncoding = TextEncoding { encoding: UTF_8, guessed: false };

    /// The encoding of a label such as `windows-1251`; `None` where there is no such encoding.
    pub fn stated(label: &str) -> Option<TextEncoding> {
        let encoding = Encoding::for_label(label.as_bytes())?;
        Some(TextEncoding { encoding, guessed: false })
    }

    /// Its name: `UTF-8`, `windows-1251`.
    pub fn name(&self) -> &'static str {
        self.encoding.name()
    }

    /// Its name, where it is a guess.
    pub fn guess(&self) -> Option<&'static str> {
        self.guessed.then(|| self.name())
    }

    /// The encoding of a file of text: all of it is looked at, up to the first lines that are not
    /// UTF-8.
    pub(super) fn of(input: &mut Box<dyn Input>) -> io::Result<TextEncoding> {
        let mut block = Vec::with_capacity(BLOCK as usize);
        let mut guess = Guess::new();
        input.seek(SeekFrom::Start(0))?;
        loop {
            let carried = block.len();
            input.by_ref().take(BLOCK).read_to_end(&mut block)?;
            let ended = block.len() == carried;
            if let Some((encoding, _)) = Encoding::for_bom(&block).filter(|_| carried == 0) {
                return Ok(TextEncoding { encoding, guessed: false });
            }
            let whole = whole_lines(&block, ended);
            if std::str::from_utf8(&block[..whole]).is_err() {
                guess.look_at(&block[..whole]);
            }
            block.drain(..whole);
            if ended || guess.seen >= ENOUGH {
                return Ok(guess.made());
            }
        }
    }

    /// A field of a line.
    pub(super) fn decode(&self, field: &[u8]) -> String {
        match std::str::from_utf8(field) {
            Ok(text) => text.to_owned(),
            Err(_) => self.encoding.decode_without_bom_handling(field).0.into_owned(),
        }
    }

    /// The bytes of a file from its beginning, without a mark; those of UTF-16 as UTF-8. Others are
    /// as they are, and [`decode`](Self::decode) reads their fields.
    pub(super) fn open(&self, mut input: Box<dyn Input>) -> io::Result<Box<dyn Read + Send>> {
        input.seek(SeekFrom::Start(0))?;
        let wide = [UTF_16LE, UTF_16BE].contains(&self.encoding);
        let mut reader = DecodeReaderBytesBuilder::new();
        reader.utf8_passthru(true).strip_bom(true);
        Ok(if wide { Box::new(reader.build(input)) } else { Box::new(input) })
    }

    /// The same of the first bytes of a file.
    pub(super) fn start(&self, bytes: &[u8]) -> Vec<u8> {
        match [UTF_16LE, UTF_16BE].contains(&self.encoding) {
            true => self.encoding.decode(bytes).0.into_owned().into_bytes(),
            false => bytes.to_vec(),
        }
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A guess in the making.
struct Guess {
    detector: EncodingDetector,
    /// Bytes of lines that are not UTF-8.
    seen: usize,
}

impl Guess {
    fn new() -> Guess {
        Guess { detector: EncodingDetector::new(Iso2022JpDetection::Deny), seen: 0 }
    }

    /// Takes in the lines that are not UTF-8.
    fn look_at(&mut self, block: &[u8]) {
        for line in block.split_inclusive(ends_line) {
            if std::str::from_utf8(line).is_err() {
                self.detector.feed(line, false);
                self.seen += line.len();
            }
        }
    }

    fn made(mut self) -> TextEncoding {
        if self.seen == 0 {
            return TextEncoding::UTF_8;
        }
        self.detector.feed(b"", true);
        let encoding = self.detector.guess(None, Utf8Detection::Deny);
        TextEncoding { encoding, guessed: true }
    }
}

fn ends_line(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// How many bytes of a block are whole lines; all of them where the file has ended.
fn whole_lines(block: &[u8], ended: bool) -> usize {
    let last = block.iter().rposition(ends_line);
    match last {
        Some(last) if !ended => last + 1,
        None if !ended && block.len() < LONGEST_LINE => 0,
        _ => block.len(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn check(bytes: &[u8], name: &str, guessed: bool, text: &str) {
        let mut input: Box<dyn Input> = Box::new(Cursor::new(bytes.to_vec()));
        let encoding = TextEncoding::of(&mut input).unwrap();
        assert_eq!((encoding.name(), encoding.guessed), (name, guessed), "{text}");
        let mut read = Vec::new();
        encoding.open(input).unwrap().read_to_end(&mut read).unwrap();
        assert!(encoding.decode(&read).ends_with(text), "{}", encoding.decode(&read));
    }

    fn in_encoding(label: &str, text: &str) -> Vec<u8> {
        Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    }

    fn wide(mark: [u8; 2], unit: fn(u16) -> [u8; 2], text: &str) -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(unit)).collect()
    }

    #[test]
    fn encodings_are_found() {
        let russian = "Должность;Город;Зарплата в месяц\nРазработчик;Киев;4000\n";
        let german = "Berufsbezeichnung;Größe des Unternehmens\nEntwickler;Über 100\n";
        let french = "Métier;Ville\nDéveloppeur;Besançon\n";
        check(b"title,pay\ndeveloper,4000\n", "UTF-8", false, "4000\n");
        check(russian.as_bytes(), "UTF-8", false, russian);
        check(&[b"\xef\xbb\xbf", russian.as_bytes()].concat(), "UTF-8", false, russian);
        check(&in_encoding("windows-1251", russian), "windows-1251", true, russian);
        check(&in_encoding("koi8-u", russian), "KOI8-U", true, russian);
        check(&in_encoding("windows-1252", german), "windows-1252", true, german);
        check(&in_encoding("latin1", french), "windows-1252", true, french);
        check(&wide([0xff, 0xfe], u16::to_le_bytes, russian), "UTF-16LE", false, russian);
        check(&wide([0xfe, 0xff], u16::to_be_bytes, russian), "UTF-16BE", false, russian);
    }

    #[test]
    fn what_is_not_utf_8_far_into_a_file_is_found() {
        let mut bytes = "developer,4000\n".repeat(40_000).into_bytes();
        bytes.extend(in_encoding("windows-1251", "Разработчик в Киеве,4000\n"));
        check(&bytes, "windows-1251", true, "Разработчик в Киеве,4000\n");
    }

    #[test]
    fn a_cut_in_the_middle_of_a_letter_is_no_other_encoding() {
        check("Кі".repeat(400_000).as_bytes(), "UTF-8", false, "Кі");
    }
}
