package dev.pilcrow.protocol.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pilcrow.protocol.ProtocolDocument;
import dev.pilcrow.protocol.classic.ClassicDecoder;
import dev.pilcrow.protocol.frame.MessageAssembler;
import dev.pilcrow.protocol.frame.MessageSplitter;
import dev.pilcrow.protocol.frame.Names;
import dev.pilcrow.protocol.frame.Wire;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of limits in docs/protocol.md says what the code has, and leaves none out. */
class ProtocolLimitsTest {
  private static final ProtocolDocument.Table TABLE = ProtocolDocument.read().table("limits");
  private static final List<Class<?>> HAVE_LIMITS =
      List.of(
          Wire.class,
          Names.class,
          MessageSplitter.class,
          MessageAssembler.class,
          ClassicDecoder.class,
          HubLimits.class);
  private static final Map<String, Long> UNITS_NANOS =
      Map.of("s", TimeUnit.SECONDS.toNanos(1), "ms", TimeUnit.MILLISECONDS.toNanos(1));

  @Test
  void every_limit_of_the_code_is_in_the_table() {
    assertEquals(limits().keySet(), new TreeSet<>(TABLE.column("constant")));
  }

  @TestFactory
  Stream<DynamicTest> every_limit_has_the_value_that_the_table_tells() {
    Map<String, Long> limits = limits();
    List<String> constants = TABLE.column("constant");
    List<String> values = TABLE.column("value");
    return IntStream.range(0, constants.size())
        .mapToObj(
            i ->
                dynamicTest(
                    constants.get(i) + " is " + values.get(i),
                    () -> assertEquals(limits.get(constants.get(i)), value(values.get(i)))));
  }

  private static long value(String text) {
    int space = text.indexOf(' ');
    String number = space < 0 ? text : text.substring(0, space);
    long value = Long.parseLong(number.replace(",", ""));
    return space < 0 ? value : value * UNITS_NANOS.getOrDefault(text.substring(space + 1), 0L);
  }

  /** All public numbers of those classes, and the hub's defaults. */
  private static Map<String, Long> limits() {
    Map<String, Long> limits = new TreeMap<>();
    try {
      for (Class<?> type : HAVE_LIMITS) {
        for (Field field : type.getFields()) {
          boolean number = field.getType() == int.class || field.getType() == long.class;
          if (number && Modifier.isStatic(field.getModifiers())) {
            String name = type.getSimpleName() + "." + field.getName();
            limits.put(name, ((Number) field.get(null)).longValue());
          }
        }
      }
      for (RecordComponent component : HubLimits.class.getRecordComponents()) {
        Number value = (Number) component.getAccessor().invoke(HubLimits.DEFAULT);
        limits.put("HubLimits.DEFAULT." + component.getName(), value.longValue());
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    return limits;
  }
}
