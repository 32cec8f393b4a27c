package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever is owed, however it is owed, and whatever the descriptor takes at a time. */
class SendQueueProperties {
  private static final int CAPACITY = 8192;
  private static final int BURST = 256;
  private static final int CHUNK = 64;
  private static final int ALL = Integer.MAX_VALUE;

  private BurstPool bursts = new BurstPool(BURST, 2);
  private BurstPool chunks = new BurstPool(CHUNK, 2);
  private SendQueue queue = new SendQueue(CAPACITY, chunks);
  private TakingKernel kernel = new TakingKernel();
  private ByteArrayOutputStream owed = new ByteArrayOutputStream();
  private int recordsOwed;
  private int recordsDropped;
  private byte next;

  @BeforeTry
  void startAnew() {
    bursts = new BurstPool(BURST, 2);
    chunks = new BurstPool(CHUNK, 2);
    queue = new SendQueue(CAPACITY, chunks);
    kernel = new TakingKernel();
    owed = new ByteArrayOutputStream();
    recordsOwed = 0;
    recordsDropped = 0;
  }

  /** What may happen to a queue. */
  sealed interface Step {
    /** Records of these lengths, next to each other in one burst that is shared slice by slice. */
    record Share(List<Integer> lengths) implements Step {}

    /** One copied slice of records of these lengths. */
    record Copy(List<Integer> lengths) implements Step {}

    /** The descriptor takes this much, write by write. */
    record Flush(List<Integer> answers) implements Step {}

