package dev.pilcrow.mutants.inside;

import dev.pilcrow.mutants.Kill;
import dev.pilcrow.mutants.KillFile;
import dev.pilcrow.mutants.Killer;
import dev.pilcrow.mutants.Order;
import dev.pilcrow.mutants.Weapon;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attack, in a JVM whose class path begins with the mutated classes. Its arguments: the file to
 * tell what was found in, the weapon, the seed, the budget in nanoseconds, and names of tests.
 */
public final class Alone {
  private static final int HEAD = 4;

  private Alone() {}

  public static void main(String[] args) throws Exception {
    List<String> arguments = List.of(args);
    Order order =
        new Order(
            Long.parseLong(arguments.get(2)),
            arguments.subList(HEAD, arguments.size()),
            Long.parseLong(arguments.get(3)),
            false);
    Weapon weapon = Weapon.valueOf(arguments.get(1));
    @Nullable Kill kill = killer(weapon).attack(order);
    KillFile.write(Path.of(arguments.get(0)), kill);
    Runtime.getRuntime().halt(0); // whatever threads the bug has left behind
  }

  private static Killer killer(Weapon weapon) throws ReflectiveOperationException {
    return Class.forName(weapon.killer()).asSubclass(Killer.class).getConstructor().newInstance();
  }
}
