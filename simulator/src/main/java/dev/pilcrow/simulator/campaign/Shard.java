package dev.pilcrow.simulator.campaign;

/**
 * Which part of a campaign's seeds is run here: every {@code count}-th, beginning with the {@code
 * index}-th. So a campaign is divided between machines that do not know of each other.
 *
 * @param index from 1 to {@code count}
 * @param count how many parts there are
 */
public record Shard(int index, int count) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  public Shard {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException(
          "shard " + index + "/" + count + ": from 1/" + count + " to " + count + "/" + count);
    }
  }

  /**
   * Reads {@code I/N}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Shard parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length == 2) {
      try {
        return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      } catch (NumberFormatException e) {
        // Told below.
      }
    }
    throw new IllegalArgumentException("not a shard: \"" + text + "\"; I/N, such as 2/8");
  }

  /** Whether the run of that number, counted from 0, is one of this part's. */
  public boolean holds(long number) {
    return number % count == index - 1;
  }
}
