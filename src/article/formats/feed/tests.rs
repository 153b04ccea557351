use super::*;
use crate::article::{Input, format::Hint};

const LONG: &str = "The council met again on Monday and talked about the bridge until late. ";

fn rss() -> String {
    let long = LONG.repeat(20);
    format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Courier &amp; Post</title>\
         <link>https://news.example/</link>\
         <item><title>Whole &amp;#8217;text</title><link>https://news.example/1</link>\
         <pubDate>Tue, 12 Mar 2024 10:15:00 GMT</pubDate><dc:creator>Nora Feld</dc:creator>\
         <description>In short.</description>\
         <content:encoded><![CDATA[<p>{long}</p><p>“No,” said Ada Brandt.</p>]]></content:encoded></item>\
         <item><title>Start only</title><link>https://news.example/2</link>\
         <description>&lt;p&gt;The council met &lt;b&gt;again&lt;/b&gt;.&lt;/p&gt;</description></item>\
         <item><description>No title and no address.</description></item></channel></rss>"
    )
}

fn collection(bytes: &str) -> Collection {
    let hint = Hint { url: Some("https://news.example/feed"), ..Hint::default() };
    match Input::read("feed", bytes.as_bytes().to_vec(), &hint).unwrap() {
        Input::Collection(collection) => collection,
        Input::Article(article) => panic!("not a feed: {}", article.text),
    }
}

#[test]
fn entries_of_rss_are_articles_or_starts_of_them() {
    let feed = collection(&rss());
    assert_eq!(feed.title.as_deref(), Some("The Courier & Post"));
    let [whole, start, bare] = feed.items.as_slice() else { panic!("{:?}", feed.items) };
    assert_eq!(whole.title, "Whole ’text");
    assert_eq!(whole.published.as_deref(), Some("2024-03-12 10:15"));
    assert_eq!(whole.summary.as_deref(), Some("In short."));
    let article = whole.article.as_ref().unwrap();
    assert!(!whole.is_excerpt && article.text.contains("“No,” said Ada Brandt."));
    assert_eq!(article.byline_text().as_deref(), Some("Nora Feld"));
    assert_eq!(article.url.as_deref(), Some("https://news.example/1"));
    assert_eq!(start.summary.as_deref(), Some("The council met again."));
    assert!(start.is_excerpt && start.url.is_some());
    assert!(!bare.is_excerpt && bare.article.as_ref().unwrap().text.contains("No title"));
}

#[test]
fn atom_and_json_are_read_alike() {
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://news.example/a/'><title>Atom</title>\
         <id>x</id><updated>2024-03-12T10:15:00Z</updated><entry><id>y</id><title type='html'>A &lt;i&gt;b&lt;/i&gt;\
         </title><link rel='self' href='https://news.example/self'/><link href='../1'/>\
         <updated>2024-03-12T00:00:00Z</updated><content type='html'>&lt;p&gt;{}&lt;/p&gt;</content></entry></feed>",
        LONG.repeat(20)
    );
    let json = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"JSON\", \"items\": [{{\"id\": \"1\", \
         \"title\": \"A b\", \"url\": \"https://news.example/1\", \"date_published\": \"2024-03-12T00:00:00Z\", \
         \"content_html\": \"<p>{}</p>\"}}]}}",
        LONG.repeat(20)
    );
    for feed in [atom, json] {
        let feed = collection(&feed);
        let [entry] = feed.items.as_slice() else { panic!("{:?}", feed.items) };
        assert_eq!((entry.title.as_str(), entry.url.as_deref()), ("A b", Some("https://news.example/1")));
        assert_eq!(entry.published.as_deref(), Some("2024-03-12"));
        assert!(!entry.is_excerpt);
    }
}

