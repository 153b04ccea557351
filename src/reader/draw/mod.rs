//! Drawing into cells of the screen, for all panes.

pub mod ascii;
pub mod bidi;
pub mod boxes;
pub mod pen;

pub use self::pen::Pen;
