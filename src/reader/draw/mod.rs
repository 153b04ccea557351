//! Drawing into cells of the screen, for all panes. Takes text and styles, gives cells of a buffer; which colours these have
//! is for [`theme`](super::theme).

pub mod ascii;
pub mod bidi;
pub mod boxes;
pub mod pen;

pub use self::pen::Pen;
