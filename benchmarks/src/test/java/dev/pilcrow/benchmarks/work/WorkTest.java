package dev.pilcrow.benchmarks.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkTest {
  @Test
  void every_work_is_what_its_id_says() {
    Stream.of(Works.SHORT, Works.FULL, Works.SMOKE)
        .flatMap(List::stream)
        .forEach(work -> assertEquals(work, Work.parse(work.id())));
  }

  @Test
  void a_word_chooses_all_works_whose_ids_begin_with_it() {
    List<Work> chosen = Works.chosen(Works.SHORT, List.of("fan-10x1", "rtt"));

    assertEquals(List.of("fan-10x1-64", "rtt-64"), chosen.stream().map(Work::id).toList());
  }

  @Test
  void a_work_that_is_in_no_set_can_be_asked_for() {
    Work own = new Work.FanOut(7, 4, 200);

    assertEquals(List.of(own), Works.chosen(Works.SHORT, List.of("fan-7x4-200")));
  }

  @Test
  void what_is_no_work_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Work.parse("fan"));
    assertThrows(IllegalArgumentException.class, () -> Work.parse("fan-0x1-64"));
    assertThrows(IllegalArgumentException.class, () -> Work.parse("rtt-7"));
  }

  @Test
  void a_batch_is_an_atomic_write_and_what_is_under_way_fits_in_a_pipe() {
    assertThrows(IllegalArgumentException.class, () -> Work.parse("fan-1x100-64"));
    assertThrows(IllegalArgumentException.class, () -> Work.parse("echo-1x100-1000"));
  }
}
