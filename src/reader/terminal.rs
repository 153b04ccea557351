//! The terminal, taken and given back: whatever happens, it is left as it was found.

use super::{hyperlinks, state::State, view::view, work};
use crossterm::{
    clipboard::CopyToClipboard,
    cursor::Show,
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute, queue,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
    },
};
use ratatui::{Terminal, backend::CrosstermBackend, layout::Rect};
use std::{
    io::{self, BufWriter, Write},
    panic::{self, PanicHookInfo},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// Bytes gathered before they are written: more than a frame of a large terminal.
const BUFFER: usize = 1 << 16;

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// The terminal while the reader has it: alternate screen, raw mode, bracketed paste, perhaps the mouse.
///
/// It is given back by [`Session::leave`], when the session is dropped, and before the message of a panic is printed.
pub struct Session {
    terminal: Terminal<CrosstermBackend<BufWriter<Output>>>,
    hold: Hold,
    mouse: bool,
    hyperlinks: bool,
    hook: Arc<Hook>,
}

/// Whether the terminal is held. Clones speak of the same terminal.
#[derive(Debug, Clone, Default)]
pub struct Hold(Arc<AtomicBool>);

impl Hold {
    fn take(&self, mouse: bool) -> io::Result<()> {
        enable_raw_mode()?;
        self.0.store(true, Ordering::SeqCst);
        let mut out = io::stdout();
        execute!(out, EnterAlternateScreen, EnableBracketedPaste, Clear(ClearType::All))?;
        if mouse {
            execute!(out, EnableMouseCapture)?;
        }
        Ok(())
    }

    /// Gives the terminal back. Does nothing where that has been done. Goes on past errors: a terminal that is gone
    /// cannot be restored.
    pub fn release(&self) {
        if self.0.swap(false, Ordering::SeqCst) {
            let mut out = io::stdout();
            let _ = execute!(out, EndSynchronizedUpdate, DisableMouseCapture, DisableBracketedPaste);
            let _ = execute!(out, LeaveAlternateScreen, Show);
            let _ = disable_raw_mode();
        }
    }
}

/// Standard output, as long as the terminal is held: a half-written frame never lands on the shell's screen.
struct Output {
    hold: Hold,
    out: io::Stdout,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.hold.0.load(Ordering::SeqCst) { self.out.write(bytes) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Session {
    /// Takes the terminal that `hold` will speak of.
    ///
    /// # Errors
    /// Where standard output is not a terminal or does not take the changes; then nothing is changed.
    pub fn enter(hold: Hold, mouse: bool, hyperlinks: bool) -> io::Result<Self> {
        let backend = CrosstermBackend::new(BufWriter::with_capacity(
            BUFFER,
            Output { hold: hold.clone(), out: io::stdout() },
        ));
        let terminal = Terminal::new(backend)?;
        let hook: Arc<Hook> = Arc::from(panic::take_hook());
        let session = Self { terminal, hold, mouse, hyperlinks, hook };
        let (hold, hook) = (session.hold.clone(), Arc::clone(&session.hook));
        panic::set_hook(Box::new(move |info| {
            // Work in the background reports its own panics on the screen, which goes on.
            if thread::current().name() != Some(work::THREAD) {
                hold.release();
                hook(info);
            }
        }));
        session.hold.take(mouse)?;
        Ok(session)
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        size()
    }

    /// Draws `state`, in one go where the terminal knows how to.
    ///
    /// # Errors
    /// Where the terminal does not take what is drawn.
    pub fn draw(&mut self, state: &State) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let links = self.hyperlinks;
        self.terminal.draw(|frame| {
            view(state, frame);
            if links {
                hyperlinks::write(state, frame.buffer_mut());
            }
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Has the next frame draw every cell.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn clear(&mut self) -> io::Result<()> {
        let (width, height) = size()?;
        // Not `Terminal::clear`: it asks the terminal for its cursor and waits for the answer.
        self.terminal.resize(Rect::new(0, 0, width, height))
    }

    /// Takes the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn capture_mouse(&mut self, mouse: bool) -> io::Result<()> {
        self.mouse = mouse;
        let out = self.terminal.backend_mut();
        if mouse { execute!(out, EnableMouseCapture) } else { execute!(out, DisableMouseCapture) }
    }

    /// Asks the terminal to put `text` on the clipboard; many do, some refuse without a word.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal back for good.
    pub fn leave(&self) {
        self.hold.release();
    }

    /// Takes the terminal anew: after the process was stopped, its modes are the shell's.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn retake(&mut self) -> io::Result<()> {
        // Raw mode is only entered by who is not in it, so it is left first.
        disable_raw_mode()?;
        self.hold.take(self.mouse)?;
        self.clear()
    }
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
