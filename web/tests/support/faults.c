// A disk that fails and a clock that jumps, when a test says so: loaded with LD_PRELOAD below SQLite (Linux, glibc).
//
// FAULTS names a file of 4096 bytes, shared with the test, which holds a line a fault: `<what> <errno> <text>` for files
// whose path holds the text, and `clock <seconds>` to shift the time. What can fail:
//   write   data is not written, files don't grow and none are made
//   sync    flushing fails, and what was written since the last flush that worked is gone from the file, as from a disk
//   ro      as of a file system that is mounted read-only
//   lock    a lock of SQLite is held by somebody else
//   read    data can't be read
// FLUSHES names a file that gets a line for each flush that succeeded: the path of what was flushed.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define FILES 1024
#define RANGES 4096
#define REAL(name) ({ static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name); real; })

static const char *control;
static int flushes = -1;
// What was written to each file since it was flushed last.
static struct { int count; struct { off_t at; size_t bytes; } range[RANGES]; } *unflushed[FILES];

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULTS"), *told = getenv("FLUSHES");
  if (told) flushes = REAL(open64)(told, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  int fd = path ? REAL(open64)(path, O_RDONLY) : -1;
  if (fd < 0) return;
  void *shared = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
  if (shared != MAP_FAILED) control = shared;
}

static int number(const char *name) {
  return !strcmp(name, "ENOSPC") ? ENOSPC : !strcmp(name, "EROFS") ? EROFS : !strcmp(name, "EAGAIN") ? EAGAIN : EIO;
}

// The errno with which this is to fail on the file; 0 when it is not.
static int fault(const char *what, const char *path) {
  char lines[4096], *line, *rest = lines;
  if (!control || !*control) return 0;
  memcpy(lines, control, sizeof lines - 1);
  lines[sizeof lines - 1] = 0;
  while ((line = strsep(&rest, "\n"))) {
    char kind[16], name[16], text[512];
    if (sscanf(line, "%15s %15s %511s", kind, name, text) == 3 && !strcmp(kind, what) && strstr(path, text)) return number(name);
  }
  return 0;
}

static int fault_of(const char *what, int fd) {
  char link[64], path[4096];
  if (!control || !*control) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return fault(what, path);
}

static int fails(int error) {
  if (error) errno = error;
  return error != 0;
}

static int write_fails(int fd) {
  return fails(fault_of("write", fd)) || fails(fault_of("ro", fd));
}

static void note(int fd, off_t at, ssize_t bytes) {
  if (bytes <= 0 || fd < 0 || fd >= FILES || !control || !*control) return;
  if (!unflushed[fd] && !(unflushed[fd] = calloc(1, sizeof *unflushed[fd]))) return;
  int count = unflushed[fd]->count;
  if (count == RANGES) return;
  unflushed[fd]->range[count].at = at;
  unflushed[fd]->range[count].bytes = (size_t)bytes;
  unflushed[fd]->count = count + 1;
}

static void flushed(int fd) {
  if (fd >= 0 && fd < FILES && unflushed[fd]) unflushed[fd]->count = 0;
}

static int flush_fails(int fd) {
  static const char nothing[65536];
  int error = fault_of("sync", fd);
  if (error && fd >= 0 && fd < FILES && unflushed[fd])
    for (int n = 0; n < unflushed[fd]->count; n++) {
      size_t bytes = unflushed[fd]->range[n].bytes;
      REAL(pwrite64)(fd, nothing, bytes < sizeof nothing ? bytes : sizeof nothing, unflushed[fd]->range[n].at);
    }
  flushed(fd);
  return fails(error);
}