    /** Drops what is not begun. */
    record Drop() implements Step {}
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> length = Arbitraries.integers().between(1, 20);
    Arbitrary<Integer> answer =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(1, 60)),
            Tuple.of(1, Arbitraries.of(ALL, -Errno.EINTR, -Errno.EAGAIN)));
    Arbitrary<Step> step =
        Arbitraries.oneOf(
            length.list().ofMinSize(1).ofMaxSize(12).map(Step.Share::new),
            length.list().ofMinSize(1).ofMaxSize(3).map(Step.Copy::new),
            answer.list().ofMaxSize(4).map(Step.Flush::new),
            Arbitraries.just(new Step.Drop()));
    return step.list().ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Step>> stepsWithoutDrop() {
    return steps().map(all -> all.stream().filter(s -> !(s instanceof Step.Drop)).toList());
  }

  /** Writes records that end with LF and hold none; what is in them never repeats soon. */
  private int fill(NativeBuffer buffer, int at, List<Integer> lengths) {
    int end = at;
    for (int length : lengths) {
      for (int i = 1; i < length; i++) {
        next = (byte) (next + 1 == '\n' ? next + 2 : next + 1);
        buffer.bytes().put(end++, next);
      }
      buffer.bytes().put(end++, (byte) '\n');
    }
    return end;
  }

  private void run(Step step, RecordEnd ends) {
    if (step instanceof Step.Share share) {
      Burst burst = bursts.acquire();
      int at = 0;
      for (int length : share.lengths()) {
        int end = fill(burst.buffer(), at, List.of(length));
        note(burst.buffer(), at, end, 1);
        queue.share(burst, at, end - at);
        at = end;
      }
      burst.release();
    } else if (step instanceof Step.Copy copy) {
      NativeBuffer source = NativeBuffer.allocate(CHUNK);
      int end = fill(source, 3, copy.lengths());
      note(source, 3, end, ends == RecordEnd.SLICE ? 1 : copy.lengths().size());
      queue.copy(source, 3, end - 3);
      source.bytes().put(0, new byte[CHUNK]);
    } else if (step instanceof Step.Flush flush) {
      int before = kernel.taken().length;
      int result = queue.flush(kernel.willAnswer(flush.answers()), 1);
      assertEquals(kernel.taken().length - before, result);
    } else {
      recordsDropped += queue.dropUnbegun(ends);
    }
    assertTrue(queue.sizeOctets() >= 0);
    assertEquals(CAPACITY, queue.sizeOctets() + queue.remainingOctets());
    assertEquals(queue.isEmpty(), queue.sizeOctets() == 0);
  }

  private void note(NativeBuffer buffer, int from, int to, int records) {
    for (int i = from; i < to; i++) {
      owed.write(buffer.bytes().get(i));
    }
    recordsOwed += records;
  }

  private void flushAll() {
    while (!queue.isEmpty()) {
      kernel.willAnswer(List.of(ALL));
      assertTrue(queue.flush(kernel, 1) > 0);
    }
  }

  private void assertEverythingReleased() {
    assertEquals(0, queue.sizeOctets());
    assertEquals(0, bursts.inUse());
    assertEquals(0, chunks.inUse());
  }

  @Property
  void octets_come_out_as_they_went_in(@ForAll("stepsWithoutDrop") List<Step> steps) {
    for (Step step : steps) {
      run(step, RecordEnd.LINE_FEED);
    }
    flushAll();
    assertArrayEquals(owed.toByteArray(), kernel.taken());
    assertEverythingReleased();
  }

  @Property
  void dropping_counts_exactly_and_tears_no_record(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      run(step, RecordEnd.LINE_FEED);
    }
    flushAll();
    List<String> all = lines(owed.toByteArray());
    List<String> taken = lines(kernel.taken());
    assertEquals(recordsOwed, taken.size() + recordsDropped);
    assertTrue(isSubsequence(taken, all));
    assertEverythingReleased();
  }

  @Property
  void a_slice_can_be_the_record(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      run(step, RecordEnd.SLICE);
    }
    flushAll();
    assertTrue(isSubsequence(lines(kernel.taken()), lines(owed.toByteArray())));
    assertTrue(recordsDropped <= recordsOwed);
    assertEverythingReleased();
  }

  @Property
  void after_a_drop_only_the_record_begun_is_owed(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      run(step, RecordEnd.LINE_FEED);
    }
    queue.dropUnbegun(RecordEnd.LINE_FEED);
    int before = kernel.taken().length;
    boolean begun = before > 0 && kernel.taken()[before - 1] != '\n';
    assertEquals(begun, !queue.isEmpty());
    flushAll();
    byte[] rest = Arrays.copyOfRange(kernel.taken(), before, kernel.taken().length);
    assertEquals(begun ? 1 : 0, lines(rest).size());
    assertEverythingReleased();
  }

  @Property
  void clearing_releases_everything(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      run(step, RecordEnd.LINE_FEED);
    }
    queue.clear();
    assertTrue(queue.isEmpty());
    assertEverythingReleased();
    run(new Step.Copy(List.of(5)), RecordEnd.LINE_FEED);
    assertEquals(5, queue.sizeOctets());
  }

  @Property
  void what_does_not_fit_changes_nothing(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      run(step, RecordEnd.LINE_FEED);
    }
    int size = queue.sizeOctets();
    int inUse = chunks.inUse();
    Burst large = new BurstPool(CAPACITY + 1, 1).acquire();
    assertThrows(
        IllegalStateException.class, () -> queue.share(large, 0, queue.remainingOctets() + 1));
    assertEquals(1, large.references());
    assertEquals(size, queue.sizeOctets());
    assertEquals(inUse, chunks.inUse());
    if (queue.remainingOctets() > 0) {
      queue.share(large, 0, queue.remainingOctets());
      assertEquals(0, queue.remainingOctets());
      assertThrows(IllegalStateException.class, () -> queue.copy(NativeBuffer.allocate(1), 0, 1));
    }
  }

  private static List<String> lines(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1).replace('\r', ' ');
    assertTrue(text.isEmpty() || text.endsWith("\n"), "torn");
    return text.lines().toList();
  }

  private static boolean isSubsequence(List<String> part, List<String> all) {
    int at = 0;
    for (String line : part) {
      while (at < all.size() && !all.get(at).equals(line)) {
        at++;
      }
      if (at++ == all.size()) {
        return false;
      }
    }
    return true;
  }
}
