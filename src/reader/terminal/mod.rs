//! The terminal session: the terminal is taken at the start and restored however the reader ends.

pub mod background;
pub mod clipboard;
pub mod direction;
#[cfg(unix)]
pub(crate) mod guardian;
pub mod hyperlinks;
#[cfg(unix)]
pub mod lend;
mod screen;

use crate::reader::{
    app::{state::State, view::view, work},
    draw::ascii,
};
use crossterm::{
    clipboard::CopyToClipboard,
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute, queue,
    style::ResetColor,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};
use screen::Screen;
use std::{
    io::{self, BufWriter, Write},
    panic::{self, PanicHookInfo},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// Bytes buffered before they are written: more than a frame of a large terminal.
const BUFFER: usize = 1 << 16;

/// Most cells of a terminal: several times those of the largest screens. A million cells take about 100 MB to draw.
const MOST_CELLS: u32 = 1_000_000;

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// The terminal while the reader holds it: alternate screen, raw mode, bracketed paste, mouse capture if wanted.
///
/// It is restored by [`Session::leave`], when the session is dropped, and before the message of a panic is printed.
pub struct Session {
    terminal: Terminal<Screen<CrosstermBackend<BufWriter<Output>>>>,
    hold: Hold,
    mouse: bool,
    hyperlinks: bool,
    hook: Arc<Hook>,
    /// Whether the next frame redraws every cell.
    is_stale: bool,
}

/// The hold on the terminal. Clones share both flags.
#[derive(Debug, Clone, Default)]
pub struct Hold {
    /// Whether the reader has the terminal.
    is_held: Arc<AtomicBool>,
    /// Whether it is lent to a command.
    is_lent: Arc<AtomicBool>,
}

impl Hold {
    /// Takes the terminal. The sequences are queued to be written with the first frame, so that nothing flickers.
    fn take(&self, out: &mut impl Write, mouse: bool) -> io::Result<()> {
        enable_raw_mode()?;
        self.is_held.store(true, Ordering::SeqCst);
        queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide, Clear(ClearType::All))?;
        if mouse {
            queue!(out, EnableMouseCapture)?;
        }
        Ok(())
    }

    /// Lends the terminal to a command, or takes it back. While it is lent, the keys that interrupt and suspend are
    /// meant for the command.
    pub fn lend(&self, is_lent: bool) {
        self.is_lent.store(is_lent, Ordering::SeqCst);
    }

    /// Whether the terminal is lent.
    pub fn is_lent(&self) -> bool {
        self.is_lent.load(Ordering::SeqCst)
    }

    /// Restores the terminal, once. Errors are ignored: a terminal that is gone cannot be restored.
    pub fn release(&self) {
        if self.is_held.swap(false, Ordering::SeqCst) {
            let _ = give_back(&mut io::stdout());
            let _ = disable_raw_mode();
        }
    }
}

/// Writes the sequences that restore the terminal; line settings are not among them.
pub(in crate::reader) fn give_back(out: &mut impl Write) -> io::Result<()> {
    queue!(out, EndSynchronizedUpdate, DisableMouseCapture, DisableBracketedPaste)?;
    execute!(out, ResetColor, LeaveAlternateScreen, Show)
}

/// Standard output while the terminal is held. Later writes are dropped, so that no half-written frame lands on the
/// shell's screen.
struct Output {
    hold: Hold,
    out: io::Stdout,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.hold.is_held.load(Ordering::SeqCst) { self.out.write(bytes) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        // Nothing is flushed either: the terminal may be gone.
        if self.hold.is_held.load(Ordering::SeqCst) { self.out.flush() } else { Ok(()) }
    }
}

