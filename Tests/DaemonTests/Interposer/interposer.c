// Stands between presscut and the C library (LD_PRELOAD) and makes calls on files below one folder fail, journals what
// would survive a power cut, keeps the kernel's events from the service, or lets a worker die over a marked file.
//
// PRESSCUT_SEAM_ROOT     the folder
// PRESSCUT_SEAM_SHARED   a file of 4,096 bytes that all processes share: struct shared
// PRESSCUT_SEAM_FAULT    N:CODE: the Nth call fails with that errno; code 0: it reads or writes one byte only
// PRESSCUT_SEAM_SYNC     N:CODE: the Nth fsync or fdatasync fails with that errno; fdatasync of a folder is not counted:
//                        that is SQLite's, which passes over its failing (“many systems are unable to fsync a directory”)
// PRESSCUT_SEAM_RATE     N:SEED: one call in N, at random, fails with a code that is to pass by itself; the first
//                        thousand do not, so that the service can start
// PRESSCUT_SEAM_JOURNAL  the file to which every change is journalled, in order
// PRESSCUT_SEAM_CLOCK    SECONDS:N: the time of day is SECONDS late, after N looks at it as much early, and so on
// PRESSCUT_SEAM_DEAF     inotify tells nothing
// PRESSCUT_SEAM_POISON   a worker that reads a file that begins with POISON: does what the next word says

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum call { CALL_OPEN, CALL_READ, CALL_WRITE, CALL_SYNC, CALL_RENAME, CALL_UNLINK, CALL_MKDIR, CALL_TRUNCATE, CALL_MAP };

struct shared {
    // Calls so far, of all processes.
    atomic_uint_least64_t count;
    // The kind of the call that was made to fail, plus 1.
    atomic_uint_least64_t fired;
    // How often fsync was called again on a descriptor on which it had failed.
    atomic_uint_least64_t retried;
    // How many calls failed by PRESSCUT_SEAM_RATE.
    atomic_uint_least64_t faults;
    // Calls of fsync and fdatasync so far, those that PRESSCUT_SEAM_SYNC counts.
    atomic_uint_least64_t syncs;
    atomic_uint lock;
};

static struct shared *shared;
static struct shared own;
static char root[PATH_MAX];
static size_t root_length;
static uint64_t wanted;
static int wanted_code;
static uint64_t wanted_sync;
static int wanted_sync_code;
static uint64_t rate;
static atomic_uint_least64_t chance;
static int journal = -1;
static long clock_offset;
static uint64_t clock_steps = 1;
static atomic_uint_least64_t clock_looks;
static int is_deaf;
static int is_poisoned_worker;
static atomic_uchar failed_sync[4096];

static long raw(long number, long a, long b, long c, long d, long e, long f) { return syscall(number, a, b, c, d, e, f); }

static int is_worker(void) {
    char line[4096];
    int file = (int)raw(SYS_openat, AT_FDCWD, (long)"/proc/self/cmdline", O_RDONLY, 0, 0, 0);
    if (file < 0) return 0;
    long count = raw(SYS_read, file, (long)line, sizeof line - 1, 0, 0, 0);
    raw(SYS_close, file, 0, 0, 0, 0, 0);
    if (count <= 0) return 0;
    line[count] = 0;
    size_t first = strlen(line) + 1;
    return (long)first < count && strcmp(line + first, "worker") == 0;
}

