//! `dixit config`: prints the settings in effect as TOML, each with a description and where it is set; or a JSON schema
//! of such a file.

use super::{keymap, print};
use crate::{
    error::Error,
    export::citation,
    printable,
    reader::keymap::{COMMANDS, Keymap, Mode},
    settings::{Entry, Feed, Settings, SettingsError, Shape, Share, TABLE},
};
use serde_json::{Map, Value, json};
use std::{env, fmt::Write as _, path::PathBuf, process::ExitCode};

/// Prints the path of the settings file, whether it exists or not.
pub(super) fn path() -> Result<ExitCode, Error> {
    let path = found()?;
    print(format!("{}\n", printable::line(&path.display().to_string())).as_bytes())
}

/// Prints the JSON schema of the settings file.
pub(super) fn schema() -> Result<ExitCode, Error> {
    print(format!("{:#}\n", schema_of(TABLE)).as_bytes())
}

/// Prints the settings in effect.
pub(super) fn run() -> Result<ExitCode, Error> {
    let path = found()?;
    let (settings, names) = Settings::of_user_with_names()?;
    let keymap = keymap(&settings)?;
    let file = printable::line(&path.display().to_string());
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    print(toml(&settings, &keymap, &names, &file, variable).as_bytes())
}

fn found() -> Result<PathBuf, SettingsError> {
    Settings::path().ok_or_else(|| SettingsError::Problem {
        name: "config.toml".to_owned(),
        problem: "there is no home folder to look for it in; set HOME or XDG_CONFIG_HOME".to_owned(),
    })
}

/// The settings as TOML. Two comment lines above each say what it is, and where it is set: in `file`, which sets those
/// in `names`, in the environment, or nowhere.
fn toml(
    settings: &Settings,
    keymap: &Keymap,
    names: &[String],
    file: &str,
    variable: impl Fn(&str) -> Option<String>,
) -> String {
    let mut out = format!("# The settings of dixit as they hold now; its file is {file}\n");
    for entry in TABLE {
        out.push_str("\n# ");
        out.push_str(entry.help);
        out.push_str(&allowed(&entry.shape));
        out.push_str("\n# ");
        out.push_str(&set_where(entry, names, file, &variable));
        out.push('\n');
        match &entry.shape {
            Shape::Choice { is, .. } => line(&mut out, entry.name, &quoted(&is(settings))),
            Shape::Number { is, .. } => line(&mut out, entry.name, &is(settings).to_string()),
            Shape::Switch(is) => line(&mut out, entry.name, &is(settings).to_string()),
            Shape::Citation(is) => match is(settings) {
                Some(template) => line(&mut out, entry.name, &quoted_in_a_line(template)),
                None => line(&mut out, &format!("# {}", entry.name), &quoted_in_a_line(citation::TEMPLATE)),
            },
            Shape::Themes(is) => {
                out.push_str("[theme]\n");
                line(&mut out, "light", &quoted(&is(settings).light));
                line(&mut out, "dark", &quoted(&is(settings).dark));
            }
            Shape::Feeds => feeds(&mut out, &settings.feeds),
            Shape::Shares => shares(&mut out, &settings.share),
            Shape::Keys => keys(&mut out, keymap),
        }
    }
    out
}

fn line(out: &mut String, name: &str, value: &str) {
    // Writing into a string cannot fail.
    let _ = writeln!(out, "{name} = {value}");
}

/// `text` as a TOML string.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// `text` as a TOML string on one line. JSON escapes are valid in TOML as well.
fn quoted_in_a_line(text: &str) -> String {
    Value::from(text).to_string()
}

/// The values that a setting may have, to end its description.
fn allowed(shape: &Shape) -> String {
    match shape {
        Shape::Choice { of, .. } => {
            let names: Vec<String> = of().into_iter().map(|(name, _)| name).collect();
            format!(": {}", names.join(", "))
        }
        Shape::Number { bounds: (least, most), .. } => format!(": {least} to {most}"),
        Shape::Switch(_) => ": true, false".to_owned(),
        Shape::Citation(_) | Shape::Themes(_) | Shape::Feeds | Shape::Shares | Shape::Keys => String::new(),
    }
}

/// Where a setting is set, and what overrides it.
fn set_where(
    entry: &Entry,
    names: &[String],
    file: &str,
    variable: impl Fn(&str) -> Option<String>,
) -> String {
    let is_set = names.iter().any(|name| name == entry.name);
    let mut words = if is_set { format!("set in {file}") } else { "default".to_owned() };
    if let Some(name) = entry.variable.filter(|name| !is_set && variable(name).is_some()) {
        words = format!("{words}, and {name} is set in the environment");
    }
    if let Some(flag) = entry.flag {
        words = format!("{words}; {flag} goes before it");
    }
    words
}

