/*
 * A load driver for any hub that speaks the protocol of docs/protocol.md: ours, or the floor.
 *
 *     drive DIR rtt  SIZE IDLE             WARM_UP MEASURE    one client's round trips beside IDLE silent ones
 *     drive DIR echo SIZE CLIENTS WINDOW   WARM_UP MEASURE    each client keeps WINDOW frames under way
 *     drive DIR fan  SIZE CLIENTS BATCH    WARM_UP MEASURE    one speaks to all, BATCH frames in one write
 *
 * DIR is the hub's; SIZE is the octets of each payload, at least 8; the times are in milliseconds. The hub must
 * lose nothing (`pilcrow hub --slow wait`), be in chat mode for fan and in echo mode for the others, and send no
 * presence. It prints
 *
 *     joined                                  all clients are registered
 *     measuring                               the warm-up is over
 *     measured                                what follows counts no more
 *     result frames=N nanos=N [p50_us=...]    frames received while it was measured, by all together
 *
 * or "failed WHY" with exit code 1. It fails if a frame is lost, doubled or out of order: frames are of one
 * length, so where each lies follows from how many octets came before, and of each read the first and the last
 * whole frame are held against their numbers; at the end each client must have exactly what was sent.
 *
 *     up:    TOKEN<pilcrow>nnnnnnnnxxxx...x\n         down:    000<pilcrow>nnnnnnnnxxxx...x\n
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
  TOKEN = 16,
  NAME = 3, /* base 36: all of one length, so that all frames are */
  STAMP = 8,
  PILCROW_LENGTH = 2,
  ATOMIC = 4096,
  EVENTS = 512,
  MAX_CLIENTS = 36 * 36 * 36,
  SILENCE_MS = 10000, /* so long without a frame, and what is missing is lost */
};

#define PILCROW "\xC2\xB6"

struct client {
  int fd;
  char token[TOKEN];
  long octets; /* received */
  long sent;
};

static const char *directory;
static int inbox, epoll;
static struct client *clients;
static int client_count, payload, down_length, up_length;
static long received; /* frames, by all clients */
static char in[1 << 20], out[ATOMIC];
static long warm_up_ms, measure_ms;

/* What the speaking process and this one share. */
struct speech {
  volatile int stop;
  volatile long sent; /* once the process has ended */
};

static void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("failed ", stdout);
  vprintf(format, arguments);
  va_end(arguments);
  puts("");
  exit(1);
}

