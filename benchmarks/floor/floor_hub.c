/*
 * The floor: a bare hub that speaks the protocol of docs/protocol.md, for the benchmarks to compare with.
 *
 *     floor_hub DIR echo|chat write|tee
 *
 * DIR must exist. It makes DIR/hub, prints "ready", and serves until its stdin ends (or a signal comes).
 *
 *   echo   a frame goes back to its sender
 *   chat   a frame goes to everyone
 *   write  everyone gets a burst by a write(2) of its own
 *   tee    a burst of TEE_FROM octets or more is written once into a pipe, and linked into each
 *          client's FIFO by tee(2)
 *
 * It is no product. It checks nothing, bounds nothing, waits for whoever is slow, and never notices that a
 * client has gone: what is left is what the kernel costs. A client's token is its number, and nobody leaves.
 *
 *     DIR/hub --read--> in --decode--> burst --write or tee--> DIR/alice, DIR/bob, ...
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  MAX_CLIENTS = 16384,
  MAX_NAME = 64,
  TOKEN = 16,              /* hexadecimal digits */
  INBOX = 1 << 16,         /* what one read takes at most: a whole pipe of default size */
  TEE_FROM = 8192,         /* below, write(2) is as good: every teed piece takes a slot of the pipe */
  TEE_CLIENTS = 3,         /* and so it is for fewer clients */
  /* A token of 16 gives way to a name of up to 64: no frame grows more than fivefold. */
  BURST = 5 * INBOX,
};

#define PILCROW "\xC2\xB6"
#define PILCROW_LENGTH 2

struct client {
  int fd;
  char name[MAX_NAME + 1];
  size_t name_length;
  char *owed; /* echo: what of the burst is for this client */
  size_t owed_length;
};

static struct client clients[MAX_CLIENTS];
static int client_count;
static struct client *owing[MAX_CLIENTS]; /* those with something owed */
static int owing_count;
static char in[INBOX], burst[BURST];
static const char *directory;

