//! What is no pack, or is too large to keep: it is refused, soon and in a few words.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use polysemy::pack::load::{self, FILE_MAX, Loaded, Origin};
use polysemy::read::diagnostic::Code;
use polysemy::text::Lang;

use crate::packs::{HEADER, at, codes, said};

/// Loads on a thread, so that a load that waits for ever fails the test instead of stopping it.
fn in_time(path: &Path) -> Loaded {
    let (sender, receiver) = mpsc::channel();
    let path = path.to_owned();
    thread::spawn(move || drop(sender.send(Box::new(at(path)))));
    *receiver.recv_timeout(Duration::from_secs(120)).expect("loading comes to an end")
}

/// Asserts that a path is refused with one fault, which is told in a few lines.
fn refused(path: &Path, code: Code) {
    let loaded = in_time(path);
    assert!(loaded.checked.pack.is_none(), "{}", path.display());
    assert_eq!(codes(&loaded), [code], "{}", path.display());
    for lang in Lang::ALL {
        let said = said(&loaded, lang);
        assert!(said.contains(code.name()) && said.lines().count() < 10 && !said.contains('{'), "{said}");
        let name = path.file_name().expect("a name").to_string_lossy();
        assert!(said.contains(&*name) || said.contains(&*path.parent().expect("a folder").to_string_lossy()), "{said}");
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("huge.toml");
    let file = File::create(&path).expect("a file");
    for length in [FILE_MAX + 1, 1 << 40] {
        // A hole: it takes no room on the disk.
        if file.set_len(length).is_ok() {
            refused(&path, Code::FileTooLarge);
        }
    }
}

#[test]
fn files_that_are_too_large_together_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["pack", "a", "b", "c", "d"] {
        File::create(folder.path().join(name).with_extension("toml"))
            .and_then(|file| file.set_len(15 << 20))
            .expect("a file");
    }
    refused(folder.path(), Code::FileTooLarge);
}

#[test]
fn too_many_files_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("pack.toml"), HEADER).expect("a file");
    for i in 0..500 {
        fs::write(folder.path().join(format!("{i}.toml")), "").expect("a file");
    }
    refused(folder.path(), Code::TooManyFiles);
}

#[test]
fn too_many_questions_are_refused() {
    let mut toml = HEADER.to_owned();
    for term in 0..2 {
        let _ = writeln!(toml, "[[term]]\nid = \"t{term}\"\nname = \"t\"");
        for domain in ["dev", "ml"] {
            let _ = writeln!(toml, "[[term.sense]]\ndomain = \"{domain}\"\ngloss = \"g\"");
        }
        for i in 0..10_001 {
            let key = ["dev", "ml"][i % 2];
            let _ = writeln!(
                toml,
                "[[term.question]]\nid = \"q{term}-{i}\"\nkey = \"{key}\"\ntell = \"z\"\nexplanation = \"z\"\n\
                 context.log.text = \"z\""
            );
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.toml");
    fs::write(&path, toml).expect("a file");
    refused(&path, Code::TooManyQuestions);
}

#[test]
fn a_list_that_is_too_long_is_refused_and_soon() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.toml");
    fs::write(&path, HEADER.to_owned() + &"[[term]]\n".repeat(20_001)).expect("a file");
    let loaded = in_time(&path);
    assert!(codes(&loaded).contains(&Code::ListTooLong), "{}", loaded.checked.faults.len());
    assert!(loaded.checked.pack.is_none());
}

#[test]
fn of_very_many_faults_some_are_listed_and_all_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("wrong.toml");
    fs::write(&path, HEADER.to_owned() + &"[[term]]\nwhat = 1\n".repeat(1000)).expect("a file");
    let loaded = in_time(&path);
    assert_eq!(loaded.checked.faults.len(), polysemy::read::FAULTS_MAX);
    assert!(loaded.checked.more >= 1000);
    assert!(said(&loaded, Lang::En).ends_with("more faults, not listed.\n\n"));
}

#[test]
fn an_error_behind_very_many_warnings_is_listed_and_refuses_the_pack() {
    let good = fs::read_to_string("tests/packs/unknown-code-language.toml").expect("a text");
    let (head, odd) = good.split_once("[[term.question]]\nid = \"sample-naps\"").expect("the odd question");
    let odd: String = (0..600).map(|i| format!("[[term.question]]\nid = \"sample-naps-{i}\"{odd}\n")).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("odd.toml");
    fs::write(&path, format!("{head}{odd}")).expect("a file");
    let loaded = in_time(&path);
    assert_eq!((loaded.checked.faults.len(), loaded.checked.more), (polysemy::read::FAULTS_MAX, 100));
    assert!(loaded.checked.pack.is_some());
    fs::write(&path, format!("{head}{odd}what = 1\n")).expect("a file");
    let loaded = in_time(&path);
    assert!(codes(&loaded).contains(&Code::UnknownKey) && loaded.checked.pack.is_none());
}

#[test]
fn deep_nesting_is_a_fault_and_no_crash() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, value) in
        [("lists", "[".repeat(200_000)), ("tables", "{a=".repeat(200_000)), ("keys", "a.".repeat(100_000))]
    {
        let path = folder.path().join(name).with_extension("toml");
        fs::write(&path, format!("{HEADER}deep = {value}")).expect("a file");
        let loaded = in_time(&path);
        assert!(codes(&loaded).contains(&Code::Syntax), "{name}: {:?}", codes(&loaded));
    }
}