ssize_t pwrite64(int fd, const void *data, size_t bytes, off64_t at) {
  if (write_fails(fd)) return -1;
  ssize_t done = REAL(pwrite64)(fd, data, bytes, at);
  note(fd, at, done);
  return done;
}
ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) { return pwrite64(fd, data, bytes, at); }
ssize_t write(int fd, const void *data, size_t bytes) { return fd > 2 && write_fails(fd) ? -1 : REAL(write)(fd, data, bytes); }
ssize_t writev(int fd, const struct iovec *data, int count) { return fd > 2 && write_fails(fd) ? -1 : REAL(writev)(fd, data, count); }
ssize_t pread64(int fd, void *data, size_t bytes, off64_t at) { return fails(fault_of("read", fd)) ? -1 : REAL(pread64)(fd, data, bytes, at); }
ssize_t pread(int fd, void *data, size_t bytes, off_t at) { return pread64(fd, data, bytes, at); }
int ftruncate64(int fd, off64_t bytes) { return write_fails(fd) ? -1 : REAL(ftruncate64)(fd, bytes); }
int ftruncate(int fd, off_t bytes) { return ftruncate64(fd, bytes); }
static int told(int fd, int answer) {
  char link[64], path[4096];
  if (answer || flushes < 0) return answer;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return answer;
  path[length] = '\n';
  // One that is not told is missed by the test.
  ssize_t done = REAL(write)(flushes, path, (size_t)length + 1);
  (void)done;
  return answer;
}
int fsync(int fd) { return flush_fails(fd) ? -1 : told(fd, REAL(fsync)(fd)); }
int fdatasync(int fd) { return flush_fails(fd) ? -1 : told(fd, REAL(fdatasync)(fd)); }
int close(int fd) {
  flushed(fd);
  return REAL(close)(fd);
}

static int opening_fails(const char *path, int flags) {
  if (!(flags & (O_WRONLY | O_RDWR | O_CREAT))) return 0;
  if (fails(fault("ro", path))) return 1;
  struct stat known;
  return (flags & O_CREAT) && stat(path, &known) != 0 && fails(fault("write", path));
}

#define OPEN(name, folder, path, ...) \
  mode_t mode = 0; \
  if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
  return opening_fails(path, flags) ? -1 : REAL(name)(__VA_ARGS__, flags, mode);
int open64(const char *path, int flags, ...) { OPEN(open64, AT_FDCWD, path, path) }
int open(const char *path, int flags, ...) { OPEN(open64, AT_FDCWD, path, path) }
int openat64(int folder, const char *path, int flags, ...) { OPEN(openat64, folder, path, folder, path) }
int openat(int folder, const char *path, int flags, ...) { OPEN(openat64, folder, path, folder, path) }

int mkdir(const char *path, mode_t mode) {
  struct stat known;
  return stat(path, &known) != 0 && (fails(fault("write", path)) || fails(fault("ro", path))) ? -1 : REAL(mkdir)(path, mode);
}
int unlink(const char *path) { return fails(fault("ro", path)) ? -1 : REAL(unlink)(path); }
int rename(const char *from, const char *to) { return fails(fault("ro", to)) || fails(fault("write", to)) ? -1 : REAL(rename)(from, to); }

int fcntl64(int fd, int command, ...) {
  va_list more;
  va_start(more, command);
  void *argument = va_arg(more, void *);
  va_end(more);
  struct flock *lock = argument;
  // Byte 120 of the shared memory is the lock of who writes (SQLite: "WAL-mode File Format", §2.3.2).
  if (command == F_SETLK && lock->l_type == F_WRLCK && lock->l_start == 120 && fails(fault_of("lock", fd))) return -1;
  return REAL(fcntl64)(fd, command, argument);
}
int fcntl(int fd, int command, ...) {
  va_list more;
  va_start(more, command);
  void *argument = va_arg(more, void *);
  va_end(more);
  return fcntl64(fd, command, argument);
}

static long shift(void) {
  const char *line = control && *control ? strstr(control, "clock ") : NULL;
  return line ? atol(line + 6) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int answer = REAL(clock_gettime)(clock, now);
  if (!answer && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += shift();
  return answer;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int answer = REAL(gettimeofday)(now, zone);
  if (!answer) now->tv_sec += shift();
  return answer;
}
time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
