//! Files as they are: in whatever encoding, under whatever name, from whatever program.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use image::metadata::Orientation;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage};
use polysemy::context::picture::Pixels;

mod encodings;
mod kinds;
#[cfg(target_os = "linux")]
pub(crate) mod obstacles;
mod tables;

fn polysemy<S: AsRef<OsStr>>(folder: &Path, args: &[S]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    command.args(args).current_dir(folder).env_clear().env("HOME", folder).env("LANG", "en_GB.UTF-8");
    command.output().expect("it runs")
}

/// The output and the error output.
fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    (text(&output.stdout), text(&output.stderr))
}

/// A picture with another colour in each of its corners.
fn corners() -> RgbImage {
    RgbImage::from_fn(32, 16, |x, y| match (x < 16, y < 8) {
        (true, true) => Rgb([220, 0, 0]),
        (false, true) => Rgb([0, 200, 0]),
        (true, false) => Rgb([0, 0, 220]),
        (false, false) => Rgb([220, 220, 0]),
    })
}

/// What a camera writes down of how it was held.
fn exif(orientation: u8, big: bool) -> Vec<u8> {
    let short = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let long = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let mut exif = if big { b"MM\0\x2a".to_vec() } else { b"II\x2a\0".to_vec() };
    exif.extend(long(8));
    exif.extend(short(1));
    exif.extend(short(0x112).into_iter().chain(short(3)).chain(long(1)));
    exif.extend(short(orientation.into()).into_iter().chain(short(0)).chain(long(0)));
    exif
}

#[test]
fn pictures_are_upright_however_the_camera_was_held() {
    for (value, big) in (1..=8).flat_map(|value| [(value, false), (value, true)]) {
        // As the sensor saw it: turned back.
        let back = match Orientation::from_exif(value).expect("one of eight") {
            Orientation::Rotate90 => Orientation::Rotate270,
            Orientation::Rotate270 => Orientation::Rotate90,
            own => own,
        };
        let mut seen = DynamicImage::from(corners());
        seen.apply_orientation(back);
        let seen = seen.into_rgb8();
        let (mut png, mut jpeg) = (Vec::new(), Vec::new());
        let mut encoder = image::codecs::png::PngEncoder::new(&mut png);
        encoder.set_exif_metadata(exif(value, big)).expect("it holds such notes");
        encoder.write_image(&seen, seen.width(), seen.height(), image::ExtendedColorType::Rgb8).expect("a PNG");
        let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 95);
        encoder.set_exif_metadata(exif(value, big)).expect("it holds such notes");
        encoder.write_image(&seen, seen.width(), seen.height(), image::ExtendedColorType::Rgb8).expect("a JPEG");
        for bytes in [png, jpeg] {
            let shown = Pixels::of(&bytes).expect("a picture").full;
            assert_eq!(shown.dimensions(), (32, 16), "{value}");
            for (x, y) in [(4, 2), (28, 2), (4, 13), (28, 13)] {
                let off = |at: usize| shown.get_pixel(x, y).0[at].abs_diff(corners().get_pixel(x, y).0[at]);
                assert!((0..3).all(|at| off(at) < 30), "{value}: {:?} at {x}, {y}", shown.get_pixel(x, y));
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn names_need_not_be_utf8() {
    use std::os::unix::ffi::OsStringExt;

    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let odd = |name: &str| OsString::from_vec([b"caf\xe9", name.as_bytes()].concat());
    let pack = fs::read_to_string("tests/packs/good.toml").expect("a pack");
    let folder = home.join(odd(""));
    fs::create_dir(&folder).expect("a folder");
    for (name, file) in [("pack.toml", folder.join(odd(".toml"))), ("booth.toml", home.join(odd(".booth.toml")))] {
        let text = if name == "pack.toml" { pack.clone() } else { "pin = \"2580\"\n".to_owned() };
        fs::write(file, text).expect("a file");
    }
    fs::copy("tests/packs/good.csv", folder.join("good.csv")).expect("a file");
    fs::write(home.join(odd(".csv")), "term,text,key\nnap,the nap failed,dev\nnap,the nap fits,ml\n").expect("a file");
    let path = folder.join(odd(".toml")).into_os_string();
    let words = |words: &str| words.split(' ').map(OsString::from).collect::<Vec<_>>();
    let run = |before: &str, name: OsString, after: &str| {
        let after = if after.is_empty() { Vec::new() } else { words(after) };
        polysemy(home, &[words(before), vec![name], after].concat())
    };
    for (before, after, status) in [
        ("check", "", 0),
        ("check --layout", "", 0),
        ("lint --stats", "", 1),
        ("export", "--format json", 0),
        ("export --format csv", "", 0),
        ("glossary", "", 0),
        ("blind", "", 0),
    ] {
        let output = run(before, path.clone(), after);
        assert_eq!(output.status.code(), Some(status), "{before}: {:?}", said(&output));
        assert!(!output.stdout.is_empty(), "{before}");
    }
    for (before, name, after, status, told) in [
        ("import", odd(".csv"), "", 1, "2 kept in part"),
        ("import", odd(".csv"), "--output new.toml", 1, "new.toml: written"),
        ("import --output", odd(".2.toml"), "caf.csv", 2, "caf.csv cannot be read"),
        ("report talk", odd(".jsonl"), "", 2, "there is no such file"),
        ("handout talk", odd(".jsonl"), "", 2, "there is no such file"),
        ("scores import", odd(".json"), "", 1, "caf"),
        ("scores --file", odd(".db"), "export --format csv", 1, "caf"),
        ("blind talk --score", odd(".txt"), "", 2, "there is no such file"),
        ("new", folder.join("naps").into_os_string(), "", 0, ""),
        ("new", odd(""), "", 2, "is no name for a pack"),
        ("booth --doctor --config", odd(".none.toml"), "", 2, "caf"),
        // These play, and there is no terminal.
        ("play", path.clone(), "", 2, "plays in a terminal"),
        ("--ascii", path.clone(), "", 2, "plays in a terminal"),
        ("preview", path.clone(), "", 2, "plays in a terminal"),
        ("class", path.clone(), "", 2, "plays in a terminal"),
        ("booth --config", odd(".booth.toml"), "", 2, "plays in a terminal"),
        // What is no name of a file is text.
        ("play --name", odd(""), "", 2, "`caf\u{fffd}` is not UTF-8 text"),
        ("class talk --tag", odd(".tag"), "", 2, "`caf\u{fffd}.tag` is not UTF-8 text"),
        ("check --format", odd(".format"), "talk", 2, "`caf\u{fffd}.format` is not UTF-8 text"),
    ] {
        let output = run(before, name, after);
        let (out, err) = said(&output);
        assert_eq!(output.status.code(), Some(status), "{before}: {out}{err}");
        assert!(err.contains(told) && !err.contains("go together"), "{before}: {err}");
    }
    assert!(folder.join("naps.toml").exists());
    // The folder of a pack, and one bad name among good ones.
    fs::rename(folder.join(odd(".toml")), folder.join("pack.toml")).expect("it is renamed");
    fs::remove_file(folder.join("naps.toml")).expect("it is removed");
    let output = polysemy(home, &[words("check"), vec![odd(".gone"), folder.into_os_string(), "talk".into()]].concat());
    let (out, _) = said(&output);
    assert_eq!((output.status.code(), out.matches(": no faults").count()), (Some(1), 2), "{out}");
    assert!(out.contains("caf\u{fffd}.gone"), "{out}");
}
