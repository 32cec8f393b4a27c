package dev.pilcrow.protocol.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pilcrow.protocol.frame.Octets;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** The table against a {@link HashMap} as its model, with keys that meet in few places. */
class OctetTableProperties {
  /** So many places the smallest table has; all these keys want the first or the last of them. */
  private static final int PLACES = 16;

  private static final List<String> KEYS =
      Stream.iterate(0, i -> i + 1)
          .map(i -> "k" + i)
          .filter(key -> Math.floorMod(Octets.hash(octets(key)) + 1, PLACES) < 2)
          .limit(40)
          .toList();

  record Step(Kind kind, String key) {}

  enum Kind {
    PUT,
    REMOVE,
    CLEAR
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void it_holds_what_a_hash_map_would_hold(@ForAll("steps") List<Step> steps) {
    OctetTable<Integer> table = new OctetTable<>();
    Map<String, Integer> model = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      String key = steps.get(i).key;
      switch (steps.get(i).kind) {
        case PUT -> put(table, model, key, i);
        case REMOVE -> {
          table.remove(octets(key));
          model.remove(key);
        }
        case CLEAR -> {
          table.clear();
          model.clear();
        }
      }
      assertSame(model, table);
    }
  }

  private static void put(
      OctetTable<Integer> table, Map<String, Integer> model, String key, int value) {
    if (model.putIfAbsent(key, value) == null) {
      table.put(octets(key), value);
    } else {
      assertThrows(IllegalStateException.class, () -> table.put(octets(key), value));
    }
  }

  private static void assertSame(Map<String, Integer> model, OctetTable<Integer> table) {
    assertEquals(model.size(), table.size());
    for (String key : KEYS) {
      assertEquals(model.get(key), table.get(octets(key)), key);
      byte[] around = octets("<" + key + ">");
      assertEquals(model.get(key), table.get(ByteBuffer.wrap(around), 1, around.length - 1), key);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(30, Kind.PUT), Tuple.of(20, Kind.REMOVE), Tuple.of(1, Kind.CLEAR));
    return Combinators.combine(kinds, Arbitraries.of(KEYS))
        .as(Step::new)
        .list()
        .ofMaxSize(100)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static byte[] octets(String key) {
    return key.getBytes(ISO_8859_1);
  }
}
