# What the scripts of this folder share; they source it.
# shellcheck disable=SC2034  # What is set here is used there.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() {
    printf '%s\n' "$@" >&2
}

# fail CODE LINE…: says what went wrong and ends, with a code of sysexits(3).
fail() {
    local code=$1
    shift
    printf '%s\n' "$(basename "$0"): $1" >&2
    shift
    if (($#)); then printf '    %s\n' "$@" >&2; fi
    exit "$code"
}

# Prints the help that stands at the head of the calling script.
usage() {
    sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
}

# Says how to get Swift, unless it is there.
need_swift() {
    command -v swift >/dev/null ||
        fail 69 "There is no 'swift' on the PATH; presscut is built with Swift 6.2 or later." \
            "Get it from https://www.swift.org/install/linux/ (Debian 12), then add it to the PATH:" \
            "export PATH=/path/to/swift/usr/bin:\$PATH"
}

# Where files go: $1 is the prefix. Sets bin_folder, doc_folder, unit_folder, sysusers_folder, tmpfiles_folder.
# systemd looks into /usr and /usr/local; for any other prefix its files go to /etc.
place_files() {
    bin_folder=$1/bin
    doc_folder=$1/share/doc/presscut
    case $1 in
    /usr | /usr/local)
        unit_folder=$1/lib/systemd/system
        sysusers_folder=$1/lib/sysusers.d
        tmpfiles_folder=$1/lib/tmpfiles.d
        ;;
    *)
        unit_folder=/etc/systemd/system
        sysusers_folder=/etc/sysusers.d
        tmpfiles_folder=/etc/tmpfiles.d
        ;;
    esac
}

# Whether a systemd runs here that can be told of the service.
systemd_runs() {
    [[ -z ${DESTDIR:-} && -d /run/systemd/system ]] && command -v systemctl >/dev/null
}
