//! Every number that training depends on.

/// Settings of one chain.
#[derive(Debug, Clone, Copy)]
pub struct Chain {
    pub epochs: usize,
    pub dropout: f32,
    pub rate: f32,
    pub decay: f32,
    pub least_count: u32,
    /// Most keys kept; 0 for all.
    pub keep: usize,
    pub select_epochs: usize,
}

pub const SEED: u64 = 20181108;
fn v(name: &str, default: f32) -> f32 { std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default) }
pub fn cues() -> Chain { Chain { epochs: v("CE", 8.0) as usize, dropout: v("CD", 0.6), rate: v("CR", 0.1), decay: v("CL", 0.1), least_count: 2, keep: v("CK", 280_000.) as usize, select_epochs: v("CSE", 3.) as usize } }
pub fn parts() -> Chain { Chain { epochs: v("PE", 10.) as usize, dropout: v("PD", 0.5), rate: v("PR", 0.02), decay: v("PL", 0.1), least_count: 3, keep: v("PK", 430_000.) as usize, select_epochs: v("PSE", 3.) as usize } }
/// The lowest chance of a cue that stage two looks at.
pub fn least_cue() -> f32 { v("LC", 0.03) }
