package dev.pilcrow.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BurstTest {
  private final BurstPool pool = new BurstPool(32, 2);

  @Test
  void the_last_reference_returns_the_memory() {
    Burst burst = pool.acquire();
    burst.retain();
    burst.release();
    assertEquals(1, pool.inUse());
    assertEquals(0, pool.idle());
    burst.release();
    assertEquals(0, pool.inUse());
    assertSame(burst, pool.acquire());
  }

  @Test
  void two_in_use_are_never_the_same() {
    assertNotSame(pool.acquire(), pool.acquire());
    assertEquals(2, pool.inUse());
    assertEquals(64, pool.inUseOctets());
  }

  @Test
  void more_than_the_pool_keeps_are_let_go() {
    Burst[] three = {pool.acquire(), pool.acquire(), pool.acquire()};
    for (Burst burst : three) {
      burst.release();
    }
    assertEquals(2, pool.idle());
    assertEquals(0, pool.inUse());
  }

  @Test
  void a_burst_that_was_released_can_be_neither_kept_nor_released() {
    Burst burst = pool.acquire();
    burst.release();
    assertEquals(0, burst.references());
    assertThrows(IllegalStateException.class, burst::retain);
    assertThrows(IllegalStateException.class, burst::release);
  }

  @Test
  void sizes_are_at_least_one() {
    assertThrows(IllegalArgumentException.class, () -> new BurstPool(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new BurstPool(1, 0));
    assertThrows(IllegalArgumentException.class, () -> NativeBuffer.allocate(0));
    assertThrows(IllegalArgumentException.class, () -> new SendQueue(0, pool));
    assertThrows(IllegalArgumentException.class, () -> new EpollEvents(0));
  }
}