#[test]
fn a_path_where_nothing_is_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(&folder.path().join("nothing.toml"), Code::NotFound);
    refused(&folder.path().join("nothing").join("at-all"), Code::NotFound);
}

#[test]
fn a_folder_without_a_header_is_no_pack() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(folder.path(), Code::NoPackToml);
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bytes.toml");
    fs::write(&path, [b'a', 0xff, 0xfe]).expect("a file");
    refused(&path, Code::NotUtf8);
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("marked.toml");
    let good = fs::read_to_string("tests/packs/good-folder/pack.toml").expect("a text");
    fs::write(&path, format!("\u{feff}{good}")).expect("a file");
    assert_eq!(codes(&at(&path)), [Code::NoTerms]);
}

#[test]
fn a_picture_that_is_too_large_is_refused_unread() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = fs::read_to_string("tests/packs/picture-broken.toml").expect("a pack");
    fs::write(folder.path().join("pack.toml"), pack).expect("a file");
    File::create(folder.path().join("picture-broken.png")).expect("a file").set_len(5 << 20).expect("a hole");
    assert_eq!(codes(&at(&folder)), [Code::DataTooLarge]);
}

#[cfg(unix)]
mod on_unix {
    //! Things that only such file systems have.

    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
    }

    #[test]
    fn a_pipe_is_no_file_and_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        pipe(&folder.path().join("pipe.toml"));
        refused(&folder.path().join("pipe.toml"), Code::NotAFile);
        refused(Path::new("/dev/null"), Code::NotAFile);
        assert!(load::header(&Origin::Path(folder.path().join("pipe.toml"))).is_none());
        pipe(&folder.path().join("pack.toml"));
        refused(folder.path(), Code::NotAFile);
        assert_eq!(load::in_folder(folder.path()), [], "no pack among them");
    }

    #[test]
    fn a_symlink_to_nothing_cannot_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("gone.toml");
        symlink(folder.path().join("nowhere"), &path).expect("a link");
        refused(&path, Code::NotFound);
        let around = folder.path().join("around.toml");
        symlink(&around, &around).expect("a link");
        refused(&around, Code::Unreadable);
    }

    #[test]
    fn data_files_are_regular_files_of_the_pack_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pack.toml");
        let good = fs::read_to_string("tests/packs/good.toml").expect("a text");
        fs::write(&path, good).expect("a file");
        let data = folder.path().join("good.csv");
        for make in [
            (|_: &Path| {}) as fn(&Path),
            |data| pipe(data),
            |data| symlink("/etc/passwd", data).expect("a link"),
            |data| fs::create_dir(data).expect("a folder"),
        ] {
            make(&data);
            assert_eq!(codes(&in_time(&path)), [Code::NoDataFile]);
            if !data.is_dir() {
                let _ = fs::remove_file(&data);
            }
        }
    }

    #[test]
    fn no_link_is_followed_on_the_way_to_a_file_of_the_pack() {
        let folder = tempfile::tempdir().expect("a folder");
        let pack = folder.path().join("pack");
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir_all(pack.join("real")).expect("folders");
        fs::create_dir_all(elsewhere.join("deep")).expect("folders");
        let csv = fs::read_to_string("tests/packs/good.toml").expect("a text");
        let picture = fs::read_to_string("tests/packs/picture-broken.toml").expect("a text");
        for (file, from, toml) in
            [("good.csv", "tests/packs/good.csv", csv), ("picture-broken.png", "questions/talk/laptop.png", picture)]
        {
            for at in
                [pack.join(file), pack.join("real").join(file), elsewhere.join(file), elsewhere.join("deep").join(file)]
            {
                fs::copy(from, at).expect("a copy");
            }
            for (link, to) in [("out", elsewhere.as_path()), ("in", &pack.join("real")), ("self", &pack)] {
                let _ = symlink(to, pack.join(link));
            }
            let with = |way: &str| {
                let path = pack.join("pack.toml");
                fs::write(&path, toml.replace(&format!("\"{file}\""), &format!("\"{way}{file}\""))).expect("a file");
                codes(&in_time(&path))
            };
            assert_eq!((with(""), with("real/")), (vec![], vec![]), "{file}");
            for way in ["out/", "out/deep/", "in/", "self/", "self/real/"] {
                assert_eq!(with(way), [Code::NoDataFile], "{way}{file}");
            }
            // On the way to the pack itself, links are as good as folders.
            with("real/");
            let linked = folder.path().join("linked");
            let _ = symlink(&pack, &linked);
            for path in [linked.clone(), linked.join("pack.toml")] {
                assert_eq!(codes(&in_time(&path)), []);
            }
        }
    }

    #[test]
    fn a_link_to_a_pack_is_as_good_as_the_pack() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = fs::canonicalize("tests/packs/good-folder").expect("a folder");
        symlink(target, folder.path().join("linked")).expect("a link");
        assert!(at(folder.path().join("linked")).checked.pack.is_some());
    }
}
