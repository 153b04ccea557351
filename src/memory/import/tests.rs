use super::*;

fn read(bytes: &str) -> Export {
    Export::read(bytes.as_bytes()).unwrap()
}

/// What is saved, a line an article: address, title, tags, time, and whether it is read.
fn told(export: &Export) -> Vec<String> {
    let line = |saved: &Saved| {
        let when = saved.when.map_or("-".to_owned(), |when| when.to_string());
        let read = if saved.is_read { " read" } else { "" };
        format!("{} {:?} {:?} {when}{read}", saved.address, saved.title, saved.tags)
    };
    export.saved.iter().map(line).collect()
}

#[test]
fn a_table_of_pocket_is_read() {
    let export = read(
        "\u{feff}title,url,time_added,tags,status\n\
         \"The mill, at last\",https://news.example/mill,1700000000,town|mills,unread\n\
         https://news.example/b,https://news.example/b,1700000001,,archive\n",
    );
    assert_eq!(
        told(&export),
        [
            "https://news.example/mill \"The mill, at last\" [\"town\", \"mills\"] 1700000000",
            "https://news.example/b \"https://news.example/b\" [] 1700000001 read"
        ]
    );
    // What is called by its address has no title.
    assert_eq!(export.saved[1].deferred(0).unwrap().title, "");
}

#[test]
fn a_table_of_instapaper_is_read() {
    let export = read(
        "URL,Title,Selection,Folder,Timestamp,Tags\n\
         https://news.example/a,A bridge,,Unread,1600000000,\"[\"\"rivers\"\"]\"\n\
         https://news.example/b,B,,Archive,1600000001,[]\n\
         https://news.example/c,C,,Recipes,1600000002,\n",
    );
    assert_eq!(
        told(&export),
        [
            "https://news.example/a \"A bridge\" [\"rivers\"] 1600000000",
            "https://news.example/b \"B\" [] 1600000001 read",
            "https://news.example/c \"C\" [\"Recipes\"] 1600000002"
        ]
    );
}

#[test]
fn a_page_of_pocket_is_read() {
    let export = read(
        "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>\
         <li><a href=\"https://news.example/a?x=1&amp;y=2\" time_added=\"1500000000\" tags=\"town,mills\">Mill &amp; sons</a></li>\
         <li><a href=\"https://news.example/help\">no saved article</a></li>\
         </ul><h1>Read Archive</h1><ul><li><a href='https://news.example/b' time_added='1500000001' tags=''>B</ul>",
    );
    assert_eq!(
        told(&export),
        [
            "https://news.example/a?x=1&y=2 \"Mill & sons\" [\"town\", \"mills\"] 1500000000",
            "https://news.example/b \"B\" [] 1500000001 read"
        ]
    );
    assert!(Export::read(b"<html><a href='https://x.example'>x</a>").is_err());
}

#[test]
fn a_list_of_wallabag_is_read_with_its_texts() {
    let export = read(
        r#"[{"id": 3, "is_archived": 0, "title": "The ferry", "url": "https://news.example/ferry", "tags": ["boats"],
            "created_at": "2023-11-14T23:13:20+0100", "published_at": "2023-11-12T10:00:00+0100",
            "published_by": ["Ida Brandt"], "content": "<p>“It sails at noon,” said Edwin Moss, the captain.</p>"},
           {"is_archived": 1, "title": "B", "url": "https://news.example/b", "tags": [{"label": "b"}], "content": "  "}]"#,
    );
    assert_eq!(
        told(&export),
        [
            "https://news.example/ferry \"The ferry\" [\"boats\"] 1700000000",
            "https://news.example/b \"B\" [\"b\"] - read"
        ]
    );
    let article = export.saved[0].article().unwrap().unwrap();
    assert!(article.text.contains("“It sails at noon,” said Edwin Moss, the captain."), "{}", article.text);
    assert_eq!(article.title_text().as_deref(), Some("The ferry"));
    assert_eq!(article.url.as_deref(), Some("https://news.example/ferry"));
    assert_eq!(article.date().as_deref(), Some("2023-11-12"));
    assert_eq!(export.saved[1].article().unwrap(), None);
}

#[test]
fn a_list_of_omnivore_names_its_files() {
    let export = read(
        r#"[{"id": "1", "slug": "the-ferry-18b", "title": "The ferry", "author": "Ida Brandt", "state": "Archived",
            "url": "https://news.example/ferry", "labels": ["boats"], "savedAt": "2023-11-14T22:13:20.000Z"},
           {"slug": "../../secret", "title": "B", "url": "https://news.example/b", "state": "Active", "labels": []}]"#,
    );
    assert_eq!(
        told(&export),
        [
            "https://news.example/ferry \"The ferry\" [\"boats\"] 1700000000 read",
            "https://news.example/b \"B\" [] -"
        ]
    );
    let files: Vec<_> = export.saved.iter().map(|saved| saved.file.as_deref()).collect();
    assert_eq!(files, [Some("the-ferry-18b.html"), None]);
}