#[test]
fn charsets_are_told_from_the_bytes() {
    let xml = "<?xml version='1.0' encoding='utf-8'?><rss><channel><item><title>café “x”</title></item></channel></rss>";
    let wide: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (narrow, _, _) = encoding_rs::WINDOWS_1252.encode(xml);
    let json = "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"title\": \"café “x”\"}]}";
    let marked = |text: &str| [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let all = [
        [b"\xff\xfe", wide.as_slice()].concat(),
        narrow.into_owned(),
        xml.into(),
        marked(xml),
        json.into(),
        marked(json),
    ];
    for bytes in all {
        let Input::Collection(feed) = Input::read("feed", bytes, &Hint::default()).unwrap() else {
            panic!("not a feed")
        };
        assert_eq!(feed.items[0].title, "café “x”");
    }
}

#[test]
fn the_warnings_of_the_program_that_has_made_a_feed_are_none_of_it() {
    let warning =
        "<br />\n<b>Notice</b>: Undefined index: {lang} in <b>/srv/feed.php</b> on line <b>7</b><br />\n";
    let json = "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"Bread\", \"items\": [{\"title\": \"One\"}]}";
    let xml = "<?xml version='1.0'?><rss><channel><title>Bread</title><item><title>One</title></item></channel></rss>";
    for feed in [json, xml] {
        let feed = collection(&[warning, feed, "\n", warning].concat());
        let titles: Vec<&str> = feed.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!((feed.title.as_deref(), titles), (Some("Bread"), vec!["One"]));
    }
}

#[test]
fn elements_of_a_feed_may_have_a_prefix() {
    for (root, entry, namespace) in [
        ("rss", "item", "http://backend.userland.com/rss2"),
        ("feed", "entry", "http://purl.org/atom/ns#"),
        ("feed", "entry", "http://www.w3.org/2005/Atom"),
    ] {
        let feed = collection(&format!(
            "<p:{root} xmlns:p='{namespace}' xmlns:h='http://www.w3.org/1999/xhtml'><p:title>Bread</p:title>\
             <p:{entry}><p:title>One</p:title><p:content type='xhtml'><h:div><h:p>It rained.</h:p></h:div></p:content>\
             </p:{entry}></p:{root}>"
        ));
        let text = &feed.items[0].article.as_ref().unwrap().text;
        assert_eq!(text.trim(), "One\n\nIt rained.", "{namespace}");
    }
}

#[test]
fn a_date_that_means_none_is_not_shown() {
    let of = |date: &str| {
        let entry = format!("<item><title>a</title><pubDate>{date}</pubDate></item>");
        collection(&format!("<rss version='2.0'><channel>{entry}</channel></rss>")).items[0].published.clone()
    };
    assert_eq!(of("Thu, 01 Jan 1970 00:00:00 GMT"), None);
    assert_eq!(of("Sun, 30 Nov -0001 00:00:00 +0000"), None);
    assert_eq!(of("Thu, 01 Jan 1970 10:30:00 GMT").as_deref(), Some("1970-01-01 10:30"));
    let json = "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"title\": \"a\", \
        \"date_published\": \"0001-01-01T00:00:00Z\", \"date_modified\": \"2018-05-08T10:15:00Z\"}]}";
    assert_eq!(collection(json).items[0].published.as_deref(), Some("2018-05-08 10:15"));
}

#[test]
fn a_broken_feed_is_told_in_a_line() {
    let hint = Hint::default();
    for broken in ["<rss version='2.0'><channel><item></channel>", "<rss", "<feed>\u{0}</entry>"] {
        match Input::read("f.rss", broken.as_bytes().to_vec(), &hint) {
            Ok(Input::Collection(feed)) => assert!(feed.items.len() <= 1),
            Ok(Input::Article(article)) => panic!("{}", article.text),
            Err(error) => assert!(error.to_string().starts_with("f.rss"), "{error}"),
        }
    }
}

#[test]
fn a_text_that_is_escaped_twice_is_read_as_it_was_meant() {
    let of = |text: &str| {
        let feed = collection(&format!(
            "<rss version='2.0'><channel><item><title>a</title><description>{text}</description></item></channel></rss>"
        ));
        feed.items[0].article.as_ref().unwrap().text.clone()
    };
    let twice = "&amp;lt;p&amp;gt;It met &amp;amp; left.&amp;lt;/p&amp;gt;";
    assert_eq!(of(twice), "a\n\nIt met & left.");
    let about = "&lt;p&gt;An &amp;lt;p&amp;gt; begins a paragraph.&lt;/p&gt;";
    assert_eq!(of(about), "a\n\nAn <p> begins a paragraph.");
}

/// Memory, stack and time stay bounded.
#[test]
fn deep_and_multiplying_feeds_do_no_harm() {
    let deep = format!("<rss version='2.0'><channel><item>{}", "<a>".repeat(100_000));
    let html = format!(
        "<rss version='2.0'><channel><item><description><![CDATA[{}x]]></description></item></channel></rss>",
        "<div>".repeat(100_000)
    );
    let laughs = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>\
        <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d SYSTEM 'file:///etc/passwd'>]>\
        <rss version='2.0'><channel><item><title>&c;&d;</title></item></channel></rss>";
    for bytes in [deep.as_str(), &html, laughs] {
        if let Ok(Input::Collection(feed)) = Input::read("f.rss", bytes.as_bytes().to_vec(), &Hint::default())
        {
            let titles: usize = feed.items.iter().map(|item| item.title.len()).sum();
            assert!(titles < 1000);
        }
    }
}

#[test]
fn long_summaries_are_cut_between_words() {
    let cut = line(&"wörd ".repeat(300), SUMMARY).unwrap();
    assert!(cut.len() <= SUMMARY + 3 && cut.ends_with("wörd…"), "{cut}");
}
