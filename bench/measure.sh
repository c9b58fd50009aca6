# SPDX-License-Identifier: Apache-2.0
#
# Sourced by compare, growth and skew, which set work, a folder, and heap, options for the Java machine, and are in the
# project's root.

# Runs a command and tells wall seconds, CPU seconds and peak memory of the whole process.
measure() { # name, command...
  local name=$1; shift
  /usr/bin/time -f "$name %e %U %S %M" -o "$work/time" "$@" > "$work/out" 2> "$work/err" || { cat "$work/err" >&2; exit 1; }
  awk '{ print $1, $2, $3 + $4, $5 / 1024 }' "$work/time" | tee -a "$work/times" |
    awk '{ printf "%-14s wall %6.1f s   cpu %6.1f s   peak %6.0f MB\n", $1, $2, $3, $4 }'
}

# Runs detect on the world or the events in a folder, without the report; $work/rings has what it found.
measure_detect() { # name, input, options...
  local name=$1 input=$2; shift 2
  rm -rf "$work/rings"
  RINGWATCH_JAVA_OPTS=$heap measure "$name" ./ringwatch detect --no-report --parallelism 2 --input "$input" --output "$work/rings" "$@"
}

# A number of the run in $work/rings, by its key in run.json.
fact() { # key
  sed -n "s/^ *\"$1\" : \([0-9.]*\),\{0,1\}$/\1/p" "$work/rings/run.json" | head -n 1
}

# One line with the seconds of each stage of the run in $work/rings.
stages() {
  tr -d '\n' < "$work/rings/run.json" | sed -n 's/.*"stage_seconds" *: *{\([^}]*\)}.*/\1/p' |
    tr -d '" ' | tr ',' '\n' | awk -F: '{ line = line "  " $1 " " $2 } END { print "  " line }'
}

# The median of one column (2 wall, 3 CPU seconds, 4 peak MB) of the lines of a name in $work/times.
median() { # name, column
  awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$work/times" | sort -n |
    awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

# Builds what is measured; the first run after a build prepares faster starts.
build() {
  mvn -B -q -DskipTests package
  ./ringwatch detect --input test-data/sample/events --output "$work/sample" > /dev/null 2>&1
}