#[test]
fn what_is_wrong_with_one_costs_only_that_one() {
    let export = read(
        "title,url,time_added,tags,status\n\
         A,javascript:alert(1),1,,unread\nB,file:///etc/passwd,1,,unread\nC\n,,,,\n\
         \u{1b}[2JD,https://news.example/d,soon,,unread\n",
    );
    assert_eq!(told(&export), ["https://news.example/d \"\\u{1b}[2JD\" [] -"]);
    assert_eq!(
        export.problems,
        [
            "entry 1: no address of the web: javascript:alert(1)",
            "entry 2: no address of the web: file:///etc/passwd",
            "entry 3: it ends before its address",
            "entry 4: it has no address"
        ]
    );
    let export = read(r#"[7, {"url": 3}, {"url": "https://news.example/a", "tags": [null, 5, "x"]}]"#);
    assert_eq!(export.problems, ["entry 1: it is no saved article", "entry 2: it has no address"]);
    assert_eq!(export.saved[0].tags, ["x"]);
}

#[test]
fn a_field_of_another_form_costs_only_itself() {
    let export = read(
        r#"[{"url": "https://news.example/a", "title": 5, "tags": "town", "created_at": {"date": "soon"}, "content": ["<p>"],
             "published_at": false, "published_by": 7, "is_archived": "1", "state": [], "slug": 3}]"#,
    );
    assert_eq!(told(&export), ["https://news.example/a \"\" [\"town\"] - read"]);
    assert_eq!((export.saved[0].page.as_deref(), export.problems.len()), (None, 0));
}

#[test]
fn of_a_list_that_is_damaged_what_stands_before_counts() {
    let export = read("[{\"url\": \"https://news.example/a\"},\n {\"url\": \"https://news.exa");
    assert_eq!(told(&export), ["https://news.example/a \"\" [] -"]);
    assert_eq!(
        export.problems,
        ["it is damaged in line 2, column 26, behind entry 1, and nothing after that is read"]
    );
}

#[test]
fn times_are_read_as_services_write_them() {
    for written in [
        "1700000000",
        "1700000000123",
        "2023-11-14T23:13:20+0100",
        "2023-11-14T22:13:20.000Z",
        "2023-11-14 22:13:20",
        "2023-11-14T22:13:20",
    ] {
        assert_eq!(seconds(written), Some(1_700_000_000), "{written}");
    }
    for written in ["-5", "", "soon", "2023-13-01T00:00:00Z", "1e9"] {
        assert_eq!(seconds(written), None, "{written}");
    }
}

#[test]
fn of_a_packed_export_the_lists_are_found_and_nothing_is_unpacked_without_end() {
    let zeros = vec![b' '; 17 << 20];
    let packed = zip(&[
        ("omnivore/metadata_0_to_20.json", b"[{\"url\": \"https://news.example/a\", \"slug\": \"a\"}]"),
        ("omnivore/content/a.html", b"<p>It stays."),
        ("omnivore/highlights/a.html", b"<p>"),
        ("__MACOSX/omnivore/._metadata_0_to_20.json", b"x"),
        ("part_000000.csv", &zeros),
    ]);
    let mut archive = Archive::open(packed.clone(), 1 << 30).unwrap();
    assert_eq!(archive.lists(), ["omnivore/metadata_0_to_20.json", "part_000000.csv"]);
    assert_eq!(archive.list("omnivore/metadata_0_to_20.json").unwrap().saved.len(), 1);
    assert_eq!(archive.read("omnivore/content/a.html").unwrap(), b"<p>It stays.");
    assert_eq!(archive.read("omnivore/content/b.html"), Err("it is not there".to_owned()));
    assert_eq!(archive.read("part_000000.csv"), Err("it unpacks to more than 15 MB".to_owned()));
    assert!(archive.read("omnivore/content/a.html").is_err(), "all of it counts together");
    let mut small = Archive::open(packed.clone(), 1 << 20).unwrap();
    assert_eq!(small.read("part_000000.csv"), Err("it unpacks to more than 1 MB".to_owned()));
    assert!(Archive::is(&packed) && !Archive::is(b"title,url"));
    assert!(Archive::open(packed[..packed.len() / 2].to_vec(), 1 << 20).is_err());
}

/// An archive with these files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_export_is_refused() {
    for bytes in
        ["", "Just words, and more.\nAnd so on.", "{\"url\": \"https://a.example\"}", "[{]", "a,b\n1,2\n"]
    {
        assert!(Export::read(bytes.as_bytes()).is_err(), "{bytes}");
    }
}
