#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

int presscut_rename_noreplace(int from_directory, const char *from, int to_directory, const char *to) {
    return renameat2(from_directory, from, to_directory, to, RENAME_NOREPLACE);
}

ssize_t presscut_send(int socket, const void *bytes, size_t count, int descriptor) {
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr aligned;
    } control;
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    memset(&control, 0, sizeof control);
    if (descriptor >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
    }
    return sendmsg(socket, &message, MSG_NOSIGNAL);
}

ssize_t presscut_receive(int socket, void *bytes, size_t count, int *descriptor) {
    struct iovec part = {.iov_base = bytes, .iov_len = count};
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr aligned;
    } control;
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    *descriptor = -1;
    ssize_t received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    if (received < 0) return received;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
            memcpy(descriptor, CMSG_DATA(header), sizeof(int));
        }
    }
    return received;
}

static void *wait_for_hangup(void *argument) {
    struct pollfd peer = {.fd = (int)(intptr_t)argument, .events = POLLRDHUP};
    while (poll(&peer, 1, -1) < 0 && errno == EINTR) {
    }
    _exit(0);
}

int presscut_end_with_peer(int socket) {
    pthread_t thread;
    int code = pthread_create(&thread, NULL, wait_for_hangup, (void *)(intptr_t)socket);
    return code == 0 ? pthread_detach(thread) : code;
}

void presscut_share_memory(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
}

int presscut_refuse_sockets(void) {
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (EPERM & SECCOMP_RET_DATA)),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {.len = sizeof program / sizeof program[0], .filter = program};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
}

int64_t presscut_file_system_type(int descriptor) {
    struct statfs status;
    return fstatfs(descriptor, &status) == 0 ? (int64_t)status.f_type : 0;
}

int presscut_exit_status(int wait_status) { return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1; }

int presscut_ending_signal(int wait_status) { return WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0; }

int presscut_getopt(int argc, char *const argv[], const char *short_options, const struct presscut_option *options,
                    int option_count, const char **argument, int *next, int restart) {
    struct option long_options[64];
    if (option_count >= 64) {
        errno = E2BIG;
        return -1;
    }
    for (int index = 0; index < option_count; index++) {
        long_options[index].name = options[index].name;
        long_options[index].has_arg = options[index].takes_argument ? required_argument : no_argument;
        long_options[index].flag = NULL;
        long_options[index].val = options[index].value;
    }
    memset(&long_options[option_count], 0, sizeof(struct option));
    if (restart) optind = 0;
    opterr = 0;
    int found = getopt_long(argc, argv, short_options, long_options, NULL);
    *argument = optarg;
    *next = optind;
    return found;
}

static void set_limit(__rlimit_resource_t resource, uint64_t soft, uint64_t hard) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return;
    if (hard < limit.rlim_max) limit.rlim_max = hard;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    setrlimit(resource, &limit);
}

pid_t presscut_start(const char *path, char *const argv[], char *const envp[], int input, int output, int error,
                     const struct presscut_limits *limits) {
    pid_t child = fork();
    if (child != 0) return child;
    /* Nothing but async-signal-safe calls from here on: other threads may have held locks. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    /* Out of the way first, should one of them be below 3. */
    int from[3] = {input, output, error};
    for (int index = 0; index < 3; index++) {
        from[index] = fcntl(from[index], F_DUPFD, 10);
        if (from[index] < 0) _exit(126);
    }
    for (int index = 0; index < 3; index++) {
        if (dup2(from[index], index) < 0) _exit(126);
    }
    if (syscall(SYS_close_range, 3, ~0u, 0) != 0) {
        for (int number = 3; number < 1024; number++) close(number);
    }
    set_limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1);
    set_limit(RLIMIT_AS, limits->address_space, limits->address_space);
    set_limit(RLIMIT_FSIZE, limits->file_size, limits->file_size);
    set_limit(RLIMIT_CORE, 0, 0);
    execve(path, argv, envp);
    _exit(errno == ENOENT ? 127 : 126);
}

int presscut_memory_file(const char *label) { return memfd_create(label, MFD_CLOEXEC); }

int presscut_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
