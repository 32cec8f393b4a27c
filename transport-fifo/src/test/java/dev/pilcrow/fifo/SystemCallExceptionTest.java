package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SystemCallExceptionTest {
  @Test
  void it_says_what_was_tried_on_what_and_why_it_failed() {
    SystemCallException e = new SystemCallException("openat", "/dir/hub", Errno.EACCES);
    assertEquals("/dir/hub: permission denied (openat: EACCES)", e.getMessage());
    assertEquals("openat", e.call());
    assertEquals("/dir/hub", e.subject());
    assertEquals("EACCES", e.symbol());
    assertEquals(13, e.errno());
  }

  @Test
  void an_error_that_is_not_listed_is_told_by_its_number() {
    SystemCallException e = new SystemCallException("read", "descriptor 7", 123);
    assertEquals("descriptor 7: errno 123 (read: errno 123)", e.getMessage());
  }
}
