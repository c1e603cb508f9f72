# Sourced by ./tidemark test. Uses: root, build_tests, build_program, say.

test_usage() {
  cat <<'HELP'
Description:
  Build everything that changed and run the tests. The last line is: N passed, N failed, N skipped

Usage:
  ./tidemark test [--fast] [--only NAME] [--install]

Options:
  --fast       No servers, processes or browsers and no slow tests: under 90 s
  --only NAME  Only tests whose full name contains NAME
  --install    As root, install the system packages that some tests need; otherwise those tests are skipped

Example:
  ./tidemark test --only IntervalTests

HELP
}

# What each group of tests needs from the system: a package and how to see that it is there.
has_sqlite() { ldconfig -p 2>/dev/null | grep -q 'libsqlite3\.so\.0' || [ -e /usr/lib/libsqlite3.dylib ]; }
has_chromium() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; }

has_node() { command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; }

missing_packages() {
  has_sqlite || printf 'libsqlite3-0 '
  [ -d "$root/tests/Tidemark.Browser.Tests" ] && { has_chromium || printf 'chromium '; }
  [ -d "$root/tests/clients" ] && { has_node || printf 'nodejs npm '; }
}

# Public clients by others that are driven against the simulated exchange, as their lock file says. Stamped, so that it runs once.
install_clients() {
  local folder=$root/tests/clients
  [ -e "$folder/package-lock.json" ] && has_node || return 0
  [ "$folder/node_modules/.installed" -nt "$folder/package-lock.json" ] && return 0
  say "installing the Node packages of tests/clients"
  if (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund) > "$root/artifacts/npm.log" 2>&1 < /dev/null; then
    touch "$folder/node_modules/.installed"
  else
    say "note: npm could not install them; the tests with public clients are skipped; see $root/artifacts/npm.log"
  fi
}

install_packages() {
  local packages
  packages=$(missing_packages)
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    say "note: not root, so these are not installed; install them with: sudo apt-get install -y $packages"
    return 0
  fi
  say "installing $packages"
  # shellcheck disable=SC2086 # a list of words
  { apt-get install -y --no-install-recommends $packages || { apt-get update && apt-get install -y --no-install-recommends $packages; }; } \
    > "$root/artifacts/install.log" 2>&1 < /dev/null || say "note: apt-get could not install $packages; see $root/artifacts/install.log"
}

# The programs in the order in which a failure is most telling: deterministic first, servers and browsers last.
test_programs() {
  local name
  for name in Tidemark.Tests Tidemark.Learning.Tests Tidemark.Architecture.Tests Tidemark.Integration.Tests Tidemark.Browser.Tests; do
    [ -e "$root/tests/$name/$name.csproj" ] || continue
    case $is_fast,$name in true,*.Integration.* | true,*.Browser.*) continue ;; esac
    echo "$name"
  done
}

# One line a test out of xunit's XML: result, seconds, name, reason; and one for the program.
read_results() { # read_results FILE
  awk -v RS='>' '
    function attribute(name,   at, rest) {
      at = index($0, " " name "=\"")
      if (!at) return ""
      rest = substr($0, at + length(name) + 3)
      return substr(rest, 1, index(rest, "\"") - 1)
    }
    function plain(text) {
      gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&#xA;|\n|\t/, " ", text); gsub(/&amp;/, "\\&", text); gsub(/\\"/, "\"", text)
      return text
    }
    /^[ \n]*<assembly / { printf "program\t%s\t%s\t%s\t%s\n", attribute("passed"), attribute("failed") + attribute("errors"), attribute("skipped"), attribute("time") }
    /^[ \n]*<test / { result = attribute("result"); name = plain(attribute("name")); printf "%s\t%s\t%s\n", result, attribute("time"), name }
    /<reason$/ { inReason = 1; next }
    inReason && /<\/reason$/ { sub(/<\/reason$/, ""); text = text $0; sub(/^<!\[CDATA\[/, "", text); sub(/\]\]>$/, "", text); printf "reason\t%s\n", plain(text); text = ""; inReason = 0; next }
    inReason { text = text $0 ">" }
  ' "$1"
}

