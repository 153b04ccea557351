//! The networks of the model, and their outputs.

use super::{
    super::ModelError,
    chain,
    input::{Input, case, place, quoted},
    pieces::Vocabulary,
    windows,
};
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::{NdTensor, NdTensorView};
use std::{
    panic,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// The size of the vector of a token.
pub(crate) const WIDTH: usize = 384;
/// The size of the vectors by which a token is scored against an anchor nearby.
pub(crate) const NEAR: usize = 128;

/// The files of the model, where the build has them: they are too large for a package of the registry.
#[cfg(careful)]
macro_rules! weights {
    ($name:literal) => {
        include_bytes!(concat!("../../../assets/model/careful/weights/", $name))
    };
}
#[cfg(not(careful))]
macro_rules! weights {
    ($name:literal) => {
        b""
    };
}

/// Whether this build has the model.
pub(crate) const IS_BUILT_IN: bool = cfg!(careful);

/// One of the networks.
pub(crate) struct Part(Model);

impl Part {
    fn load(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let failed = |error: rten::LoadError| ModelError::Engine { doing: "read", reason: error.to_string() };
        // Prepacked weights cost a few milliseconds once, instead of at each run.
        let options = ModelOptions::with_all_ops().prepack_weights(true).clone();
        options.load_static_slice(bytes).map(Self).map_err(failed)
    }

    fn node(&self, name: &str) -> Result<NodeId, ModelError> {
        self.0.node_id(name).map_err(|error| ModelError::Engine { doing: "run", reason: error.to_string() })
    }

    /// Runs the network; each output in row-major order.
    pub fn run<const N: usize>(
        &self,
        inputs: Vec<(&str, ValueOrView<'_>)>,
        outputs: [&str; N],
    ) -> Result<[Vec<f32>; N], ModelError> {
        let failed = |reason: String| ModelError::Engine { doing: "run", reason };
        let mut given = Vec::with_capacity(inputs.len());
        for (name, value) in inputs {
            given.push((self.node(name)?, value));
        }
        let mut wanted = Vec::with_capacity(N);
        for name in outputs {
            wanted.push(self.node(name)?);
        }
        let pool = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let pool = pool.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&pool)));
        let values = self.0.run(given, &wanted, Some(options));
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(pool);
        let values = values.map_err(|error| failed(error.to_string()))?;
        let flat: Option<Vec<Vec<f32>>> =
            values.into_iter().map(|value: Value| Some(value.into_tensor::<f32>()?.into_data())).collect();
        let flat = flat.ok_or_else(|| failed("an output is no table of numbers".to_owned()))?;
        flat.try_into().map_err(|_| failed("an output is missing".to_owned()))
    }
}

/// Idle thread pools of the engine, each of one thread. Every run takes one: spreading the windows of a text over cores wastes
/// less than splitting each small matrix, and articles that are read at the same time do not block each other.
static IDLE: Mutex<Vec<Arc<ThreadPool>>> = Mutex::new(Vec::new());

