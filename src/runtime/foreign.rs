//! Files that other programs wrote: only regular ones are opened, whatever encoding they are in, and they are read as
//! they come, however large they are.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, WINDOWS_1252};

/// The most bytes of a file that is read row by row.
const FILE_MAX: u64 = 1 << 30;
/// How many bytes of either end of a file tell what it is.
const HEAD: u64 = 64 << 10;

/// A file as UTF-8, whatever it is in. Every line of it ends with a line feed alone, the last one, too.
pub(crate) struct Foreign {
    file: File,
    decoder: Decoder,
    /// Decoded and not yet read.
    ready: Vec<u8>,
    at: usize,
    over: bool,
    /// The last byte, before lines got the same ends.
    last: Option<u8>,
    pub(crate) bytes: u64,
    /// The name of its encoding, where that is guessed, being not UTF-8.
    pub(crate) encoding: Option<&'static str>,
}

#[derive(Debug)]
pub(crate) enum NotOpened {
    /// A folder, a pipe, a device: to open it may wait for ever.
    NotAFile,
    Io(io::Error),
}

impl From<io::Error> for NotOpened {
    fn from(error: io::Error) -> Self {
        NotOpened::Io(error)
    }
}

/// Opens a regular file of at most a gigabyte. A byte order mark says its encoding; without one it is UTF-8 if all of it
/// is, and else what Windows has long written in western Europe, of which every file is one.
pub(crate) fn open(path: &Path) -> Result<Foreign, NotOpened> {
    // Asked before opening: to open a FIFO would wait for its other end.
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(NotOpened::NotAFile);
    }
    if metadata.len() > FILE_MAX {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "> 1 GiB").into());
    }
    let mut file = File::open(path)?;
    let mut first = Vec::with_capacity(3);
    (&mut file).take(3).read_to_end(&mut first)?;
    let (encoding, skipped) = match Encoding::for_bom(&first) {
        Some((encoding, length)) => (encoding, length),
        None => {
            file.seek(SeekFrom::Start(0))?;
            (if is_utf8(&mut file)? { UTF_8 } else { WINDOWS_1252 }, 0)
        }
    };
    file.seek(SeekFrom::Start(skipped as u64))?;
    Ok(Foreign {
        file,
        decoder: encoding.new_decoder_without_bom_handling(),
        ready: Vec::new(),
        at: 0,
        over: false,
        last: None,
        bytes: metadata.len(),
        encoding: (encoding == WINDOWS_1252).then(|| encoding.name()),
    })
}

/// The first bytes of a file as they are, and the last ones where it has more: what it is stands at either end. For a
/// file that [`open`] would open.
pub(crate) fn ends(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut bytes)?;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(HEAD).max(HEAD)))?;
    file.take(HEAD).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn is_utf8(file: &mut File) -> io::Result<bool> {
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let mut raw = [0; 16 << 10];
    // Never more than what was read, and what was left of a character.
    let mut out = vec![0; 64 << 10];
    loop {
        let count = file.read(&mut raw)?;
        let (result, ..) = decoder.decode_to_utf8_without_replacement(&raw[..count], &mut out, count == 0);
        if !matches!(result, encoding_rs::DecoderResult::InputEmpty) {
            return Ok(false);
        }
        if count == 0 {
            return Ok(true);
        }
    }
}

impl Foreign {
    /// All of a file; an error where it has more than `max` bytes.
    pub(crate) fn text(mut self, max: u64) -> io::Result<String> {
        if self.bytes > max {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("> {} MiB", max >> 20)));
        }
        let mut text = String::new();
        // A file may have grown since it was asked.
        self.by_ref().take(4 * max).read_to_string(&mut text)?;
        Ok(text)
    }

    pub(crate) fn head(self) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.take(HEAD).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl Read for Foreign {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.over {
            let mut raw = [0; 16 << 10];
            let count = self.file.read(&mut raw)?;
            self.over = count == 0;
            // At most three bytes for each, and what was left of a character.
            self.ready.resize(3 * raw.len() + 16, 0);
            let (result, _, written, _) = self.decoder.decode_to_utf8(&raw[..count], &mut self.ready, self.over);
            debug_assert!(matches!(result, CoderResult::InputEmpty), "there is room for all of it");
            self.ready.truncate(written);
            self.at = 0;
            let mut last = self.last;
            self.ready.retain_mut(|b| {
                let before = last.replace(*b);
                let ends = *b == b'\r';
                if ends {
                    *b = b'\n';
                }
                ends || *b != b'\n' || before != Some(b'\r')
            });
            self.last = last;
            if self.over && last.is_some_and(|last| last != b'\r' && last != b'\n') {
                self.ready.push(b'\n');
            }
        }
        let count = out.len().min(self.ready.len() - self.at);
        out[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<&'static str>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, bytes).expect("a file");
        let foreign = open(&path).unwrap_or_else(|_| panic!("it opens"));
        let encoding = foreign.encoding;
        (foreign.text(1 << 20).expect("text"), encoding)
    }

    #[test]
    fn every_encoding_is_read_as_what_it_is() {
        assert_eq!(read("été".as_bytes()), ("été\n".to_owned(), None));
        assert_eq!(read("\u{feff}été".as_bytes()), ("été\n".to_owned(), None));
        assert_eq!(read(b"\xe9t\xe9 \x97"), ("été —\n".to_owned(), Some("windows-1252")));
        assert_eq!(read(b"\xff\xfe\xe9\0t\0"), ("ét\n".to_owned(), None));
        assert_eq!(read(b"\xfe\xff\0\xe9\0t"), ("ét\n".to_owned(), None));
        assert_eq!(read(b"\xff\xfe\xe9"), ("\u{fffd}\n".to_owned(), None));
        assert_eq!(read(b""), (String::new(), None));
        // A character on the edge of what is read at once.
        let long = "é".repeat(20_000) + "x" + &"é".repeat(20_000) + "\n";
        assert_eq!(read(long.as_bytes()), (long, None));
    }

    #[test]
    fn every_line_ends_with_a_line_feed() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc\r", "a\nb\r\n\rc\n"] {
            assert_eq!(read(text.as_bytes()).0, "a\nb\n\nc\n", "{text:?}");
        }
        // A pair on the edge of what is read at once.
        let long = "x".repeat((16 << 10) - 1);
        assert_eq!(read(format!("{long}\r\ny").as_bytes()).0, format!("{long}\ny\n"));
    }

    #[test]
    fn folders_are_not_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(open(folder.path()), Err(NotOpened::NotAFile)));
        assert!(matches!(open(&folder.path().join("nowhere")), Err(NotOpened::Io(_))));
    }
}
