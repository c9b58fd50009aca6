# SPDX-License-Identifier: Apache-2.0
#
# Sourced by fit, measure and stress, which set root, work, events and variants, and prevalence if it is not the level's:
# simulated worlds that are kept under $work/worlds.

# The world of a level and seed, simulated unless it is there; sets name and world.
simulate() { # level, seed
    name=$variants-$1-$2-$events${prevalence:+-$prevalence}
    world=$work/worlds/$name
    if [ ! -d "$world" ]; then
        rm -rf "$world.part"
        "$root/ringwatch" simulate --output "$world.part" --events "$events" --level "$1" --seed "$2" \
            --variants "$variants" ${prevalence:+--prevalence "$prevalence"} >&2
        mv "$world.part" "$world"
    fi
}

# Detects on $world; shows what went wrong, if anything did, and ends.
detect() { # output, options...
    local output=$1
    shift
    "$root/ringwatch" detect --no-report --input "$world/events" --output "$output" "$@" > "$work/detect.log" 2>&1 || {
        cat "$work/detect.log" >&2
        exit 1
    }
}

# Runs a program of test-data.
run_class() { # class, arguments...
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$root/cli/target/ringwatch-job.jar" "$@"
}
