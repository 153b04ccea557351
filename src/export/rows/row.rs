//! The parts of a row: columns, and values for them, declared once together with their descriptions.

use std::borrow::Cow;

/// A value in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Not known, or not applicable.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A count, an index or an offset.
    Integer(usize),
    /// A fraction from 0 to 1.
    Number(f32),
    /// A string.
    Text(Cow<'a, str>),
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name in every format.
    pub name: &'static str,
    /// The type of its values: `boolean`, `integer`, `number` or `string`.
    pub kind: &'static str,
    /// Whether values may be null.
    pub may_be_null: bool,
    /// The description.
    pub about: &'static str,
}

/// A row of a table.
pub trait Row {
    /// The columns, in order.
    const COLUMNS: &'static [Column];

    /// The values, in the order of the columns.
    fn cells(&self) -> Vec<Cell<'_>>;
}

/// A Rust type that a column may have.
pub(super) trait Value {
    const KIND: &'static str;
    const MAY_BE_NULL: bool = false;

    fn cell(&self) -> Cell<'_>;
}

impl Value for bool {
    const KIND: &'static str = "boolean";

    fn cell(&self) -> Cell<'_> {
        Cell::Boolean(*self)
    }
}

impl Value for usize {
    const KIND: &'static str = "integer";

    fn cell(&self) -> Cell<'_> {
        Cell::Integer(*self)
    }
}

impl Value for f32 {
    const KIND: &'static str = "number";

    fn cell(&self) -> Cell<'_> {
        Cell::Number(*self)
    }
}

impl Value for String {
    const KIND: &'static str = "string";

    fn cell(&self) -> Cell<'_> {
        Cell::Text(Cow::Borrowed(self))
    }
}

impl<V: Value> Value for Option<V> {
    const KIND: &'static str = V::KIND;
    const MAY_BE_NULL: bool = true;

    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, V::cell)
    }
}

/// Declares a row type: its columns in order, with type and description.
macro_rules! row {
    ($(#[doc = $doc:literal])* $name:ident { $($column:ident: $type:ty = $about:literal;)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
        pub struct $name {
            $(#[doc = $about] pub $column: $type,)*
        }

        impl $crate::export::rows::Row for $name {
            const COLUMNS: &'static [$crate::export::rows::Column] = &[
                $($crate::export::rows::Column {
                    name: stringify!($column),
                    kind: <$type as $crate::export::rows::row::Value>::KIND,
                    may_be_null: <$type as $crate::export::rows::row::Value>::MAY_BE_NULL,
                    about: $about,
                },)*
            ];

            fn cells(&self) -> Vec<$crate::export::rows::Cell<'_>> {
                use $crate::export::rows::row::Value as _;
                vec![$(self.$column.cell(),)*]
            }
        }
    };
}
pub(super) use row;
