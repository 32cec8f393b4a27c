package dev.pilcrow.fifo.client;

import dev.pilcrow.fifo.Kernel;
import dev.pilcrow.fifo.NativeKernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The machine's kernel with a clock that the test turns, and calls that fail when it says so. */
public final class TestKernel {
  private final Kernel real = new NativeKernel();
  private final Map<String, Fault> faults = new HashMap<>();
  private final Map<String, Runnable> interlopers = new HashMap<>();
  private final List<Integer> writeLengths = new ArrayList<>();
  private final Kernel kernel =
      (Kernel)
          Proxy.newProxyInstance(
              Kernel.class.getClassLoader(),
              new Class<?>[] {Kernel.class},
              (proxy, method, arguments) -> call(method, arguments));
  private long nanos = 1_000_000_000L;

  private record Fault(int skipped, int errno) {}

  /** What the program under test is given. */
  public Kernel kernel() {
    return kernel;
  }

  /** What its peers use. */
  Kernel real() {
    return real;
  }

  void advance(long byNanos) {
    nanos += byNanos;
  }

  /**
   * A call with that name fails.
   *
   * @param skipped so many calls go well before
   * @return this
   */
  TestKernel fail(String call, int skipped, int errno) {
    faults.put(call, new Fault(skipped, errno));
    return this;
  }

  /** All calls go well again. */
  void heal() {
    faults.clear();
  }

  /** Something happens after each call with that name that goes well. */
  public void afterEach(String call, Runnable what) {
    interlopers.put(call, what);
  }

  /** How many octets each write was to write. */
  List<Integer> writeLengths() {
    return writeLengths;
  }

  private Object call(java.lang.reflect.Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    if (name.equals("nanoTime")) {
      return nanos;
    }
    Fault fault = faults.remove(name);
    if (fault != null) {
      if (fault.skipped() == 0) {
        return -fault.errno();
      }
      faults.put(name, new Fault(fault.skipped() - 1, fault.errno()));
    }
    if (name.equals("write")) {
      writeLengths.add((Integer) arguments[3]);
    }
    try {
      Object result = method.invoke(real, arguments);
      interlopers.getOrDefault(name, () -> {}).run();
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
