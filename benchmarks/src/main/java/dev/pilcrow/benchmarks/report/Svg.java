package dev.pilcrow.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * A picture, drawn piece by piece; origin at the top left. Texts and axes have the page's color.
 */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /**
   * @param label says what there is to see, for those who do not see it
   */
  Svg(int width, int height, String label) {
    out.append(
        format(
            "<svg viewBox='0 0 %d %d' width='%d' height='%d' role='img' aria-label='%s'>\n",
            width, height, width, height, Html.escape(label)));
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    out.append(
        format(
            "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' class='%s'/>\n", x1, y1, x2, y2, style));
    return this;
  }

  Svg bar(double x, double y, double width, double height, String color) {
    out.append(
        format(
            "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>\n",
            x, y, width, height, color));
    return this;
  }

  Svg dot(double x, double y, String color, String tip) {
    out.append(
        format(
            "<circle cx='%.1f' cy='%.1f' r='3' fill='%s'><title>%s</title></circle>\n",
            x, y, color, Html.escape(tip)));
    return this;
  }

  /**
   * @param points x and y of each
   */
  Svg curve(List<double[]> points, String color) {
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(format("%.1f,%.1f ", point[0], point[1]));
    }
    out.append(
        format("<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>\n", path, color));
    return this;
  }

  /**
   * @param anchor start, middle or end: which part of the text is at x
   */
  Svg text(double x, double y, String anchor, String text) {
    out.append(
        format(
            "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>\n",
            x, y, anchor, Html.escape(text)));
    return this;
  }

  String done() {
    return out + "</svg>\n";
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
