//! The table of commands: each with its name, its line of help and its default keys.

use super::{Definition, Group, Key};
use crossterm::event::KeyCode;

const fn c(c: char) -> Key {
    Key::Char(c)
}

const fn ctrl(c: char) -> Key {
    Key::Ctrl(c)
}

const fn code(code: KeyCode) -> Key {
    Key::Code(code)
}

/// Defines [`Command`] and [`COMMANDS`] from one list, so that no command is without a name or a line of help.
macro_rules! commands {
    ($($group:ident { $($command:ident = $name:literal, [$($key:expr),*], $help:literal;)* })*) => {
        /// A command. What it does depends on the mode and on the pane that has the focus.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[doc = $help] $command,)*)*
        }

        /// All commands, in the order in which the help lists those of a group.
        pub const COMMANDS: &[Definition] = &[
            $($(Definition {
                command: Command::$command,
                name: $name,
                help: $help,
                group: Group::$group,
                keys: &[$($key),*],
            },)*)*
        ];
    };
}

// Each group holds commands, with name, default keys (the best known first) and line of help.
commands! {
    Moving {
        Down = "down", [c('j'), code(KeyCode::Down)],
            "one line down, or the next in a list";
        Up = "up", [c('k'), code(KeyCode::Up)],
            "one line up, or the previous in a list";
        PageDown = "page-down", [c(' '), code(KeyCode::PageDown), ctrl('f')],
            "a page down";
        PageUp = "page-up", [c('b'), code(KeyCode::PageUp), ctrl('b')],
            "a page up";
        HalfPageDown = "half-page-down", [c('d'), ctrl('d')],
            "half a page down";
        HalfPageUp = "half-page-up", [c('u'), ctrl('u')],
            "half a page up";
        NextParagraph = "next-paragraph", [c('}')],
            "next paragraph";
        PreviousParagraph = "previous-paragraph", [c('{')],
            "previous paragraph";
        Top = "top", [c('g'), code(KeyCode::Home)],
            "to the top";
        Bottom = "bottom", [c('G'), code(KeyCode::End)],
            "to the bottom; 5G: to paragraph or entry 5";
        Count = "count", [Key::Digit],
            "repeat what follows: 5j, 3n";
    }
    Jumping {
        JumpBack = "jump-back", [ctrl('o'), c('(')],
            "back to where the last jump began";
        JumpForward = "jump-forward", [ctrl('i'), c(')')],
            "forth again";
        SetMark = "set-mark", [c('m')],
            "mark this place with a letter: ma";
        GoToMark = "go-to-mark", [c('\'')],
            "to that mark: 'a; '': to before the last jump";
        Contents = "contents", [c('C')],
            "the headings, to go to one";
        NextMention = "next-mention", [c('*')],
            "where this actor is mentioned next";
        PreviousMention = "previous-mention", [c('#')],
            "where this actor was mentioned before";
    }
    Quotes {
        NextQuote = "next-quote", [c('n')],
            "next quote; in a search, next match";
        PreviousQuote = "previous-quote", [c('N')],
            "previous quote; in a search, previous match";
        NextPane = "next-pane", [code(KeyCode::Tab)],
            "next pane: text, actors, quotes";
        PreviousPane = "previous-pane", [code(KeyCode::BackTab)],
            "previous pane";
        PaneRight = "pane-right", [c('l'), code(KeyCode::Right)],
            "from the text to actors, to quotes";
        PaneLeft = "pane-left", [c('h'), code(KeyCode::Left)],
            "from quotes to actors, to the text";
        Select = "select", [code(KeyCode::Enter)],
            "all about the quote; in a list: go there in the text";
        ActorCard = "actor-card", [c('i')],
            "all about the speaker, or the actor in the list";
        GoToSpeaker = "go-to-speaker", [c('s')],
            "to the quote's speaker in the list of actors";
        Sources = "sources", [c('S')],
            "the sourcing: who speaks, as what, how much";
        AllSaid = "all-said", [c('a')],
            "all that this actor said in your library";
        CopyQuote = "copy-quote", [c('y')],
            "copy and cite the quote: speaker, title, date, link";
        CopyAllQuotes = "copy-all-quotes", [c('Y')],
            "copy all quotes of this speaker";
        Export = "export", [c('e')],
            "write the article and its quotes to a file";
        Pipe = "pipe", [c('|')],
            "give the quote, or the article, to a command";
    }
    Correcting {
        ReassignQuote = "reassign-quote", [c('r')],
            "give the quote to another actor";
        RejectQuote = "reject-quote", [c('x')],
            "this is no quote: take it away";
        MergeActor = "merge-actor", [c('M')],
            "this actor is another one: make them one";
        Correct = "correct", [c('E')],
            "choose what to put right: name, role, kind, bounds";
        SelectWords = "select-words", [c('v')],
            "select words: a missed quote, to highlight, to copy";
        UndoCorrection = "undo-correction", [c('U')],
            "take the last correction or highlight back";
    }
    Highlighting {
        HighlightQuote = "highlight-quote", [c('H')],
            "highlight the quote, or no more so";
        NoteQuote = "note-quote", [c('A')],
            "write a note on the quote, or change it";
        Highlights = "list-highlights", [c('L')],
            "all highlights and notes";
    }
    Showing {
        ToggleFilter = "toggle-filter", [c('f')],
            "add this speaker to the filter, or take it away";
        FilterOnly = "filter-only", [c('F')],
            "filter by this speaker alone";
        NextSense = "next-sense", [c('t')],
            "only speech, thoughts, documents; all";
        NextThreshold = "next-threshold", [c('c')],
            "likely quotes; those in quotation marks; all";
        NextLens = "next-lens", [c('z')],
            "everything; the rest dimmed; quotes only";
        WidenText = "widen-text", [c('+'), c('=')],
            "wider text";
        NarrowText = "narrow-text", [c('-')],
            "narrower text";
        Justify = "justify", [c('W')],
            "an even right edge of the text, or none";
        ToggleSidebar = "toggle-sidebar", [c('B')],
            "hide the sidebar; Tab brings the lists over the text";
        WidenSidebar = "widen-sidebar", [c('>')],
            "wider sidebar";
        NarrowSidebar = "narrow-sidebar", [c('<')],
            "narrower sidebar";
    }
    Articles {
        NextArticle = "next-article", [c(']'), c('J')],
            "next article";
        PreviousArticle = "previous-article", [c('['), c('K')],
            "previous article";
        GoBack = "go-back", [code(KeyCode::Backspace)],
            "back to the list, or to where a link stood";
        LabelLinks = "label-links", [c('O')],
            "label the links on screen, to open one here";
        Browse = "browse", [c('o')],
            "open the article's web address in the browser";
        Reload = "reload", [c('R')],
            "read or fetch the article anew";
        KeepForLater = "keep-for-later", [c('D')],
            "keep it to read another day, or no more so";
        ReadingList = "reading-list", [c('I')],
            "what you have kept to read another day";
        Library = "open-library", [c('P')],
            "the library: who says most; search everything";
    }
    Listing {
        OpenArticle = "open-article", [code(KeyCode::Enter)],
            "read the article";
        NextEntry = "next-entry", [c('n')],
            "next article in the list";
        PreviousEntry = "previous-entry", [c('p')],
            "previous article in the list";
        SortList = "sort-list", [c('s')],
            "order: as given, by title, by date, by quotes";
        ToggleRead = "toggle-read", [c('N')],
            "count it as read, or no more so";
        FilterList = "filter-list", [c('/')],
            "only articles with these words in the title";
    }
    Library {
        OpenLine = "open-line", [code(KeyCode::Enter)],
            "what they said; of a quote or a text: read it";
        NextTable = "next-table", [code(KeyCode::Tab)],
            "next: people, quotes, texts, outlets, carriers";
        PreviousTable = "previous-table", [code(KeyCode::BackTab)],
            "the one before";
        SearchLibrary = "search-library", [c('/')],
            "words, \"phrases\", said: via: outlet: after: kind:";
        AboutThem = "about-them", [c('w')],
            "who speaks about this person or body";
    }
    Searching {
        Search = "search", [c('/')],
            "find words; //gr[ae]y: pattern; in a list, in help";
    }
    Typing {
        PromptAccept = "prompt-accept", [code(KeyCode::Enter)],
            "stay here; n and N go through the matches";
        PromptCancel = "prompt-cancel", [code(KeyCode::Esc), ctrl('c')],
            "go back to where it began";
        PromptErase = "prompt-erase", [code(KeyCode::Backspace), ctrl('h')],
            "take the last letter away";
        PromptClear = "prompt-clear", [ctrl('u')],
            "take everything away";
        PromptOlder = "prompt-older", [code(KeyCode::Up), ctrl('p')],
            "what was looked for before";
        PromptNewer = "prompt-newer", [code(KeyCode::Down), ctrl('n')],
            "what was looked for after that";
    }
    Choosing {
        PickerNext = "picker-next", [code(KeyCode::Down), ctrl('n')],
            "the next one";
        PickerPrevious = "picker-previous", [code(KeyCode::Up), ctrl('p')],
            "the one before";
        PickerAccept = "picker-accept", [code(KeyCode::Enter)],
            "take this one";
        PickerAcceptAlike = "picker-accept-alike", [ctrl('a')],
            "take this one for all quotes of the same words";
        PickerCancel = "picker-cancel", [code(KeyCode::Esc), ctrl('c')],
            "change nothing";
        PickerErase = "picker-erase", [code(KeyCode::Backspace), ctrl('h')],
            "take the last letter away";
        PickerClear = "picker-clear", [ctrl('u')],
            "take everything away";
    }
    Linking {
        LinkNext = "link-next", [code(KeyCode::Tab), code(KeyCode::Down), ctrl('n')],
            "to the next link, and tell where it leads";
        LinkPrevious = "link-previous", [code(KeyCode::BackTab), code(KeyCode::Up), ctrl('p')],
            "to the link before";
        LinkOpen = "link-open", [code(KeyCode::Enter)],
            "open this link";
        LinkErase = "link-erase", [code(KeyCode::Backspace), ctrl('h')],
            "take the last letter away";
        LinkCancel = "link-cancel", [code(KeyCode::Esc), ctrl('c')],
            "open none";
    }
    Stretch {
        StretchNextWord = "stretch-next-word", [c('l'), c('w'), code(KeyCode::Right)],
            "a word on";
        StretchPreviousWord = "stretch-previous-word", [c('h'), c('b'), code(KeyCode::Left)],
            "a word back";
        StretchDown = "stretch-down", [c('j'), code(KeyCode::Down)],
            "a line down";
        StretchUp = "stretch-up", [c('k'), code(KeyCode::Up)],
            "a line up";
        StretchNextSentence = "stretch-next-sentence", [c(')')],
            "to the end of the sentence";
        StretchPreviousSentence = "stretch-previous-sentence", [c('(')],
            "to the beginning of the sentence";
        StretchNextParagraph = "stretch-next-paragraph", [c('}')],
            "to the end of the paragraph";
        StretchPreviousParagraph = "stretch-previous-paragraph", [c('{')],
            "to the beginning of the paragraph";
        StretchQuote = "stretch-quote", [c('Q')],
            "the whole quote that is here";
        StretchBegin = "stretch-begin", [c('v'), c(' ')],
            "begin here";
        StretchOtherEnd = "stretch-other-end", [c('o')],
            "move the other end";
        StretchAccept = "stretch-accept", [code(KeyCode::Enter)],
            "these words are the quote";
        StretchHighlight = "stretch-highlight", [c('H')],
            "highlight these words";
        StretchNote = "stretch-note", [c('A')],
            "highlight these words and write a note";
        StretchCopy = "stretch-copy", [c('y')],
            "copy these words";
        StretchCancel = "stretch-cancel", [code(KeyCode::Esc), ctrl('c'), c('q')],
            "select nothing";
    }
    Highlights {
        HighlightDown = "highlight-down", [c('j'), code(KeyCode::Down), ctrl('n')],
            "the next one";
        HighlightUp = "highlight-up", [c('k'), code(KeyCode::Up), ctrl('p')],
            "the one before";
        HighlightFirst = "highlight-first", [c('g'), code(KeyCode::Home)],
            "the first one";
        HighlightLast = "highlight-last", [c('G'), code(KeyCode::End)],
            "the last one";
        HighlightGoTo = "highlight-go-to", [code(KeyCode::Enter)],
            "go there in the text";
        HighlightNote = "highlight-note", [c('e'), c('A')],
            "write its note, or change it";
        HighlightRemove = "highlight-remove", [c('x'), code(KeyCode::Delete)],
            "take it away; U brings it back";
        HighlightUndo = "highlight-undo", [c('U')],
            "take the last change back";
        HighlightFind = "highlight-find", [c('/')],
            "only those with these words";
        HighlightClose = "highlight-close", [code(KeyCode::Esc), c('q'), c('L'), ctrl('c')],
            "close the list";
    }
    Line {
        LineAccept = "line-accept", [code(KeyCode::Enter)],
            "keep it so";
        LineCancel = "line-cancel", [code(KeyCode::Esc), ctrl('c')],
            "change nothing";
        LineLeft = "line-left", [code(KeyCode::Left), ctrl('b')],
            "a letter back";
        LineRight = "line-right", [code(KeyCode::Right), ctrl('f')],
            "a letter on";
        LineStart = "line-start", [code(KeyCode::Home), ctrl('a')],
            "to the beginning";
        LineEnd = "line-end", [code(KeyCode::End), ctrl('e')],
            "to the end";
        LineErase = "line-erase", [code(KeyCode::Backspace), ctrl('h')],
            "take the letter before away";
        LineDelete = "line-delete", [code(KeyCode::Delete), ctrl('d')],
            "take the letter behind away";
        LineEraseWord = "line-erase-word", [ctrl('w')],
            "take the word before away";
        LineClear = "line-clear", [ctrl('u')],
            "take everything before away";
        LineOlder = "line-older", [code(KeyCode::Up), ctrl('p')],
            "the command that was run before";
        LineNewer = "line-newer", [code(KeyCode::Down), ctrl('n')],
            "the command that was run after that";
        LineTurn = "line-turn", [code(KeyCode::Tab)],
            "pipe the article instead of the quote, or the quote";
    }
    Program {
        Cancel = "cancel", [code(KeyCode::Esc)],
            "close what is open, end the search, clear the filter";
        Palette = "palette", [c(':')],
            "all commands by name; 42%, p 12, q 5: to a place";
        Help = "help", [c('?')],
            "what signs and keys mean";
        ToggleMouse = "toggle-mouse", [c('T')],
            "mouse: scroll and click, or the terminal selects";
        Redraw = "redraw", [ctrl('l')],
            "draw the screen anew";
        Suspend = "suspend", [ctrl('z')],
            "suspend; fg comes back";
        Close = "close", [c('q')],
            "close what is open, back to the list; else quit";
        Quit = "quit", [c('Q'), ctrl('c')],
            "close what lies over the text; else quit";
    }
}
