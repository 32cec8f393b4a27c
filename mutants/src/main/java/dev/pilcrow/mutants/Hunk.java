package dev.pilcrow.mutants;

/**
 * Lines of a source that become other lines.
 *
 * @param before what must stand in the source, once
 * @param after what stands there then
 */
public record Hunk(String before, String after) {
  /**
   * The source with these lines changed.
   *
   * @throws StaleMutantException if they do not stand in it exactly once
   */
  String apply(String source) throws StaleMutantException {
    int at = source.indexOf(before);
    if (at < 0) {
      throw new StaleMutantException("these lines are not in the source any more:\n" + before);
    }
    if (source.indexOf(before, at + 1) >= 0) {
      throw new StaleMutantException("these lines are in the source more than once:\n" + before);
    }
    return source.substring(0, at) + after + source.substring(at + before.length());
  }
}