fn feeds(out: &mut String, feeds: &[Feed]) {
    if feeds.is_empty() {
        out.push_str("# [[feeds]]\n# url = \"https://news.example/feed.xml\"\n# name = \"The Example\"\n");
    }
    for Feed { url, name } in feeds {
        out.push_str("[[feeds]]\n");
        line(out, "url", &quoted(url));
        if let Some(name) = name {
            line(out, "name", &quoted(name));
        }
    }
}

fn shares(out: &mut String, shares: &[Share]) {
    if shares.is_empty() {
        out.push_str(
            "# [[share]]\n# name = \"post\"\n# command = [\"toot\", \"post\", \"{citation}\"]\n# key = \"ctrl-s\"\n",
        );
    }
    for Share { name, command, key, .. } in shares {
        out.push_str("[[share]]\n");
        line(out, "name", &quoted(name));
        let command: Vec<String> = command.iter().map(|argument| quoted_in_a_line(argument)).collect();
        line(out, "command", &format!("[{}]", command.join(", ")));
        if let Some(key) = key {
            line(out, "key", &quoted(key));
        }
    }
}

/// The table of keys: each command in its own mode, and other bindings in the tables of their modes.
fn keys(out: &mut String, keymap: &Keymap) {
    let listed = |keys: Vec<crate::reader::keymap::Key>| {
        let names: Vec<String> = keys.into_iter().map(|key| quoted(&key.name())).collect();
        format!("[{}]", names.join(", "))
    };
    out.push_str("[keys]\n");
    for definition in COMMANDS {
        let value = format!("{}  # {}", listed(keymap.keys(definition)), definition.help);
        line(out, definition.name, &value);
    }
    for mode in Mode::ALL {
        let others = COMMANDS.iter().filter(|definition| definition.group.mode() != mode);
        let bound: Vec<_> = others
            .map(|definition| (definition.name, keymap.keys_in(definition, mode)))
            .filter(|(_, keys)| !keys.is_empty())
            .collect();
        if !bound.is_empty() {
            let _ = writeln!(out, "\n[keys.{}]", mode.name());
        }
        for (name, keys) in bound {
            line(out, name, &listed(keys));
        }
    }
}

/// The JSON schema of the settings file.
fn schema_of(table: &[Entry]) -> Value {
    let default = Settings::default();
    let properties: Map<String, Value> = table
        .iter()
        .map(|entry| {
            let mut property = match &entry.shape {
                Shape::Choice { of, is } => {
                    let choices: Vec<Value> = of()
                        .into_iter()
                        .map(|(name, help)| json!({"const": name, "description": help}))
                        .collect();
                    json!({"type": "string", "oneOf": choices, "default": is(&default)})
                }
                Shape::Number { bounds: (least, most), is } => {
                    json!({"type": "integer", "minimum": least, "maximum": most, "default": is(&default)})
                }
                Shape::Switch(is) => json!({"type": "boolean", "default": is(&default)}),
                Shape::Citation(_) => json!({"type": "string", "default": citation::TEMPLATE}),
                Shape::Themes(is) => json!({"type": "object", "properties": {
                    "light": {"type": "string", "default": is(&default).light},
                    "dark": {"type": "string", "default": is(&default).dark},
                }, "additionalProperties": false}),
                Shape::Feeds => json!({"type": "array", "items": {
                    "type": "object",
                    "properties": {"url": {"type": "string"}, "name": {"type": "string"}},
                    "required": ["url"],
                    "additionalProperties": false,
                }}),
                Shape::Shares => json!({"type": "array", "items": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
                        "command": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                        "key": {"type": "string"},
                    },
                    "required": ["name", "command"],
                    "additionalProperties": false,
                }}),
                Shape::Keys => keys_schema(),
            };
            property["description"] = json!(entry.help);
            (entry.name.to_owned(), property)
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The settings of dixit",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": {"keys": {
            "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        }},
    })
}

