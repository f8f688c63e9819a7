//! Declares the sentences of `assets/lang` in Rust: a struct for each table, a field for each sentence. So none is listed a
//! second time, and one that the program does not say is a field that is never read.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use toml::Table;

/// What is said on the screens of the game, and everywhere else. English decides; other languages are held to it when they
/// are read.
const FILES: [&str; 2] = ["assets/lang/en.toml", "assets/lang/en.cli.toml"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut code = String::new();
    for file in FILES {
        println!("cargo::rerun-if-changed={file}");
        let parts: Table = toml::from_str(&fs::read_to_string(file)?)?;
        for (part, sentences) in &parts {
            let names: Vec<&str> = sentences.as_table().into_iter().flat_map(Table::keys).map(String::as_str).collect();
            code += &format!("sentences! {{ {} {{ {} }} }}\n", camel(part), names.join(", "));
        }
        if !parts.contains_key("ui") {
            let parts: Vec<String> = parts.keys().map(|part| format!("{part}: {}", camel(part))).collect();
            code += &format!("spoken! {{ {} }}\n", parts.join(", "));
        }
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("sentences.rs"), code)?;
    Ok(())
}

/// The name of a part as that of a type.
fn camel(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}
