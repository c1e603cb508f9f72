# Sourced by ./tidemark when something has to be built. Uses: root, current, is_built.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# The SDK needs a home; a service or a container may have none.
if [ -z "${HOME:-}" ]; then
  unset HOME
  HOME=~
  [ -d "$HOME" ] || { HOME=$root/artifacts/home; mkdir -p "$HOME"; }
  export HOME
fi

build_log=$root/artifacts/build.log

say() { printf '%s\n' "$*" >&2; }

require_sdk() {
  if ! command -v dotnet >/dev/null 2>&1; then
    local place
    for place in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
      [ -n "$place" ] && [ -x "$place/dotnet" ] && { PATH=$place:$PATH; export PATH; break; }
    done
  fi
  if ! command -v dotnet >/dev/null 2>&1; then
    say "error: the .NET 10 SDK is not installed; see https://dotnet.microsoft.com/download/dotnet/10.0"
    return 1
  fi
  if ! dotnet --list-sdks 2>/dev/null | grep -qE '^1[0-9]\.'; then
    say "error: building needs the .NET 10 SDK; 'dotnet --list-sdks' shows: $(dotnet --list-sdks 2>/dev/null | tr '\n' ' ')"
    return 1
  fi
}

# Two builds in the same folders would break each other: the second waits, then finds the work done.
lock_build() {
  mkdir -p "$root/artifacts/cli" || return 1
  if command -v flock >/dev/null 2>&1; then
    exec 9> "$root/artifacts/build.lock"
    flock -n 9 || { say "waiting for another build of this folder…"; flock 9; }
  else
    local holder
    until mkdir "$root/artifacts/build.lock.d" 2>/dev/null; do
      holder=$(cat "$root/artifacts/build.lock.d/pid" 2>/dev/null || true)
      if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then rm -rf "$root/artifacts/build.lock.d"; else sleep 1; fi
    done
    echo $$ > "$root/artifacts/build.lock.d/pid"
  fi
}

unlock_build() {
  if command -v flock >/dev/null 2>&1; then exec 9>&-; else rm -rf "$root/artifacts/build.lock.d"; fi
}

# Runs the SDK without the lock and without standard input; servers that would outlive it are not started.
run_dotnet() { # run_dotnet VERB ARGUMENT...
  local verb=$1
  shift
  dotnet "$verb" "$@" -c Release -v q -clp:NoSummary -nologo -nodeReuse:false -p:UseSharedCompilation=false \
    >> "$build_log" 2>&1 < /dev/null 9>&-
}

show_build_errors() {
  say "error: the build failed:"
  local errors
  errors=$(grep -E '(: |^)(error|fatal)[ :]' "$build_log" | sed -E 's/ \[[^]]*\]$//' | sort -u | head -20)
  say "${errors:-$(tail -5 "$build_log")}"
  say "the whole output is in $build_log"
}

# The name .NET gives to this platform.
runtime_name() {
  local system machine
  case $(uname -s) in
    Darwin) system=osx ;;
    *) if ldd /bin/ls 2>/dev/null | grep -q musl; then system=linux-musl; else system=linux; fi ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) machine=x64 ;;
    arm64 | aarch64) machine=arm64 ;;
    *) return 1 ;;
  esac
  echo "$system-$machine"
}

# Folders that a build creates itself exist before its start is noted, so that they do not count as a change.
make_output_folders() {
  local project
  for project in "$root"/src/*/*.csproj "$root"/tests/*/*.csproj; do
    [ -e "$project" ] && mkdir -p "${project%/*}/obj" "${project%/*}/bin"
  done
}

build_program() {
  require_sdk && lock_build || return 1
  if is_built "$current" "$root/src"; then unlock_build; return 0; fi
  local began=$SECONDS
  [ -e "$current" ] && say "something changed: building…" || say "building for the first time, about a minute…"
  make_output_folders
  : > "$build_log"
  local stamp=$root/artifacts/cli/next name
  name=$(date -u +%Y%m%dT%H%M%S)-$$
  echo "$name" > "$stamp"
  if publish_program "$root/artifacts/cli/$name"; then
    mv -f "$stamp" "$current"
    remove_old_programs "$name"
    unlock_build
    say "built in $((SECONDS - began)) s"
    return 0
  fi
  show_build_errors
  rm -rf "$stamp" "${root:?}/artifacts/cli/$name"
  unlock_build
  return 1
}

# Native code makes every start faster, but the compiler for it is a package that not every source holds.
publish_program() { # publish_program FOLDER
  local runtime
  if runtime=$(runtime_name); then
    run_dotnet publish "$root/src/Tidemark.Cli" -p:TidemarkRuntime="$runtime" -o "$1" && return 0
    # Anything but a missing package is an error of ours, which a second try would only repeat.
    grep -qE 'error (NU110[1-3]|NU1301|NETSDK1094)' "$build_log" || return 1
    : > "$build_log"
  fi
  run_dotnet publish "$root/src/Tidemark.Cli" -o "$1"
}

# A running session loads parts of the program late: its folder stays until it has ended.
remove_old_programs() { # remove_old_programs KEPT
  local folder
  for folder in "$root"/artifacts/cli/*/; do
    folder=${folder%/}
    [ "${folder##*/}" = "$1" ] && continue
    command -v pgrep >/dev/null 2>&1 || continue
    pgrep -f "$folder/Tidemark.Cli.dll" >/dev/null 2>&1 || rm -rf "$folder"
  done
}

build_tests() {
  require_sdk && lock_build || return 1
  local stamp=$root/artifacts/tests-built
  if is_built "$stamp" "$root/src" "$root/tests" "$root/Tidemark.slnx"; then unlock_build; return 0; fi
  local began=$SECONDS
  say "building the program and its tests…"
  make_output_folders
  : > "$build_log"
  touch "$stamp.next"
  if run_dotnet build "$root/Tidemark.slnx"; then
    mv -f "$stamp.next" "$stamp"
    unlock_build
    say "built in $((SECONDS - began)) s"
    return 0
  fi
  show_build_errors
  rm -f "$stamp.next"
  unlock_build
  return 1
}