fn keys_schema() -> Value {
    let bound = |commands: &mut dyn Iterator<Item = &'static crate::reader::keymap::Definition>| {
        commands
            .map(|definition| {
                let value = json!({"$ref": "#/$defs/keys", "description": definition.help});
                (definition.name.to_owned(), value)
            })
            .collect::<Map<String, Value>>()
    };
    let mut properties = bound(&mut COMMANDS.iter());
    properties.extend(Mode::ALL.map(|mode| {
        let commands = bound(&mut COMMANDS.iter().filter(|definition| mode.admits(definition)));
        let table = json!({"type": "object", "properties": commands, "additionalProperties": false});
        (mode.name().to_owned(), table)
    }));
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Position;

    /// Every setting with a choice, at another value than its default.
    const OTHER: &str = "width = 66\ncolor = \"never\"\nlinks = \"always\"\nmouse = false\nquotes = \"all\"\n\
        model = \"quick\"\npositions = \"nothing\"\nrecent = \"nothing\"\nlibrary = \"everything\"\nlargest_input_mb = 7\n\
        glyphs = \"ascii\"\ncitation = \"{quote} ({speaker})\\n\"\n[theme]\nlight = \"sixteen\"\n\
        [[feeds]]\nurl = \"https://a.example/\"\nname = \"A \\\"b\\\" #\\n\"\n[[feeds]]\nurl = \"https://b.example/\"\n\
        [[share]]\nname = \"post\"\ncommand = [\"toot\", \"a\\n{quote}\"]\nkey = \"ctrl-s\"\n\
        [[share]]\nname = \"other\"\ncommand = [\"x\"]\n[keys]\nnext-quote = [\"j\", \"ctrl-n\"]\nsort-list = []\n[keys.actors]\nnext-pane = \"x\"\n";

    fn printed(settings: &Settings) -> String {
        let keymap = Keymap::with(&settings.keys).unwrap();
        toml(settings, &keymap, &["width".to_owned()], "/etc/x.toml", |name| {
            (name == "NO_COLOR").then(|| "1".to_owned())
        })
    }

    #[test]
    fn what_is_printed_reads_back_as_the_same() {
        for text in ["", OTHER] {
            let settings = Settings::parse(text).unwrap();
            let keymap = Keymap::with(&settings.keys).unwrap();
            let out = printed(&settings);
            let again = Settings::parse(&out).unwrap();
            let again_keymap = Keymap::with(&again.keys).unwrap();
            for definition in COMMANDS {
                for mode in Mode::ALL {
                    let (one, other) =
                        (keymap.keys_in(definition, mode), again_keymap.keys_in(definition, mode));
                    assert_eq!(one, other, "{} in {mode:?}", definition.name);
                }
            }
            assert_eq!(printed(&again), out);
            let plain = |mut settings: Settings| {
                settings.share.iter_mut().for_each(|share| share.key_at = Position::default());
                Settings { keys: Vec::new(), largest_input_mb: None, ..settings }
            };
            assert_eq!(plain(again), plain(settings));
        }
    }

    #[test]
    fn it_is_said_where_a_setting_is_set() {
        let out = printed(&Settings::default());
        let after = |name: &str| {
            let before = out.lines().zip(out.lines().skip(1)).find(|(_, line)| line.starts_with(name));
            before.unwrap().0.to_owned()
        };
        assert_eq!(after("width ="), "# set in /etc/x.toml; --width goes before it");
        assert_eq!(
            after("color ="),
            "# default, and NO_COLOR is set in the environment; --color goes before it"
        );
        assert_eq!(after("positions ="), "# default");
    }

    #[test]
    fn file_table_and_schema_know_the_same() {
        let names: Vec<&str> = TABLE.iter().map(|entry| entry.name).collect();
        // The error message for an unknown setting lists the known ones.
        let refused = Settings::parse("nothing_of_this_name = 1\n").unwrap_err();
        let (_, known) = refused.split_once("expected one of ").unwrap();
        let mut known: Vec<&str> = known.split(", ").map(|name| name.trim_matches('`')).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        known.sort_unstable();
        assert_eq!(sorted, known, "src/settings/table.rs tells all settings");

        let schema = schema_of(TABLE);
        let properties = schema["properties"].as_object().unwrap();
        assert_eq!(properties.len(), names.len());
        for entry in TABLE {
            let property = &properties[entry.name];
            let tries: Vec<(String, bool)> = match &entry.shape {
                Shape::Choice { of, .. } => {
                    let mut tries: Vec<_> = of().into_iter().map(|(name, _)| (quoted(&name), true)).collect();
                    assert_eq!(property["oneOf"].as_array().unwrap().len(), tries.len());
                    tries.push((quoted("nonsense"), false));
                    tries
                }
                Shape::Number { bounds: (least, most), .. } => {
                    let number = |number: u32| number.to_string();
                    vec![
                        (number(*least), true),
                        (number(*most), true),
                        (number(least - 1), false),
                        (number(most + 1), false),
                    ]
                }
                Shape::Switch(_) => vec![("true".to_owned(), true), ("1".to_owned(), false)],
                Shape::Citation(_) => vec![("\"{quote}\"".to_owned(), true), ("1".to_owned(), false)],
                Shape::Themes(_) => {
                    vec![("{ light = \"day\" }".to_owned(), true), ("{ nigth = \"day\" }".to_owned(), false)]
                }
                Shape::Feeds | Shape::Shares | Shape::Keys => Vec::new(),
            };
            for (value, holds) in tries {
                let file = format!("{} = {value}\n", entry.name);
                assert_eq!(Settings::parse(&file).is_ok(), holds, "{file}");
            }
        }
        let commands = properties["keys"]["properties"].as_object().unwrap();
        assert!(COMMANDS.iter().all(|definition| commands.contains_key(definition.name)));
        assert_eq!(commands.len(), COMMANDS.len() + Mode::ALL.len());
    }
}
