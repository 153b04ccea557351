#!/bin/sh
# Kills the program again and again while it adds to a library, and looks whether anything is lost or damaged by that.
#
#     cargo build --release && tests/kill.sh corpus.jsonl 200
#
# The corpus is JSON Lines, long enough not to be added whole before the last kill. $DIXIT names another program.
set -eu
corpus=$1
times=${2:-20}
dixit=${DIXIT:-target/release/dixit}
XDG_STATE_HOME=$(mktemp -d)
XDG_CONFIG_HOME=$XDG_STATE_HOME
export XDG_STATE_HOME XDG_CONFIG_HOME
trap 'rm -rf "$XDG_STATE_HOME"' EXIT

add() {
    "$dixit" library add --model quick --from jsonl "$corpus"
}
count() {
    "$dixit" library export --rows articles | wc -l
}

before=0
kill=1
while [ "$kill" -le "$times" ]; do
    # Not by way of a function: a shell of its own would be killed, and not the program.
    "$dixit" library add --model quick --from jsonl "$corpus" > /dev/null 2>&1 &
    # From a tenth of a second to a whole one, another at each kill.
    sleep "0.$((kill * 37 % 90 + 10))"
    kill -9 $! 2> /dev/null || echo "kill $kill: it had ended by itself"
    wait $! 2> /dev/null || true
    "$dixit" library check > "$XDG_STATE_HOME/told" 2>&1 || { cat "$XDG_STATE_HOME/told"; exit 1; }
    if grep -q damaged "$XDG_STATE_HOME/told"; then cat "$XDG_STATE_HOME/told"; exit 1; fi
    now=$(count)
    if [ "$now" -lt "$before" ]; then echo "kill $kill: $before articles before, and $now now"; exit 1; fi
    before=$now
    kill=$((kill + 1))
done
echo "$times kills: all fits together, and $before articles are in"

# What was in work is made up for, and all of it is as if nobody had killed anything.
add
rows() {
    for table in quotes actors articles; do "$dixit" library export --rows $table | LC_ALL=C sort; done
}
rows > "$XDG_STATE_HOME/killed"
rm -r "$XDG_STATE_HOME/dixit"
add > /dev/null
rows | cmp - "$XDG_STATE_HOME/killed"
echo "its rows are those of a library that was never killed"