impl Session {
    /// Takes the terminal and shares its state through `hold`; it changes with the first frame.
    ///
    /// # Errors
    /// Where standard output is no terminal, is too large, or cannot be written; nothing is changed then.
    pub fn enter(hold: Hold, mouse: bool, hyperlinks: bool) -> io::Result<Self> {
        let (width, height) = size()?;
        let out = BufWriter::with_capacity(BUFFER, Output { hold: hold.clone(), out: io::stdout() });
        let backend = Screen::new(CrosstermBackend::new(out));
        // A fixed viewport of the size that was checked: resizing is done in `draw`.
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport })?;
        let hook: Arc<Hook> = Arc::from(panic::take_hook());
        let mut session = Self { terminal, hold, mouse, hyperlinks, hook, is_stale: false };
        let (hold, hook) = (session.hold.clone(), Arc::clone(&session.hook));
        panic::set_hook(Box::new(move |info| {
            // A panic of a worker thread is reported on the screen, which stays.
            if thread::current().name() != Some(work::THREAD) {
                hold.release();
                hook(info);
            }
        }));
        session.hold.take(session.terminal.backend_mut(), mouse)?;
        Ok(session)
    }

    /// The size of the terminal in columns and rows.
    ///
    /// # Errors
    /// Where the terminal is gone, or claims more than a million cells.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        size()
    }

    /// Draws `state`, as one synchronized update where the terminal supports that.
    ///
    /// # Errors
    /// Where the terminal cannot be written.
    pub fn draw(&mut self, state: &State) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let area = Rect::new(0, 0, state.screen.width, state.screen.height);
        if self.is_stale || area != self.terminal.get_frame().area() {
            self.is_stale = false;
            // `Terminal::clear` would ask the terminal for its cursor position and wait for the reply.
            self.terminal.resize(area)?;
        }
        let links = self.hyperlinks;
        self.terminal.draw(|frame| {
            view(state, frame);
            if links {
                hyperlinks::write(state, frame.buffer_mut());
            }
            if state.screen.ascii {
                ascii::substitute(frame.buffer_mut());
            }
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Has the next frame redraw every cell.
    pub const fn clear(&mut self) {
        self.is_stale = true;
    }

    /// Captures the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn capture_mouse(&mut self, mouse: bool) -> io::Result<()> {
        self.mouse = mouse;
        let out = self.terminal.backend_mut();
        if mouse { execute!(out, EnableMouseCapture) } else { execute!(out, DisableMouseCapture) }
    }

    /// Has the terminal put `text` on the clipboard (OSC 52). Many do, some silently refuse.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Asks the terminal for its background colour; the reply comes among the key events, or not at all.
    ///
    /// # Errors
    /// Where the terminal cannot be written.
    pub fn ask_background(&mut self) -> io::Result<()> {
        let out = self.terminal.backend_mut();
        queue!(out, BeginSynchronizedUpdate)?;
        out.write_all(background::QUERY.as_bytes())?;
        execute!(out, EndSynchronizedUpdate)
    }

    /// Restores the terminal for good.
    pub fn leave(&self) {
        self.hold.release();
    }

    /// Lends the terminal to a command with a text on its standard input, until that has ended and the user has pressed
    /// Enter. `ends` says whether the reader has to end. Nothing else may read the keyboard meanwhile.
    ///
    /// # Errors
    /// Where the terminal is gone.
    #[cfg(unix)]
    pub fn lend(&mut self, command: &[String], text: String, ends: impl Fn() -> bool) -> io::Result<()> {
        self.hold.lend(true);
        self.hold.release();
        let run = lend::run(command, text, &ends);
        self.hold.lend(false);
        if ends() {
            return Ok(());
        }
        self.retake().and(run)
    }

    /// Takes the terminal again after the process was stopped, when its modes are those of the shell.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn retake(&mut self) -> io::Result<()> {
        // Crossterm ignores a request for raw mode where it believes to be in it, so it is disabled first.
        disable_raw_mode()?;
        self.hold.take(self.terminal.backend_mut(), self.mouse)?;
        self.clear();
        Ok(())
    }
}

/// The size of the terminal in columns and rows.
fn size() -> io::Result<(u16, u16)> {
    #[cfg(unix)]
    let (width, height) = {
        let size = rustix::termios::tcgetwinsize(io::stdout())?;
        (size.ws_col, size.ws_row)
    };
    #[cfg(not(unix))]
    let (width, height) = crossterm::terminal::size()?;
    if u32::from(width) * u32::from(height) > MOST_CELLS {
        let problem = format!("it claims to have {width} columns and {height} rows, which is too large");
        return Err(io::Error::other(problem));
    }
    Ok((width, height))
}

/// Whether `error` means that the terminal is gone.
pub fn is_gone(error: &io::Error) -> bool {
    #[cfg(unix)]
    let gone = {
        use rustix::io::Errno;
        [Errno::IO, Errno::NXIO, Errno::BADF, Errno::NOTTY]
            .iter()
            .any(|e| error.raw_os_error() == Some(e.raw_os_error()))
    };
    #[cfg(not(unix))]
    let gone = false;
    gone || error.kind() == io::ErrorKind::BrokenPipe
}

impl Drop for Session {
    fn drop(&mut self) {
        self.hold.release();
        if !thread::panicking() {
            let hook = Arc::clone(&self.hook);
            panic::set_hook(Box::new(move |info| hook(info)));
        }
    }
}
