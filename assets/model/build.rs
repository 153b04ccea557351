//! Sets the cfg `careful` where the weights of the careful model are present: packages of the registry do not contain
//! them.

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
