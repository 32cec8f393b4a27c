package dev.pilcrow.fifo;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;

/**
 * A function of the C library that answers −1 and errno when it fails.
 *
 * <p>Bound through jffi, the engine beneath jnr-ffi: it calls as fast (a pair of 64-byte write and
 * read took 1.89 µs by it, 1.85 µs through a jnr-ffi interface) but generates no class, which
 * spares half of the start-up. See docs/adr/ on the native binding.
 */
final class NativeCall {
  private static final Invoker INVOKER = Invoker.getInstance();
  private static final LastError LAST_ERROR = LastError.getInstance();
  private static final boolean SAVES_ERRNO = true;

  private final String name;
  private final CallContext context;

  /** 0 where the platform has no such function. */
  private final long address;

  private NativeCall(String name, CallContext context, long address) {
    this.name = name;
    this.context = context;
    this.address = address;
  }

  /** Binds a function; one that the platform lacks fails when it is called. */
  static NativeCall bind(String name, Type result, Type... parameters) {
    return new NativeCall(
        name,
        CallContext.getCallContext(result, parameters, CallingConvention.DEFAULT, SAVES_ERRNO),
        Library.getDefault().getSymbolAddress(name));
  }

  int call() {
    return result(INVOKER.invokeN0(context, address()));
  }

  int call(long a) {
    return result(INVOKER.invokeN1(context, address(), a));
  }

  int call(long a, long b) {
    return result(INVOKER.invokeN2(context, address(), a, b));
  }

  int call(long a, long b, long c) {
    return result(INVOKER.invokeN3(context, address(), a, b, c));
  }

  int call(long a, long b, long c, long d) {
    return result(INVOKER.invokeN4(context, address(), a, b, c, d));
  }

  int call(long a, long b, long c, long d, long e) {
    return result(INVOKER.invokeN5(context, address(), a, b, c, d, e));
  }

  int call(long a, long b, long c, long d, long e, long f) {
    return result(INVOKER.invokeN6(context, address(), a, b, c, d, e, f));
  }

  private long address() {
    if (address == 0) {
      throw new UnsupportedOperationException("this system has no " + name + "()");
    }
    return address;
  }

  /** errno means something only after −1. */
  private static int result(long result) {
    return (int) result == -1 ? -Platform.errno(LAST_ERROR.get()) : (int) result;
  }
}
