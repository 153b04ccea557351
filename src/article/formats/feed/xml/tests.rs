use super::*;

fn feed(text: &str) -> Feed {
    read(text).unwrap()
}

fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.title.as_deref().unwrap_or_default()).collect()
}

#[test]
fn what_can_be_read_of_a_broken_feed_is() {
    let whole = feed(
        "<!DOCTYPE rss [<!ENTITY dash '&#8211;'>]><rss><channel><title>Bread & tea</title><item><title>One &dash; \u{1}and\
         </title><link>/?a=1&b=2</link></item><item><title>2 < 3</title><image><title>no</title></image></channel></rss>",
    );
    assert_eq!(whole.title.as_deref(), Some("Bread & tea"));
    assert_eq!(titles(&whole), ["One – and", "2 < 3"]);
    assert_eq!(whole.entries[0].address.as_deref(), Some("/?a=1&b=2"));
    assert_eq!(whole.caveat, None);
    let cut = feed("<rss><channel><item><title>One</title><description>It rained and then");
    assert_eq!(cut.entries[0].summary, Some(Body::Plain("It rained and then".to_owned())));
    assert_eq!((titles(&cut), cut.caveat), (vec!["One"], Some(Caveat::CutShort)));
    let unclosed = feed("<rss><channel><item><title>One<item><title>Two</item></channel></rss>");
    assert_eq!(titles(&unclosed), ["One", "Two"]);
}

#[test]
fn what_names_no_author_is_by_who_writes_the_feed() {
    let read = feed(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Bread</title><author><name>Ada B</name></author>\
         <entry><title>One</title></entry><entry><title>Two</title><author><name>Cy D</name></author></entry></feed>",
    );
    let authors: Vec<_> = read.entries.iter().map(|entry| entry.authors.concat()).collect();
    assert_eq!((titles(&read), authors), (vec!["One", "Two"], vec!["Ada B".to_owned(), "Cy D".to_owned()]));
}

#[test]
fn text_is_found_where_feeds_have_it() {
    let read = feed(
        "<rss xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:m='http://search.yahoo.com/mrss/'><channel>\
         <item><i:title>A talk</i:title><i:author>Ada</i:author><i:summary>a\n\nb</i:summary></item>\
         <item><m:group><m:title>Film</m:title><m:description>c</m:description></m:group></item>\
         <item><description><p>d <b>e</b><br/>f</p></description><author>g@h.example (Ada B)</author></item></channel></rss>",
    );
    let [talk, film, bare] = read.entries.as_slice() else { panic!("{read:?}") };
    assert_eq!(talk.summary, Some(Body::Plain("a\n\nb".to_owned())));
    assert_eq!(
        (titles(&read), talk.authors.as_slice()),
        (vec!["A talk", "Film", ""], &["Ada".to_owned()][..])
    );
    assert_eq!(film.summary, Some(Body::Plain("c".to_owned())));
    assert_eq!(bare.summary, Some(Body::Html("<p>d <b>e</b><br/>f</p>".to_owned())));
    assert_eq!(bare.authors, ["Ada B"]);
}

#[test]
fn atom_says_how_its_texts_are_written() {
    let read = feed(
        "<feed xml:base='https://x.example/a/'><entry xml:base='b/'><title type='text'>The &lt;p&gt; &amp;amp;</title>\
         <author><name>Ada</name><uri>x</uri></author><link href='../c'/><updated>2024-03-12T01:00:00+02:00</updated>\
         <source><title>no</title></source>\
         <content type='xhtml'><h:div xmlns:h='x'><h:p>a &lt;b></h:p><title/></h:div></content></entry></feed>",
    );
    let [entry] = read.entries.as_slice() else { panic!("{read:?}") };
    assert_eq!(entry.title.as_deref(), Some("The &lt;p> &amp;amp;"));
    assert_eq!(entry.content, Some(Body::Html("<div xmlns:h='x'><p>a &lt;b></p><title/></div>".to_owned())));
    assert_eq!(entry.address.as_deref(), Some("https://x.example/a/c"));
    assert_eq!(
        (entry.authors.as_slice(), entry.published.as_deref()),
        (&["Ada".to_owned()][..], Some("2024-03-11 23:00"))
    );
}

#[test]
fn what_has_no_end_is_read_once() {
    for unit in ["<a>", "<item>", "<title>", "<a b='", "&#", "<![CDATA[", "</a>", "<item><a><a>"] {
        let _ = read(&format!("<rss><channel>{}", unit.repeat(100_000)));
    }
}
