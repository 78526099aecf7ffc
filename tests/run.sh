#!/usr/bin/env bash
# Builds everything with warnings as errors and runs every test project.
# The last line is `N passed, N failed`, over all projects; the exit code is 0 only when all is well.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
exec </dev/null

export DOTNET_NOLOGO=1
export DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_CLI_UI_LANGUAGE=en
export MSBUILDDISABLENODEREUSE=1 # no build process outlives this run

solution=Credits.Core.sln
results="$root/artifacts/test-results"
passed=0
failed=0

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && exit 0
    exit 1
}

# A failure outside any test: said in a sentence, and counted.
fail() {
    echo "FAILED: $*"
    failed=$((failed + 1))
}

# One attribute of the <Counters> element of a trx file.
counter() {
    sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]\{1,\}\)\".*/\1/p" "$1" | head -n 1
}

# ---- What the build needs ----

if ! command -v dotnet >/dev/null; then
    fail "'dotnet' is not on the PATH. Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
    finish
fi
# Listed from outside the repository, whose global.json would otherwise answer first and less plainly.
if ! (cd / && dotnet --list-sdks) | grep '^10\.' >/dev/null; then
    fail "the .NET 10 SDK is needed. Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
    finish
fi

# Installs a Debian package that tests need, saying so; what is wanted without root is said instead.
install() {
    local package="$1" purpose="$2"
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        fail "the package '$package' is needed for $purpose. Install it (Debian: apt-get install $package)."
        finish
    fi
    echo "installing $package (apt-get), for $purpose"
    if ! { apt-get install -y -q --no-install-recommends "$package" || { apt-get update -q && apt-get install -y -q --no-install-recommends "$package"; }; } >/dev/null 2>&1; then
        fail "$package could not be installed; no test was run"
        finish
    fi
}

# A process's writes and syncs are watched, a throw-away server is started from the binaries, letters are taken by another's mail server.
command -v strace >/dev/null || install strace "the tests of lost power and full disks"
command -v initdb >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || install postgresql "every test of Credits.PostgreSql, and of the tool on it, and of the load tool"
/usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || install python3-aiosmtpd "the mail server that Credits.Notifiers is tested against"
# Pages are looked at in a browser, and an engine from npm looks whether everybody can use them.
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
    || install chromium "every browser test of the dashboard"
command -v npm >/dev/null || install npm "the charts of the dashboard and the check of its accessibility"
if ! (cd tests/Credits.Dashboard.Tests && npm ci --no-audit --no-fund --loglevel=error >/dev/null); then
    fail "npm could not install axe-core, which the tests of the dashboard need; no test was run"
    finish
fi

# ---- Build ----

# Says nothing unless it fails.
quietly() {
    local output
    output="$("$@" 2>&1)" || { echo "$output"; return 1; }
}

if ! quietly dotnet restore "$solution" --verbosity quiet; then
    fail "packages could not be restored; no test was run"
    finish
fi
if ! quietly dotnet build "$solution" --configuration Release --no-restore --verbosity quiet; then
    fail "the build failed; no test was run"
    finish
fi

# ---- Test ----

rm -rf "$results"
mkdir -p "$results"

run_project() {
    local project="$1" name log trx status=0
    name="$(basename "$project" .csproj)"
    log="$results/$name.log"
    trx="$results/$name.trx"

    dotnet test "$project" --configuration Release --no-build \
        --logger "trx;LogFileName=$name.trx" --results-directory "$results" >"$log" 2>&1 || status=$?

    local total executed project_passed
    total="$([ -f "$trx" ] && counter "$trx" total || true)"
    executed="$([ -f "$trx" ] && counter "$trx" executed || true)"
    project_passed="$([ -f "$trx" ] && counter "$trx" passed || true)"

    if [ -z "$total" ] || [ -z "$executed" ] || [ -z "$project_passed" ]; then
        cat "$log"
        fail "$name left no readable result (dotnet test ended with $status)"
        return
    fi

    # Error, timeout and abort are failures as well: whatever ran and did not pass.
    local project_failed=$((executed - project_passed)) skipped=$((total - executed))
    passed=$((passed + project_passed))
    failed=$((failed + project_failed))
    echo "$name: $project_passed of $total passed"

    if [ "$project_failed" -gt 0 ]; then
        cat "$log"
    fi
    if [ "$executed" -eq 0 ]; then
        cat "$log"
        fail "$name executed no test"
    elif [ "$status" -ne 0 ] && [ "$project_failed" -eq 0 ]; then
        cat "$log"
        fail "$name did not end well (dotnet test ended with $status)"
    fi
    if [ "$skipped" -gt 0 ]; then
        # A test that does not run proves nothing, so a skipped one fails the run.
        sed -n 's/.*<UnitTestResult .*testName="\([^"]*\)".*outcome="NotExecuted".*/  skipped: \1/p' "$trx"
        echo "FAILED: $name skipped $skipped"
        failed=$((failed + skipped))
    fi
}

for project in tests/*.Tests/*.Tests.csproj; do
    run_project "$project"
done

finish
