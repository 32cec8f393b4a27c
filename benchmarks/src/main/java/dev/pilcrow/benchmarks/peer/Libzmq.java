package dev.pilcrow.benchmarks.peer;

import jnr.ffi.Pointer;
import jnr.ffi.types.intptr_t;
import jnr.ffi.types.size_t;

/** The functions of libzmq that are used; see zmq.h. jnr-ffi wants it public. */
public interface Libzmq {
  int ZMQ_MAX_SOCKETS = 2;
  int ZMQ_SUBSCRIBE = 6;
  int ZMQ_LINGER = 17;
  int ZMQ_SNDHWM = 23;
  int ZMQ_RCVHWM = 24;
  int ZMQ_ROUTER_MANDATORY = 33;
  int ZMQ_XPUB_VERBOSE = 40;
  int ZMQ_XPUB_NODROP = 69;
  int ZMQ_DONTWAIT = 1;
  int ZMQ_SNDMORE = 2;
  int ZMQ_POLLIN = 1;

  Pointer zmq_ctx_new();

  int zmq_ctx_set(Pointer context, int option, int value);

  int zmq_ctx_term(Pointer context);

  Pointer zmq_socket(Pointer context, int type);

  int zmq_close(Pointer socket);

  int zmq_setsockopt(Pointer socket, int option, int[] value, @size_t long length);

  int zmq_setsockopt(Pointer socket, int option, byte[] value, @size_t long length);

  int zmq_bind(Pointer socket, String endpoint);

  int zmq_connect(Pointer socket, String endpoint);

  int zmq_send(Pointer socket, @intptr_t long octets, @size_t long length, int flags);

  int zmq_recv(Pointer socket, @intptr_t long octets, @size_t long length, int flags);

  int zmq_poll(Pointer items, int count, long timeoutMillis);

  int zmq_errno();

  String zmq_strerror(int errno);
}
