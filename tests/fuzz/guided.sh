#!/usr/bin/env bash
# Fuzzes a target with libFuzzer, which watches the code that an input reaches: tests/fuzz/guided.sh TARGET [SECONDS]
# It takes a C++ compiler. What fails lies in target/guided/corpus/TARGET/failed.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=$1
flags="--cfg fuzzing -Cpasses=sancov-module --cfg fuzzing_libfuzzer"
for what in inline-8bit-counters level=4 pc-table trace-compares stack-depth; do
    flags+=" -Cllvm-args=-sanitizer-coverage-$what"
done
# The programs that are built beside the targets, and not run, have no fuzzer in them.
flags+=" -Clink-arg=-Wl,--unresolved-symbols=ignore-all"
host=$(rustc -vV | sed -n 's/^host: //p')
export BOLERO_FUZZER=libfuzzer
binary=$(RUSTFLAGS=$flags cargo test --locked --all-features --profile fuzz --target "$host" --target-dir target/guided \
    --test fuzz --no-run --message-format json | sed -n 's/.*"executable":"\([^"]*\/fuzz-[^"]*\)".*/\1/p' | tail -n 1)
corpus=target/guided/corpus/$target
mkdir -p "$corpus/found" "$corpus/failed"
export BOLERO_TEST_NAME=$target
export BOLERO_LIBFUZZER_ARGS="$corpus/found $corpus/failed -artifact_prefix=$corpus/failed/ -len_control=0 -max_len=1024 \
-timeout=20 -max_total_time=${2:-1200} -print_final_stats=1"
exec "$binary" "$target" --exact --nocapture --quiet --test-threads 1
