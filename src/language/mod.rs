//! From text to sentences and tokens. Takes an [`Article`], gives [`Tokens`]. Knows nothing of quotes.
