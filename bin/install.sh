# What bin/run and bin/test share: install what is missing, and only that. Sourced, not run.
# The caller has set `root` to the folder of the checkout.

venv="$root/.venv"
python="$venv/bin/python"
log="$root/var/install.log"

say() { printf '%s\n' "• $*"; }

# fail WHAT [WHAT_TO_DO]
fail() {
    printf '\n%s\n' "✗ $1" >&2
    if [ $# -gt 1 ]; then printf '%s\n' "  What to do: $2" >&2; fi
    exit 1
}

# logged WHAT_FAILED WHAT_TO_DO COMMAND...   runs the command silently; its last lines are shown only if it fails
logged() {
    local what="$1" todo="$2"
    shift 2
    mkdir -p "$(dirname "$log")"
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" | sed 's/^/    /' >&2
        fail "$what" "$todo (all that was printed: $log)"
    fi
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# Prints those of the named Debian packages that are not installed.
missing_packages() {
    local package installed
    installed=" $(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^ii *//p' | tr '\n' ' ') "
    for package in "$@"; do
        case "$installed" in *" $package "*) ;; *) printf '%s ' "$package" ;; esac
    done
}

# install_packages PACKAGE...   Debian packages; asks the network for nothing when all are there
install_packages() {
    local missing
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "This is not Debian: please see to it yourself that you have what these contain: $*"
        return
    fi
    missing="$(missing_packages "$@")"
    if [ -z "$missing" ]; then return; fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            fail "Debian packages are missing, and only root can install them." \
                "as root: apt-get update && apt-get install -y --no-install-recommends $missing"
        fi
        sudo -v || fail "sudo did not let us in." "as root: apt-get install -y --no-install-recommends $missing"
    fi
    say "Installing Debian packages: $missing"
    logged "The list of Debian packages could not be fetched." "check the network and /etc/apt, then start again" \
        as_root apt-get -q -o DPkg::Lock::Timeout=300 update
    # shellcheck disable=SC2086 # a list of words
    logged "The Debian packages could not be installed." "read the lines above, mend, then start again" \
        as_root apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install --no-install-recommends $missing
}

# is_new PYTHON   whether it is there and new enough
is_new() { command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; }

# The Python that .venv is made from. Debian's own comes first: its updates come with the system's, and it is built to be
# quick, which one built by hand often is not (one here took a seventh more time per answer).
base_python() { if is_new /usr/bin/python3; then echo /usr/bin/python3; else echo python3; fi; }

# What the service itself needs: Pango and fonts for the PDF, certificates for pip, time zones.
install_service_packages() {
    local packages=(
        ca-certificates tzdata
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core
    )
    if ! "$(base_python)" -c 'import ensurepip, venv' 2>/dev/null; then
        packages+=(python3 python3-venv)
    fi
    install_packages "${packages[@]}" "$@"
}

make_venv() {
    local base
    base="$(base_python)"
    is_new "$base" ||
        fail "Python 3.11 or newer is needed; python3 is $(python3 --version 2>&1)." \
            "put a newer python3 first on PATH, then start again"
    if ! "$python" -c 'import pip' 2>/dev/null; then
        say "Making a Python environment in .venv"
        rm -rf "$venv"
        logged "The Python environment could not be made." "apt-get install python3-venv, then start again" \
            "$base" -m venv "$venv"
    fi
}

# A stamp says: this lock, for this folder, is what lies in .venv.
stamp_text() { printf '%s %s\n' "$(sha256sum <"$root/$1")" "$root"; }
stamp_file() { printf '%s\n' "$venv/.installed-$1"; }

is_installed() {
    [ -x "$python" ] && [ "$(cat "$(stamp_file "$1")" 2>/dev/null)" = "$(stamp_text "$1")" ]
}

# install_lock LOCK [CONTAINED_LOCK]   Python packages exactly as locked; does nothing when they are there
install_lock() {
    local lock
    if is_installed "$1"; then return; fi
    make_venv
    say "Installing Python packages from $1 (a minute or two, only this time)"
    logged "The Python packages could not be installed." "check the network, then start again" \
        "$python" -m pip --disable-pip-version-check --no-input install --require-hashes --only-binary :all: \
        -r "$root/$1"
    link_project
    for lock in "$@"; do stamp_text "$lock" >"$(stamp_file "$lock")"; done
}

# The project runs from its checkout: Python finds it by one line, and no build tool is needed.
link_project() {
    "$python" -c 'import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "klantbeeld.pth").write_text(sys.argv[1] + "\n", encoding="utf-8")' "$root"
    ln -sf ../../bin/klantbeeld "$venv/bin/klantbeeld"
}