static void die(const char *what) {
  fprintf(stderr, "floor_hub: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void usage(void) {
  fputs("usage: floor_hub DIR echo|chat write|tee\n", stderr);
  exit(2);
}

static char *path_of(const char *name) {
  static char path[4096];
  if (snprintf(path, sizeof path, "%s/%s", directory, name) >= (int)sizeof path) {
    errno = ENAMETOOLONG;
    die(directory);
  }
  return path;
}

/* Writes all of it, and waits for a reader that has no room. A reader that has gone misses the rest. */
static void put(int fd, const char *octets, size_t length) {
  while (length > 0) {
    ssize_t written = write(fd, octets, length);
    if (written >= 0) {
      octets += written;
      length -= written;
    } else if (errno == EAGAIN) {
      struct pollfd room = {.fd = fd, .events = POLLOUT};
      poll(&room, 1, -1);
    } else if (errno != EINTR) {
      return;
    }
  }
}

static void on_registration(const char *name, size_t length) {
  if (length == 0 || length > MAX_NAME || client_count == MAX_CLIENTS)
    return;
  struct client *client = &clients[client_count];
  memcpy(client->name, name, length);
  client->name[length] = 0;
  client->name_length = length;
  client->fd = open(path_of(client->name), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (client->fd < 0)
    return;
  char welcome[64];
  int welcome_length =
      snprintf(welcome, sizeof welcome, "hub" PILCROW "welcome %016x v=1\n", client_count);
  put(client->fd, welcome, welcome_length);
  client_count++;
}

static struct client *with_token(const char *token) {
  uint32_t number = 0;
  for (int i = 0; i < TOKEN; i++)
    number = number << 4 | (token[i] <= '9' ? token[i] - '0' : token[i] - 'a' + 10);
  return number < (uint32_t)client_count ? &clients[number] : NULL;
}

/* frame is "TOKEN<pilcrow>payload\n"; what goes out is "name<pilcrow>payload\n". */
static size_t encode(char *out, const struct client *sender, const char *frame, size_t length) {
  memcpy(out, sender->name, sender->name_length);
  memcpy(out + sender->name_length, frame + TOKEN, length - TOKEN);
  return sender->name_length + length - TOKEN;
}

static void owe(struct client *client, const char *frame, size_t length) {
  if (!client->owed && !(client->owed = malloc(BURST)))
    die("memory");
  if (client->owed_length == 0)
    owing[owing_count++] = client;
  client->owed_length += encode(client->owed + client->owed_length, client, frame, length);
}

/* The burst is in the pipe; links it into each client's FIFO, and takes it out again. */
static void tee_to_all(const int link[2], int null, size_t length) {
  put(link[1], burst, length);
  for (int i = 0; i < client_count; i++) {
    ssize_t linked = tee(link[0], clients[i].fd, length, SPLICE_F_NONBLOCK);
    size_t done = linked > 0 ? linked : 0;
    put(clients[i].fd, burst + done, length - done);
  }
  for (size_t gone = 0; gone < length;) {
    ssize_t moved = splice(link[0], NULL, null, NULL, length - gone, 0);
    if (moved <= 0)
      die("splice");
    gone += moved;
  }
}

/* Decodes all whole frames; returns where the tail begins. */
static size_t decode(size_t length, int chat, size_t *burst_length) {
  char *at = in, *end = in + length, *lf;
  while (at < end && (lf = memchr(at, '\n', end - at))) {
    size_t frame = lf + 1 - at;
    if (memcmp(at, PILCROW, PILCROW_LENGTH) == 0 && frame > PILCROW_LENGTH) {
      on_registration(at + PILCROW_LENGTH, frame - PILCROW_LENGTH - 1);
    } else if (frame > TOKEN + PILCROW_LENGTH + 1 &&
               memcmp(at + TOKEN, PILCROW, PILCROW_LENGTH) == 0) {
      struct client *sender = with_token(at);
      if (sender && chat)
        *burst_length += encode(burst + *burst_length, sender, at, frame);
      else if (sender)
        owe(sender, at, frame);
    } /* else it is an LF alone, a goodbye, or garbage */
    at = lf + 1;
  }
  return at - in;
}

int main(int argc, char **argv) {
  if (argc != 4)
    usage();
  directory = argv[1];
  int chat = !strcmp(argv[2], "chat"), tees = !strcmp(argv[3], "tee");
  if ((!chat && strcmp(argv[2], "echo")) || (!tees && strcmp(argv[3], "write")))
    usage();

  signal(SIGPIPE, SIG_IGN);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);

  /* First of all, while the user's share of pipe pages is not used up. */
  int link[2], null = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (pipe2(link, O_CLOEXEC) || fcntl(link[1], F_SETPIPE_SZ, 1 << 20) < BURST || null < 0)
    die("the pipe to tee from");
  const char *path = path_of("hub");
  if (mkfifo(path, 0600) && errno != EEXIST)
    die(path);
  int inbox = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC); /* read-write: it never ends */
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event readable = {.events = EPOLLIN, .data.fd = inbox};
  struct epoll_event over = {.events = EPOLLIN, .data.fd = 0};
  if (inbox < 0 || epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, inbox, &readable))
    die(path);
  epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &over); /* refused for a file or /dev/null: then until a signal */
  puts("ready");
  fflush(stdout);

  for (size_t have = 0;;) {
    struct epoll_event event;
    if (epoll_wait(epoll, &event, 1, -1) < 1)
      continue;
    if (event.data.fd == 0) {
      char ignored[256];
      if (read(0, ignored, sizeof ignored) <= 0)
        return 0;
      continue;
    }
    ssize_t length = read(inbox, in + have, sizeof in - have);
    if (length <= 0)
      continue;
    have += length;
    size_t burst_length = 0, tail = decode(have, chat, &burst_length);
    memmove(in, in + tail, have - tail);
    have -= tail;
    if (have == sizeof in)
      have = 0; /* no frame is so long */
    if (tees && burst_length >= TEE_FROM && client_count >= TEE_CLIENTS) {
      tee_to_all(link, null, burst_length);
    } else if (chat && burst_length > 0) {
      for (int i = 0; i < client_count; i++)
        put(clients[i].fd, burst, burst_length);
    } else if (!chat) {
      while (owing_count > 0) {
        struct client *client = owing[--owing_count];
        put(client->fd, client->owed, client->owed_length);
        client->owed_length = 0;
      }
    }
  }
}