static void require(int good, const char *what) {
  if (!good)
    fail("%s: %s", what, strerror(errno));
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void say(const char *word) {
  puts(word);
  fflush(stdout);
}

static char *path_of(const char *name) {
  static char path[4096];
  require(snprintf(path, sizeof path, "%s/%s", directory, name) < (int)sizeof path, directory);
  return path;
}

/* ---- clients ---- */

/* Reads the welcome and no octet more: the next one is the first of what is measured. */
static void read_welcome(struct client *client) {
  char line[512];
  size_t length = 0;
  int64_t deadline = now() + SILENCE_MS * 1000000LL;
  do {
    if (length == sizeof line - 1 || now() > deadline)
      fail("no welcome");
    if (read(client->fd, line + length, 1) == 1)
      length++;
    else
      poll(&(struct pollfd){.fd = client->fd, .events = POLLIN}, 1, 1);
  } while (length == 0 || line[length - 1] != '\n');
  line[length] = 0;
  static const char welcome[] = "hub" PILCROW "welcome ";
  if (strncmp(line, welcome, sizeof welcome - 1) != 0)
    fail("instead of a welcome came %s", line);
  memcpy(client->token, line + sizeof welcome - 1, TOKEN);
}

static void register_client(int number) {
  static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  char name[NAME + 1] = {digits[number / 36 / 36], digits[number / 36 % 36], digits[number % 36]};
  const char *path = path_of(name);
  require(mkfifo(path, 0600) == 0, path);
  struct client *client = &clients[number];
  client->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  require(client->fd >= 0, path);
  char frame[64];
  int length = snprintf(frame, sizeof frame, "\n" PILCROW "%s\n", name);
  require(write(inbox, frame, length) == length, "registration");
  read_welcome(client);
  struct epoll_event readable = {.events = EPOLLIN, .data.u32 = number};
  require(epoll_ctl(epoll, EPOLL_CTL_ADD, client->fd, &readable) == 0, "epoll_ctl");
}

static void join(int count) {
  require(count > 0 && count <= MAX_CLIENTS, "number of clients");
  client_count = count;
  clients = calloc(count, sizeof *clients);
  require(clients != NULL, "memory");
  for (int i = 0; i < count; i++)
    register_client(i);
  say("joined");
}

/* ---- frames ---- */

/* A frame's number, four bits a letter: no LF, no pilcrow, no backslash. */
static void stamp(char *at, uint32_t number) {
  for (int i = 0; i < STAMP; i++)
    at[i] = 'a' + (number >> 4 * i & 15);
}

static void make_frame(char *at, const struct client *sender) {
  memcpy(at, sender->token, TOKEN);
  memcpy(at + TOKEN, PILCROW, PILCROW_LENGTH);
  memset(at + TOKEN + PILCROW_LENGTH, 'x', payload);
  at[up_length - 1] = '\n';
}

static void send_next(struct client *client) {
  make_frame(out, client);
  stamp(out + TOKEN + PILCROW_LENGTH, client->sent++);
  require(write(inbox, out, up_length) == up_length, "write");
}

static void look(const char *frame, long number) {
  char expected[STAMP];
  stamp(expected, number);
  if (memcmp(frame + NAME + PILCROW_LENGTH, expected, STAMP) != 0 || frame[down_length - 1] != '\n')
    fail("instead of frame %ld came '%.*s'", number, down_length - 1, frame);
}

/* Takes what a read has brought; returns how many frames are whole now that were not before. */
static long take(struct client *client, const char *octets, long length) {
  long before = client->octets;
  client->octets += length;
  long first = (before + down_length - 1) / down_length, behind = client->octets / down_length;
  if (first < behind) {
    look(octets + first * down_length - before, first);
    look(octets + (behind - 1) * down_length - before, behind - 1);
  }
  long whole = behind - before / down_length;
  received += whole;
  return whole;
}

/* Reads from whoever has something; then calls on_frames, if there is one, with how many came. */
static void receive(void (*on_frames)(struct client *, long)) {
  struct epoll_event events[EVENTS];
  int found = epoll_wait(epoll, events, EVENTS, SILENCE_MS);
  if (found == 0)
    fail("lost: nothing came after %ld frames", received);
  for (int i = 0; i < found; i++) {
    struct client *client = &clients[events[i].data.u32];
    ssize_t length = read(client->fd, in, sizeof in);
    if (length == 0)
      fail("the hub has closed a FIFO");
    if (length > 0) {
      long whole = take(client, in, length);
      if (on_frames)
        on_frames(client, whole);
    }
  }
}

/* ---- the time line: warm-up, measured, the rest ---- */

static int64_t since;
static long received_before, measured_frames;
static int64_t measured_nanos;
static enum { WARMING_UP, MEASURING, MEASURED } phase;

static void on_time(void) {
  int64_t passed = now() - since;
  if (phase == WARMING_UP && passed >= warm_up_ms * 1000000LL) {
    phase = MEASURING;
    say("measuring");
    received_before = received;
    since = now();
  } else if (phase == MEASURING && passed >= measure_ms * 1000000LL && received > received_before) {
    phase = MEASURED;
    measured_nanos = passed;
    measured_frames = received - received_before;
    say("measured");
  }
}

static void print_result(void) {
  printf("result frames=%ld nanos=%lld", measured_frames, (long long)measured_nanos);
}

/* ---- works ---- */

static int ascending(const void *one, const void *other) {
  int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;
  return (a > b) - (a < b);
}

static void round_trips(int idle) {
  join(1 + idle);
  size_t count = 0, room = 1 << 16;
  int64_t *nanos = malloc(room * sizeof *nanos), sum = 0;
  since = now();
  while (phase != MEASURED) {
    int64_t began = now();
    send_next(&clients[0]);
    while (received < clients[0].sent)
      receive(NULL);
    if (phase == MEASURING) {
      if (count == room)
        nanos = realloc(nanos, (room *= 2) * sizeof *nanos);
      require(nanos != NULL, "memory");
      sum += nanos[count++] = now() - began;
    }
    on_time();
  }
  qsort(nanos, count, sizeof *nanos, ascending);
  print_result();
  static const struct {
    const char *name;
    double share;
  } percentiles[] = {{"p50_us", .5}, {"p90_us", .9}, {"p99_us", .99}, {"p99_9_us", .999}, {"p99_99_us", .9999}};
  for (size_t i = 0; i < sizeof percentiles / sizeof *percentiles; i++)
    printf(" %s=%.3f", percentiles[i].name, nanos[(size_t)(count * percentiles[i].share)] / 1e3);
  printf(" mean_us=%.3f\n", sum / 1e3 / count);
}

static void send_as_many(struct client *client, long frames) {
  while (frames-- > 0)
    send_next(client);
}

static void echoes(int count, int window) {
  join(count);
  since = now();
  for (int i = 0; i < count; i++)
    send_as_many(&clients[i], window);
  while (phase != MEASURED) {
    receive(send_as_many);
    on_time();
  }
  long sent = 0;
  for (int i = 0; i < count; i++)
    sent += clients[i].sent;
  while (received < sent)
    receive(NULL);
  for (int i = 0; i < count; i++)
    if (clients[i].octets != clients[i].sent * down_length)
      fail("a client sent %ld frames and got back %ld", clients[i].sent, clients[i].octets / down_length);
  print_result();
  puts("");
}

/* The speaking process: speaks in the name of client 0, as fast as it is let. */
static void speak(struct speech *speech, int batch) {
  long sent = 0;
  for (int i = 0; i < batch; i++)
    make_frame(out + i * up_length, &clients[0]);
  while (!speech->stop) {
    for (int i = 0; i < batch; i++)
      stamp(out + i * up_length + TOKEN + PILCROW_LENGTH, sent + i);
    require(write(inbox, out, batch * up_length) == batch * up_length, "write");
    sent += batch;
  }
  speech->sent = sent;
  _exit(0);
}

static void fan_out(int count, int batch) {
  if (batch < 1 || batch * up_length > ATOMIC)
    fail("%d frames of %d octets are no atomic write", batch, up_length);
  join(count);
  struct speech *speech =
      mmap(NULL, sizeof *speech, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  require(speech != MAP_FAILED, "mmap");
  pid_t speaker = fork();
  require(speaker >= 0, "fork");
  if (speaker == 0)
    speak(speech, batch);
  receive(NULL);
  since = now();
  while (phase != MEASURED) {
    receive(NULL);
    on_time();
  }
  speech->stop = 1;
  int status = 0;
  while (waitpid(speaker, &status, WNOHANG) == 0) /* it may wait for room that reading makes */
    if (poll(&(struct pollfd){.fd = epoll, .events = POLLIN}, 1, 1) > 0)
      receive(NULL);
  if (status != 0)
    fail("the speaker ended with %d", status);
  while (received < speech->sent * count)
    receive(NULL);
  if (poll(&(struct pollfd){.fd = epoll, .events = POLLIN}, 1, 50) > 0)
    fail("more came than the %ld frames that were sent", speech->sent);
  for (int i = 0; i < count; i++)
    if (clients[i].octets != speech->sent * down_length)
      fail("a subscriber got %ld of %ld frames", clients[i].octets / down_length, speech->sent);
  print_result();
  puts("");
}

static void usage(void) {
  fputs(
      "usage: drive DIR rtt  SIZE IDLE           WARM_UP_MS MEASURE_MS\n"
      "       drive DIR echo SIZE CLIENTS WINDOW WARM_UP_MS MEASURE_MS\n"
      "       drive DIR fan  SIZE CLIENTS BATCH  WARM_UP_MS MEASURE_MS\n",
      stderr);
  exit(2);
}

int main(int argc, char **argv) {
  int rtt = argc == 7 && !strcmp(argv[2], "rtt");
  int echo = argc == 8 && !strcmp(argv[2], "echo"), fan = argc == 8 && !strcmp(argv[2], "fan");
  if (!rtt && !echo && !fan)
    usage();
  directory = argv[1];
  payload = atoi(argv[3]);
  up_length = TOKEN + PILCROW_LENGTH + payload + 1;
  down_length = NAME + PILCROW_LENGTH + payload + 1;
  warm_up_ms = atol(argv[argc - 2]);
  measure_ms = atol(argv[argc - 1]);
  if (payload < STAMP || up_length > ATOMIC)
    fail("a payload of %d octets", payload);

  signal(SIGPIPE, SIG_IGN);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  inbox = open(path_of("hub"), O_WRONLY | O_CLOEXEC);
  require(inbox >= 0, path_of("hub"));
  epoll = epoll_create1(EPOLL_CLOEXEC);
  require(epoll >= 0, "epoll");

  if (rtt)
    round_trips(atoi(argv[4]));
  else if (echo)
    echoes(atoi(argv[4]), atoi(argv[5]));
  else
    fan_out(atoi(argv[4]), atoi(argv[5]));
  return 0;
}
