package dev.pilcrow.mutants;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A product with one bug in it, or none, that killers can be let loose on. */
public final class World implements AutoCloseable {
  /** Who has not come back after so many times its budget, and some more, hangs. */
  private static final long PATIENCE = 20;

  /** The same of tests and scenarios, which take seconds. */
  private static final long PATIENCE_APART = 2;

  private static final long MORE_PATIENCE_NANOS = 60_000_000_000L;

  private final Map<String, byte[]> mutated;
  private final MutantLoader loader;

  private World(Map<String, byte[]> mutated) {
    this.mutated = mutated;
    this.loader = new MutantLoader(mutated);
  }

  /** The product as it is. */
  public static World unchanged() {
    return new World(Map.of());
  }

  /**
   * The product with a bug in it.
   *
   * @throws StaleMutantException if that bug cannot be planted any more
   */
  static World with(Mutant mutant, SourceCompiler compiler)
      throws IOException, StaleMutantException {
    String planted = mutant.plantedIn(Sources.read(mutant.file()));
    return new World(compiler.compile(mutant.file(), planted));
  }

  /**
   * Lets a killer loose, in this JVM. A bug that makes it hang is found too.
   *
   * @return what was found, or null
   */
  @Nullable Kill attack(Weapon weapon, Order order) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    FutureTask<@Nullable Kill> attack = new FutureTask<>(() -> killer(weapon).attack(order));
    Thread thread = new Thread(attack, weapon.text());
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
    try {
      return attack.get(patienceNanos(order, PATIENCE), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return new Kill("hangs", "nothing was heard of it any more", System.nanoTime() - begun, null);
    } catch (ExecutionException e) {
      throw new IOException("the killer itself has failed: " + e.getCause(), e);
    }
  }

  /** The same in a JVM of its own, so that nothing that other bugs have left behind is found. */
  @Nullable Kill attackApart(Weapon weapon, Order order) throws IOException, InterruptedException {
    return OwnJvm.attack(mutated, weapon, order, patienceNanos(order, PATIENCE_APART));
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static long patienceNanos(Order order, long patience) {
    return patience * order.budgetNanos() + MORE_PATIENCE_NANOS;
  }

  private Killer killer(Weapon weapon) throws ReflectiveOperationException {
    return (Killer) loader.loadClass(weapon.killer()).getConstructor().newInstance();
  }
}
