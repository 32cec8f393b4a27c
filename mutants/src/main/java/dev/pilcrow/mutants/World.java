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

  private static final long MORE_PATIENCE_NANOS = 60_000_000_000L;

  private final MutantLoader loader;

  private World(Map<String, byte[]> mutated) {
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
   * Lets a killer loose. A bug that makes it hang is found too.
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
      return attack.get(PATIENCE * order.budgetNanos() + MORE_PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return new Kill("hangs", "nothing was heard of it any more", System.nanoTime() - begun, null);
    } catch (ExecutionException e) {
      throw new IOException("the killer itself has failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private Killer killer(Weapon weapon) throws ReflectiveOperationException {
    return (Killer) loader.loadClass(weapon.killer()).getConstructor().newInstance();
  }
}
