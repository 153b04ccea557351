//! Tells the build whether the files of the careful model are here: a package of the registry comes without them.

use std::{env, path::Path};

const FOLDER: &str = "assets/model/careful/weights";

fn main() {
    println!("cargo::rustc-check-cfg=cfg(careful)");
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    if Path::new(&root).join(FOLDER).join("encoder.onnx").exists() {
        println!("cargo::rustc-cfg=careful");
    }
}