run_program() { # run_program NAME; adds to passed, failed, skipped
  local name=$1 results=$test_results/$1.xml
  local program=$root/tests/$name/bin/Release/net10.0/$name
  local arguments=(-noLogo -noColor -reporter quiet -xml "$results")
  [ "$is_fast" = true ] && arguments+=(-trait- Category=Slow)
  [ -n "$only" ] && arguments+=(-method "*$only*")
  [ "${TIDEMARK_REQUIRE_ALL:-}" = 1 ] && arguments+=(-failSkips)
  # Skipped tests are counted with their reasons at the end, so they are taken out of what is shown on the way.
  "$program" "${arguments[@]}" < /dev/null | awk '/^    [^ ].* \[SKIP\]$/ { skipping = 1; next } !/^      / { skipping = 0 } !skipping { print; fflush() }'
  local code=${PIPESTATUS[0]}
  if [ ! -s "$results" ] || ! read_results "$results" > "$results.txt" || ! grep -q '^program' "$results.txt"; then
    say "error: $name ended with code $code before it wrote its results"
    failed=$((failed + 1))
    return
  fi
  local these_passed these_failed these_skipped seconds
  IFS=$'\t' read -r _ these_passed these_failed these_skipped seconds < <(grep '^program' "$results.txt")
  passed=$((passed + these_passed)) failed=$((failed + these_failed)) skipped=$((skipped + these_skipped))
  printf '%-30s %5d passed  %3d failed  %3d skipped  %7.1f s\n' "$name" "$these_passed" "$these_failed" "$these_skipped" "$seconds"
  if [ "$code" != 0 ] && [ "$these_failed" = 0 ] && [ $((these_passed + these_skipped)) -gt 0 ]; then
    say "error: $name ended with code $code though no test failed"
    failed=$((failed + 1))
  fi
}

show_details() {
  local all=$test_results/all.txt
  cat "$test_results"/*.xml.txt > "$all" 2>/dev/null || return 0
  if grep -q '^reason' "$all"; then
    echo
    echo "Skipped, and why:"
    grep '^reason' "$all" | cut -f2 | sort | uniq -c | sort -rn
  fi
  echo
  echo "The slowest tests:"
  grep -E '^(Pass|Fail)' "$all" | sort -t "$(printf '\t')" -k2,2 -rn | head -10 | awk -F'\t' '{ printf "  %7.2f s  %s\n", $2, $3 }'
  if grep -q '^Fail' "$all"; then
    echo
    echo "Failed:"
    grep '^Fail' "$all" | cut -f3 | sed 's/^/  /'
  fi
}

check_format() {
  say "checking the format of the sources…"
  if ! dotnet format "$root/Tidemark.slnx" --no-restore --verify-no-changes -v q > "$root/artifacts/format.log" 2>&1 < /dev/null; then
    say "error: the sources are not formatted; 'dotnet format' does it:"
    head -5 "$root/artifacts/format.log" >&2
    failed=$((failed + 1))
  else
    passed=$((passed + 1))
  fi
}

run_tests() {
  local is_fast=false only="" is_install=false passed=0 failed=0 skipped=0 name missing
  while [ $# -gt 0 ]; do
    case $1 in
      --fast) is_fast=true ;;
      --install) is_install=true ;;
      --only) only=${2:-}; [ -n "$only" ] || { say "error: a value is missing after '--only'"; exit 2; }; shift ;;
      --only=*) only=${1#--only=} ;;
      -h | --help) test_usage; exit 0 ;;
      *) say "error: unknown option '$1' of 'test'; it has --fast, --only NAME and --install"; exit 2 ;;
    esac
    shift
  done
  mkdir -p "$root/artifacts"
  if [ "$is_install" = true ]; then
    install_packages
    [ "$is_fast" = true ] || install_clients
  fi
  missing=$(missing_packages)
  [ -n "$missing" ] && say "note: tests that need $missing are skipped; install with: sudo apt-get install -y $missing"
  build_tests || exit 1
  [ "$is_fast" = true ] || [ -n "$only" ] || build_program || exit 1

  # No test may see or touch what belongs to the person who runs it.
  unset "${!TIDEMARK__@}" TIDEMARK_TOKEN
  test_results=$(mktemp -d)
  export TIDEMARK_HOME=$test_results/home
  trap 'rm -rf "$test_results"' EXIT
  for name in $(test_programs); do run_program "$name"; done
  [ "$is_fast" = true ] || [ -n "$only" ] || check_format
  show_details
  if [ $((passed + failed + skipped)) = 0 ]; then
    say "error: no test has '$only' in its name"
    exit 2
  fi
  echo
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ]
}