/// Runs `work` for each number below `count`, on all cores; the results are in the order of the numbers.
///
/// # Errors
/// The first in that order.
pub(crate) fn spread<R: Send>(
    count: usize,
    work: impl Fn(usize) -> Result<R, ModelError> + Sync,
) -> Result<Vec<R>, ModelError> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return done;
            }
            done.push((at, work(at)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(count);
    let mut all = thread::scope(|scope| {
        // Where no thread can be started, this one does the work alone.
        let start = |_| {
            let name = thread::current().name().unwrap_or_default().to_owned();
            thread::Builder::new().name(name).spawn_scoped(scope, take).ok()
        };
        let others: Vec<_> = (1..threads).filter_map(start).collect();
        let mut all = take();
        for other in others {
            all.extend(other.join().unwrap_or_else(|fault| panic::resume_unwind(fault)));
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}

/// An index as the networks take it. Texts are far shorter than its range.
pub(crate) fn index(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

/// A tensor of integers as the networks take it.
pub(crate) fn ints<const N: usize>(shape: [usize; N], data: Vec<i32>) -> ValueOrView<'static> {
    Value::from(NdTensor::from_data(shape, data)).into()
}

/// A tensor of numbers as the networks take it.
pub(crate) fn floats<const N: usize>(shape: [usize; N], data: Vec<f32>) -> ValueOrView<'static> {
    Value::from(NdTensor::from_data(shape, data)).into()
}

/// A matrix of numbers that a network borrows.
pub(crate) fn lent(rows: usize, width: usize, data: &[f32]) -> ValueOrView<'_> {
    NdTensorView::from_data([rows, width], data).into()
}

/// The encoder with its vocabulary and word vectors.
pub(crate) struct Encoder {
    vocabulary: Vocabulary<'static>,
    /// The quantised vectors of the pieces: a byte for each number, and after all of them a scale for each piece.
    words: &'static [u8],
    /// The pieces that every window begins and ends with.
    edges: [u32; 2],
    layers: Part,
    pub around: Part,
    pub mentions: Part,
    pub pairs: Part,
}

/// The outputs of the encoder for a text: tables with a row for each token.
#[derive(Debug, Default)]
pub(crate) struct Encoded {
    /// How many tokens.
    pub tokens: usize,
    /// The vectors of the tokens, [`WIDTH`] numbers each.
    pub vectors: Vec<f32>,
    /// Probabilities: nothing, a cue begins, a cue goes on, a quote without cue begins.
    pub anchor: Vec<[f32; 4]>,
    /// Probabilities: no name, a name begins, it goes on.
    pub name: Vec<[f32; 3]>,
    /// Probabilities: no role, a role begins, it goes on.
    pub role: Vec<[f32; 3]>,
    /// Probabilities of the sense of an anchor: speech, thought, document.
    pub sense: Vec<[f32; 3]>,
    /// Two vectors of [`NEAR`] numbers for each token, by which it is scored against anchors nearby.
    pub near: Vec<f32>,
    pub side: Vec<f32>,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

impl Encoded {
    /// Empty outputs for a text of so many tokens.
    fn of_size(tokens: usize) -> Self {
        Self {
            tokens,
            vectors: vec![0.0; tokens * WIDTH],
            anchor: vec![[0.0; 4]; tokens],
            name: vec![[0.0; 3]; tokens],
            role: vec![[0.0; 3]; tokens],
            sense: vec![[0.0; 3]; tokens],
            near: vec![0.0; tokens * NEAR],
            side: vec![0.0; tokens * NEAR],
        }
    }

    /// Stores the outputs for the tokens from `first` on.
    fn put(&mut self, first: usize, [vectors, anchor, name, role, sense, near, side]: &[Vec<f32>; 7]) {
        write(&mut self.vectors, first * WIDTH, vectors.iter().copied());
        write(&mut self.anchor, first, rows_of(anchor));
        write(&mut self.name, first, rows_of(name));
        write(&mut self.role, first, rows_of(role));
        write(&mut self.sense, first, rows_of(sense));
        write(&mut self.near, first * NEAR, near.iter().copied());
        write(&mut self.side, first * NEAR, side.iter().copied());
    }

    /// Whether a token is part of a cue.
    pub fn is_cue(&self, token: usize) -> bool {
        let best = self.anchor.get(token).map(|row| chain::argmax(row.iter().copied()));
        matches!(best, Some(1 | 2))
    }

    /// The vector of a token.
    pub fn vector(&self, token: usize) -> &[f32] {
        self.vectors.get(token * WIDTH..(token + 1) * WIDTH).unwrap_or_default()
    }
}

impl Encoder {
    /// The model that is part of the program, loaded once.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn shipped() -> Result<&'static Self, ModelError> {
        static SHIPPED: OnceLock<Result<Encoder, ModelError>> = OnceLock::new();
        SHIPPED.get_or_init(Self::load).as_ref().map_err(Clone::clone)
    }

    fn load() -> Result<Self, ModelError> {
        keep_large_blocks();
        let failed =
            || ModelError::Engine { doing: "read", reason: "its list of pieces is broken".to_owned() };
        if !IS_BUILT_IN {
            return Err(ModelError::NotBuiltIn);
        }
        let list = std::str::from_utf8(weights!("vocabulary.txt")).map_err(|_| failed())?;
        let vocabulary = Vocabulary::new(list).ok_or_else(failed)?;
        let words: &'static [u8] = weights!("words.bin");
        if words.len() != list.lines().count() * (WIDTH + 4) {
            return Err(failed());
        }
        let edge = |piece: &str| vocabulary.number(piece).ok_or_else(failed);
        Ok(Self {
            edges: [edge("[CLS]")?, edge("[SEP]")?],
            vocabulary,
            words,
            layers: Part::load(weights!("encoder.onnx"))?,
            around: Part::load(weights!("around.onnx"))?,
            mentions: Part::load(weights!("mentions.onnx"))?,
            pairs: Part::load(weights!("pairs.onnx"))?,
        })
    }

    /// The pieces that it knows.
    pub const fn vocabulary(&self) -> &Vocabulary<'static> {
        &self.vocabulary
    }

    /// Adds the vector of a piece to `out`.
    fn word(&self, piece: u32, out: &mut Vec<f32>) {
        let at = piece as usize;
        let scales = self.words.len() / (WIDTH + 4) * WIDTH;
        let scale = self.words.get(scales + at * 4..scales + at * 4 + 4);
        let scale = scale.and_then(|bytes| bytes.try_into().ok()).map_or(0.0, f32::from_le_bytes);
        let bytes = self.words.get(at * WIDTH..(at + 1) * WIDTH).unwrap_or_default();
        out.extend(bytes.iter().map(|byte| f32::from(byte.cast_signed()) * scale));
    }

    /// Encodes a text. Linear in its length.
    ///
    /// # Errors
    /// Where the model does not run.
    pub fn encode(&self, input: &Input) -> Result<Encoded, ModelError> {
        let out = Mutex::new(Encoded::of_size(input.len()));
        let mut owner = Vec::with_capacity(input.pieces.len());
        for token in 0..input.len() {
            owner.resize(input.first.get(token + 1).map_or(0, |past| *past as usize), token);
        }
        let windows = windows::windows(input);
        let names = ["tokens", "anchor", "name", "role", "sense", "near", "side"];
        let read = |number: usize| {
            let Some(window) = windows.get(number) else { return Ok(()) };
            let pieces = input.pieces.get(window.shown.clone()).unwrap_or_default();
            let owners = owner.get(window.shown.clone()).unwrap_or_default();
            let rows = pieces.len() + 2;
            let mut words = Vec::with_capacity(rows * WIDTH);
            let [opens, closes] = self.edges;
            for piece in std::iter::once(&opens).chain(pieces).chain([&closes]) {
                self.word(*piece, &mut words);
            }
            let of = |figures: &[u8], none: u8| -> Vec<i32> {
                let own = owners.iter().map(|token| i32::from(figures.get(*token).copied().unwrap_or(none)));
                std::iter::once(0).chain(own).chain([0]).collect()
            };
            let first = |token: usize| input.first.get(token).map_or(0, |at| *at as usize);
            let take: Vec<i32> =
                window.tokens.clone().map(|token| index(first(token) - window.shown.start + 1)).collect();
            let inputs = vec![
                ("words", floats([rows, WIDTH], words)),
                ("position", ints([rows], (0..index(rows)).collect())),
                ("case", ints([rows], of(&input.case, case::SIGN))),
                ("quoted", ints([rows], of(&input.quoted, quoted::OUTSIDE))),
                ("place", ints([rows], of(&input.place, place::WITHIN))),
                ("take", ints([take.len()], take)),
            ];
            let found = self.layers.run(inputs, names)?;
            // Stored at once, since the outputs of all windows would take as much memory again.
            out.lock().unwrap_or_else(PoisonError::into_inner).put(window.tokens.start, &found);
            Ok(())
        };
        spread(windows.len(), read)?;
        Ok(out.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Lets the allocator keep the large tables that each run makes and gives up. The one of the GNU C library gives every block above
/// a size back to the system at once, so that a tenth of the time went into pages that were made anew; that size grows to the
/// largest such block that was ever freed (mallopt(3), `M_MMAP_THRESHOLD`). Others do nothing of the kind. No page is touched.
fn keep_large_blocks() {
    /// Bytes: more than the tables of a run, and less than what such a block may have (32 MiB).
    const LARGE: usize = 24 << 20;
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGE)));
}

/// Overwrites the values of a table from the index `first` on.
fn write<T>(table: &mut [T], first: usize, values: impl Iterator<Item = T>) {
    table.get_mut(first..).unwrap_or_default().iter_mut().zip(values).for_each(|(slot, value)| *slot = value);
}

/// A table's rows.
pub(crate) fn rows_of<const N: usize>(table: &[f32]) -> impl Iterator<Item = [f32; N]> {
    table.as_chunks::<N>().0.iter().copied()
}