__attribute__((constructor)) static void begin(void) {
    shared = &own;
    const char *text = getenv("PRESSCUT_SEAM_ROOT");
    if (text == NULL) return;
    snprintf(root, sizeof root, "%s", text);
    root_length = strlen(root);
    if ((text = getenv("PRESSCUT_SEAM_SHARED"))) {
        int file = (int)raw(SYS_openat, AT_FDCWD, (long)text, O_RDWR | O_CLOEXEC, 0, 0, 0);
        void *page = (void *)raw(SYS_mmap, 0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (file >= 0 && page != MAP_FAILED) shared = page;
        if (file >= 0) raw(SYS_close, file, 0, 0, 0, 0, 0);
    }
    if ((text = getenv("PRESSCUT_SEAM_FAULT"))) sscanf(text, "%lu:%d", &wanted, &wanted_code);
    if ((text = getenv("PRESSCUT_SEAM_SYNC"))) sscanf(text, "%lu:%d", &wanted_sync, &wanted_sync_code);
    if ((text = getenv("PRESSCUT_SEAM_RATE"))) {
        uint64_t seed = 1;
        sscanf(text, "%lu:%lu", &rate, &seed);
        atomic_store(&chance, seed * 0x9E3779B97F4A7C15u + (uint64_t)getpid());
    }
    if ((text = getenv("PRESSCUT_SEAM_JOURNAL"))) {
        int file = (int)raw(SYS_openat, AT_FDCWD, (long)text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644, 0, 0);
        // Out of the way of the descriptors that the program counts on.
        journal = (int)raw(SYS_fcntl, file, F_DUPFD_CLOEXEC, 900, 0, 0, 0);
        raw(SYS_close, file, 0, 0, 0, 0, 0);
    }
    if ((text = getenv("PRESSCUT_SEAM_CLOCK"))) sscanf(text, "%ld:%lu", &clock_offset, &clock_steps);
    is_deaf = getenv("PRESSCUT_SEAM_DEAF") != NULL;
    is_poisoned_worker = getenv("PRESSCUT_SEAM_POISON") != NULL && is_worker();
}

static int is_below(const char *path) {
    return root_length > 0 && strncmp(path, root, root_length) == 0 &&
           (path[root_length] == '/' || path[root_length] == 0);
}

static int descriptor_path(int descriptor, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    long count = raw(SYS_readlinkat, AT_FDCWD, (long)link, (long)path, PATH_MAX - 1, 0, 0);
    if (count < 0) return 0;
    path[count] = 0;
    return 1;
}

static int concerns_descriptor(int descriptor) {
    char path[PATH_MAX];
    return root_length > 0 && descriptor >= 0 && descriptor_path(descriptor, path) && is_below(path);
}

static int concerns(int directory, const char *path) {
    if (root_length == 0 || path == NULL) return 0;
    if (path[0] == '/') return is_below(path);
    return directory != AT_FDCWD && concerns_descriptor(directory);
}

static uint64_t next_chance(void) {
    uint64_t value = atomic_fetch_add(&chance, 0x9E3779B97F4A7C15u) + 0x9E3779B97F4A7C15u;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

// Whether this call is to fail, and how: -1 not, 0 short, else the errno.
static int verdict(enum call call) {
    uint64_t number = atomic_fetch_add(&shared->count, 1) + 1;
    if (wanted != 0 && number == wanted) {
        atomic_store(&shared->fired, (uint64_t)call + 1);
        return wanted_code;
    }
    // A failed fsync ends the service, so it is left out of what passes by itself.
    if (rate != 0 && number > 1000 && call != CALL_SYNC && next_chance() % rate == 0) {
        static const int passing[] = {ENOSPC, EMFILE, ENOMEM, EDQUOT, EINTR};
        uint64_t pick = next_chance();
        atomic_fetch_add(&shared->faults, 1);
        switch (call) {
        case CALL_READ: return EINTR;
        case CALL_WRITE: return (int[]){ENOSPC, EDQUOT, EINTR, 0}[pick % 4];
        case CALL_OPEN: return passing[pick % 3];
        case CALL_MAP: return ENOMEM;
        default: return (int[]){ENOSPC, EDQUOT}[pick % 2];
        }
    }
    return -1;
}

static long fail(int code) {
    errno = code;
    return -1;
}

// MARK: The journal

static void lock(void) {
    while (atomic_exchange(&shared->lock, 1)) raw(SYS_sched_yield, 0, 0, 0, 0, 0, 0);
}

static void unlock(void) { atomic_store(&shared->lock, 0); }

static void note(char type, uint64_t inode, uint64_t a, uint64_t b, const char *first, const char *second,
                 const void *data, uint32_t count) {
    char entry[64 + 2 * NAME_MAX];
    uint16_t one = first ? (uint16_t)strlen(first) : 0, two = second ? (uint16_t)strlen(second) : 0;
    size_t length = 0;
    entry[length++] = type;
    memcpy(entry + length, &inode, 8), length += 8;
    memcpy(entry + length, &a, 8), length += 8;
    memcpy(entry + length, &b, 8), length += 8;
    memcpy(entry + length, &one, 2), length += 2;
    memcpy(entry + length, &two, 2), length += 2;
    memcpy(entry + length, &count, 4), length += 4;
    if (first) memcpy(entry + length, first, one), length += one;
    if (second) memcpy(entry + length, second, two), length += two;
    raw(SYS_write, journal, (long)entry, (long)length, 0, 0, 0);
    if (count) raw(SYS_write, journal, (long)data, count, 0, 0, 0);
}

static uint64_t inode_of(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 ? status.st_ino : 0;
}

// The directory of a path and its last name; the directory's inode, or 0.
static uint64_t place(int directory, const char *path, const char **name) {
    const char *slash = strrchr(path, '/');
    *name = slash ? slash + 1 : path;
    if (slash == NULL) return inode_of(directory);
    char parent[PATH_MAX];
    snprintf(parent, sizeof parent, "%.*s", (int)(slash - path), path);
    struct stat status;
    return fstatat(directory, parent, &status, 0) == 0 ? status.st_ino : 0;
}

static uint64_t inode_at(int directory, const char *path) {
    struct stat status;
    return fstatat(directory, path, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status.st_ino : 0;
}

// MARK: The calls

static long open_any(int directory, const char *path, int flags, mode_t mode) {
    if (concerns(directory, path)) {
        int code = verdict(CALL_OPEN);
        if (code > 0) return fail(code);
        if (journal >= 0 && (flags & O_CREAT)) {
            lock();
            uint64_t before = inode_at(directory, path);
            long file = raw(SYS_openat, directory, (long)path, flags, mode, 0, 0);
            const char *name;
            if (file >= 0 && before == 0) {
                uint64_t folder = place(directory, path, &name);
                note('C', inode_of((int)file), folder, 0, name, NULL, NULL, 0);
            }
            unlock();
            return file;
        }
    }
    return raw(SYS_openat, directory, (long)path, flags, mode, 0, 0);
}

#define OPEN(NAME)                                                                                                     \
    int NAME(const char *path, int flags, ...) {                                                                       \
        va_list list;                                                                                                  \
        va_start(list, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;                                        \
        va_end(list);                                                                                                  \
        return (int)open_any(AT_FDCWD, path, flags, mode);                                                             \
    }
#define OPENAT(NAME)                                                                                                   \
    int NAME(int directory, const char *path, int flags, ...) {                                                        \
        va_list list;                                                                                                  \
        va_start(list, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;                                        \
        va_end(list);                                                                                                  \
        return (int)open_any(directory, path, flags, mode);                                                            \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

static long grow(void) {
    size_t count = 64 << 20;
    for (;;) {
        char *more = malloc(count);
        if (more == NULL) abort();
        memset(more, 1, count);
    }
}

static volatile int depth;
static long fall(long step) {
    volatile char frame[4096];
    frame[0] = (char)step;
    depth++;
    return fall(step + 1) + frame[0];
}

static void suffer(const char *bytes, long count) {
    if (count < 12 || memcmp(bytes, "POISON:", 7) != 0) return;
    const char *word = bytes + 7;
    if (memcmp(word, "CRASH", 5) == 0) raise(SIGSEGV);
    if (memcmp(word, "ABORT", 5) == 0) abort();
    if (memcmp(word, "LEAVE", 5) == 0) raw(SYS_exit_group, 3, 0, 0, 0, 0, 0);
    if (memcmp(word, "CYCLE", 5) == 0)
        for (volatile long step = 0;; step++) {
        }
    if (memcmp(word, "SLEEP", 5) == 0)
        for (;;) pause();
    if (memcmp(word, "GREED", 5) == 0) grow();
    if (memcmp(word, "DEPTH", 5) == 0) fall(0);
}

ssize_t read(int descriptor, void *bytes, size_t count) {
    if (is_deaf) {
        char path[PATH_MAX];
        if (descriptor_path(descriptor, path) && strcmp(path, "anon_inode:inotify") == 0) {
            while (raw(SYS_read, descriptor, (long)bytes, (long)count, 0, 0, 0) > 0) {
            }
            return fail(EAGAIN);
        }
    }
    if (concerns_descriptor(descriptor)) {
        int code = verdict(CALL_READ);
        if (code > 0) return fail(code);
        if (code == 0 && count > 1) count = 1;
        long result = raw(SYS_read, descriptor, (long)bytes, (long)count, 0, 0, 0);
        if (is_poisoned_worker) suffer(bytes, result);
        return result;
    }
    return raw(SYS_read, descriptor, (long)bytes, (long)count, 0, 0, 0);
}

static ssize_t pread_any(int descriptor, void *bytes, size_t count, off64_t offset) {
    if (concerns_descriptor(descriptor)) {
        int code = verdict(CALL_READ);
        if (code > 0) return fail(code);
        if (code == 0 && count > 1) count = 1;
    }
    return raw(SYS_pread64, descriptor, (long)bytes, (long)count, offset, 0, 0);
}
ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
    return pread_any(descriptor, bytes, count, offset);
}
ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t offset) {
    return pread_any(descriptor, bytes, count, offset);
}

static ssize_t write_any(int descriptor, const void *bytes, size_t count, off64_t offset, int is_placed) {
    int is_ours = concerns_descriptor(descriptor);
    if (is_ours) {
        int code = verdict(CALL_WRITE);
        if (code > 0) return fail(code);
        if (code == 0 && count > 1) count = 1;
    }
    int is_journalled = is_ours && journal >= 0;
    if (is_journalled) lock();
    long written = is_placed ? raw(SYS_pwrite64, descriptor, (long)bytes, (long)count, offset, 0, 0)
                             : raw(SYS_write, descriptor, (long)bytes, (long)count, 0, 0, 0);
    if (is_journalled) {
        int saved = errno;
        if (!is_placed) offset = raw(SYS_lseek, descriptor, 0, SEEK_CUR, 0, 0, 0) - written;
        if (written > 0) note('W', inode_of(descriptor), (uint64_t)offset, 0, NULL, NULL, bytes, (uint32_t)written);
        unlock();
        errno = saved;
    }
    return written;
}
ssize_t write(int descriptor, const void *bytes, size_t count) { return write_any(descriptor, bytes, count, 0, 0); }
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return write_any(descriptor, bytes, count, offset, 1);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    return write_any(descriptor, bytes, count, offset, 1);
}

static int sync_any(long number, int descriptor) {
    if (!concerns_descriptor(descriptor)) return (int)raw(number, descriptor, 0, 0, 0, 0, 0);
    atomic_uchar *failed = descriptor < 4096 ? &failed_sync[descriptor] : NULL;
    if (failed && atomic_load(failed)) atomic_fetch_add(&shared->retried, 1);
    int code = verdict(CALL_SYNC);
    struct stat kind;
    int is_passed_over = number == SYS_fdatasync && fstat(descriptor, &kind) == 0 && S_ISDIR(kind.st_mode);
    if (!is_passed_over && atomic_fetch_add(&shared->syncs, 1) + 1 == wanted_sync) {
        atomic_store(&shared->fired, (uint64_t)CALL_SYNC + 1);
        code = wanted_sync_code;
    }
    if (code > 0) {
        if (failed && code != EINTR) atomic_store(failed, 1);
        return (int)fail(code);
    }
    if (journal < 0) return (int)raw(number, descriptor, 0, 0, 0, 0, 0);
    // The journal is what a power cut is made of, so the disk need not be waited for.
    lock();
    struct stat status;
    if (fstat(descriptor, &status) == 0) note('S', status.st_ino, S_ISDIR(status.st_mode), 0, NULL, NULL, NULL, 0);
    unlock();
    return 0;
}
int fsync(int descriptor) { return sync_any(SYS_fsync, descriptor); }
int fdatasync(int descriptor) { return sync_any(SYS_fdatasync, descriptor); }

int close(int descriptor) {
    if (descriptor >= 0 && descriptor < 4096) atomic_store(&failed_sync[descriptor], 0);
    return (int)raw(SYS_close, descriptor, 0, 0, 0, 0, 0);
}

static int rename_any(int from, const char *path, int to, const char *new_path, unsigned flags) {
    if (!concerns(from, path) && !concerns(to, new_path)) {
        return (int)raw(SYS_renameat2, from, (long)path, to, (long)new_path, flags, 0);
    }
    int code = verdict(CALL_RENAME);
    if (code > 0) return (int)fail(code);
    if (journal >= 0) lock();
    uint64_t inode = journal >= 0 ? inode_at(from, path) : 0;
    int result = (int)raw(SYS_renameat2, from, (long)path, to, (long)new_path, flags, 0);
    if (journal >= 0) {
        int saved = errno;
        if (result == 0) {
            const char *name, *new_name;
            uint64_t folder = place(from, path, &name), new_folder = place(to, new_path, &new_name);
            note('R', inode, folder, new_folder, name, new_name, NULL, 0);
        }
        unlock();
        errno = saved;
    }
    return result;
}
int rename(const char *path, const char *new_path) { return rename_any(AT_FDCWD, path, AT_FDCWD, new_path, 0); }
int renameat(int from, const char *path, int to, const char *new_path) {
    return rename_any(from, path, to, new_path, 0);
}
int renameat2(int from, const char *path, int to, const char *new_path, unsigned flags) {
    return rename_any(from, path, to, new_path, flags);
}

static int remove_any(int directory, const char *path, int flags) {
    if (!concerns(directory, path)) return (int)raw(SYS_unlinkat, directory, (long)path, flags, 0, 0, 0);
    int code = verdict(CALL_UNLINK);
    if (code > 0) return (int)fail(code);
    if (journal >= 0) lock();
    uint64_t inode = journal >= 0 ? inode_at(directory, path) : 0;
    int result = (int)raw(SYS_unlinkat, directory, (long)path, flags, 0, 0, 0);
    if (journal >= 0) {
        int saved = errno;
        const char *name;
        if (result == 0) {
            uint64_t folder = place(directory, path, &name);
            note('U', inode, folder, 0, name, NULL, NULL, 0);
        }
        unlock();
        errno = saved;
    }
    return result;
}
int unlink(const char *path) { return remove_any(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return remove_any(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int directory, const char *path, int flags) { return remove_any(directory, path, flags); }

int mkdirat(int directory, const char *path, mode_t mode) {
    if (!concerns(directory, path)) return (int)raw(SYS_mkdirat, directory, (long)path, mode, 0, 0, 0);
    int code = verdict(CALL_MKDIR);
    if (code > 0) return (int)fail(code);
    if (journal >= 0) lock();
    int result = (int)raw(SYS_mkdirat, directory, (long)path, mode, 0, 0, 0);
    if (journal >= 0) {
        int saved = errno;
        const char *name;
        if (result == 0) {
            uint64_t folder = place(directory, path, &name);
            note('M', inode_at(directory, path), folder, 0, name, NULL, NULL, 0);
        }
        unlock();
        errno = saved;
    }
    return result;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

static int truncate_any(int descriptor, off64_t length) {
    int is_ours = concerns_descriptor(descriptor);
    if (is_ours) {
        int code = verdict(CALL_TRUNCATE);
        if (code > 0) return (int)fail(code);
    }
    int is_journalled = is_ours && journal >= 0;
    if (is_journalled) lock();
    int result = (int)raw(SYS_ftruncate, descriptor, length, 0, 0, 0, 0);
    if (is_journalled) {
        if (result == 0) note('T', inode_of(descriptor), (uint64_t)length, 0, NULL, NULL, NULL, 0);
        unlock();
    }
    return result;
}
int ftruncate(int descriptor, off_t length) { return truncate_any(descriptor, length); }
int ftruncate64(int descriptor, off64_t length) { return truncate_any(descriptor, length); }

static void *map_any(void *address, size_t length, int protection, int flags, int descriptor, off64_t offset) {
    if (!(flags & MAP_ANONYMOUS) && concerns_descriptor(descriptor)) {
        int code = verdict(CALL_MAP);
        if (code > 0) {
            errno = code;
            return MAP_FAILED;
        }
    }
    return (void *)raw(SYS_mmap, (long)address, (long)length, protection, flags, descriptor, offset);
}
void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
    return map_any(address, length, protection, flags, descriptor, offset);
}
void *mmap64(void *address, size_t length, int protection, int flags, int descriptor, off64_t offset) {
    return map_any(address, length, protection, flags, descriptor, offset);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    long result = raw(SYS_clock_gettime, clock, (long)time, 0, 0, 0, 0);
    if (result == 0 && clock_offset != 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        time->tv_sec += atomic_fetch_add(&clock_looks, 1) / clock_steps % 2 ? clock_offset : -clock_offset;
    }
    return (int)result;
}
