/*
 * What Swift's Glibc module does not show, as plain prototypes. The one .c file beside it defines _GNU_SOURCE.
 * Functions that fail return -1 and set errno.
 */
#ifndef PRESSCUT_CLINUX_H
#define PRESSCUT_CLINUX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* renameat2(2) with RENAME_NOREPLACE. */
int presscut_rename_noreplace(int from_directory, const char *from, int to_directory, const char *to);

/* Sends `count` bytes and the descriptor `descriptor` (none if negative) over a Unix socket; SCM_RIGHTS. */
ssize_t presscut_send(int socket, const void *bytes, size_t count, int descriptor);
/* Receives up to `count` bytes; `*descriptor` becomes one that came with them (close-on-exec), else -1. */
ssize_t presscut_receive(int socket, void *bytes, size_t count, int *descriptor);

/* Ends the process, whatever it does, when the other end of its socket is closed, as it is when that process dies; 0 or
   an error number. PR_SET_PDEATHSIG would not do: its parent is the thread that started the process, and threads of
   Dispatch end when they are idle. */
int presscut_end_with_peer(int socket);
/* Makes every later socket(2) of this process fail with EPERM (seccomp). */
int presscut_refuse_sockets(void);

/* The magic number of the file system that `descriptor` stands on (statfs(2)); 0 if it cannot be told. */
int64_t presscut_file_system_type(int descriptor);

/* How a child ended: the exit status or -1; the signal that ended it or 0. */
int presscut_exit_status(int wait_status);
int presscut_ending_signal(int wait_status);

/* What a program that is started may use. */
struct presscut_limits {
    uint64_t cpu_seconds;
    uint64_t address_space;
    /* Bytes that a file it writes may have. */
    uint64_t file_size;
};
/* Starts the program at `path` with three descriptors as its standard ones and no other, default signals, the given
   limits and no core files; it ends with the thread that started it. Returns its process id. */
pid_t presscut_start(const char *path, char *const argv[], char *const envp[], int input, int output, int error,
                     const struct presscut_limits *limits);
/* A file without a name that lies in memory (memfd_create(2)), close-on-exec. */
int presscut_memory_file(const char *label);
/* A pipe, both ends close-on-exec. */
int presscut_pipe(int ends[2]);

/* Lets all threads allocate from one place, and gives blocks of 8 MB and more back when they are freed (mallopt(3)); for a
   program whose threads take turns at large work. */
void presscut_share_memory(void);

/* One step of getopt_long(3). */
struct presscut_option {
    const char *name;
    int takes_argument;
    int value;
};
/* Starts anew and steps; NULL-terminated `options`; sets the two pointers as optarg and optind. */
int presscut_getopt(int argc, char *const argv[], const char *short_options, const struct presscut_option *options,
                    int option_count, const char **argument, int *next, int restart);

#endif
