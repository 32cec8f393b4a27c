package dev.pilcrow.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Curves over some marks on the x axis; the y axis is logarithmic. */
final class LineChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;
  private static final int LEFT = 70;
  private static final int RIGHT = 110;
  private static final int TOP = 14;
  private static final int BOTTOM = 44;
  private static final int LABEL_HEIGHT = 14;

  private final String title;
  private final String unit;
  private final List<String> marks;
  private final List<Curve> curves = new ArrayList<>();

  /**
   * One peer.
   *
   * @param figures one for each mark, NaN where there is none
   */
  private record Curve(String peer, List<Double> figures) {}

  LineChart(String title, String unit, List<String> marks) {
    this.title = title;
    this.unit = unit;
    this.marks = marks;
  }

  void add(String peer, List<Double> figures) {
    curves.add(new Curve(peer, figures));
  }

  String draw() {
    Svg svg = new Svg(WIDTH, HEIGHT, title + ", " + unit);
    double least = Math.floor(Math.log10(figures().min().orElse(1)));
    double greatest = Math.ceil(Math.log10(figures().max().orElse(10)));
    double span = Math.max(1, greatest - least);
    for (double power = least; power <= greatest; power++) {
      double y = y((power - least) / span);
      svg.line(LEFT, y, WIDTH - RIGHT, y, "grid");
      svg.text(LEFT - 8, y + 4, "end", number(Math.pow(10, power)));
    }
    for (int i = 0; i < marks.size(); i++) {
      svg.text(x(i), HEIGHT - BOTTOM + 18, "middle", marks.get(i));
    }
    svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", title + ", " + unit);
    List<Double> taken = new ArrayList<>();
    for (Curve curve : curves) {
      draw(svg, curve, least, span, taken);
    }
    return svg.done();
  }

  private void draw(Svg svg, Curve curve, double least, double span, List<Double> taken) {
    String color = Palette.of(curve.peer());
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      double figure = curve.figures().get(i);
      if (!Double.isNaN(figure)) {
        double[] point = {x(i), y((Math.log10(figure) - least) / span)};
        points.add(point);
        String tip = curve.peer() + ", " + marks.get(i) + ": " + number(figure) + " " + unit;
        svg.dot(point[0], point[1], color, tip);
      }
    }
    if (!points.isEmpty()) {
      svg.curve(points, color);
      double[] last = points.get(points.size() - 1);
      double label = freeLabel(last[1], taken);
      svg.bar(WIDTH - RIGHT + 14, label - 4, 10, 8, color);
      svg.text(WIDTH - RIGHT + 30, label + 4, "start", curve.peer());
    }
  }

  /** As near to the curve's end as the labels that are there already let it be. */
  private static double freeLabel(double wanted, List<Double> taken) {
    double best = wanted;
    double bestDistance = Double.MAX_VALUE;
    for (double y = TOP; y < HEIGHT - BOTTOM; y++) {
      double candidate = y;
      boolean free = taken.stream().allMatch(other -> Math.abs(other - candidate) >= LABEL_HEIGHT);
      if (free && Math.abs(y - wanted) < bestDistance) {
        best = y;
        bestDistance = Math.abs(y - wanted);
      }
    }
    taken.add(best);
    return best;
  }

  private DoubleStream figures() {
    return curves.stream()
        .flatMap(curve -> curve.figures().stream())
        .mapToDouble(Double::doubleValue)
        .filter(figure -> figure > 0);
  }

  private double x(int mark) {
    double room = WIDTH - LEFT - RIGHT;
    return LEFT + room * (mark + 0.5) / marks.size();
  }

  private static double y(double share) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
  }

  private static String number(double figure) {
    return figure >= 10
        ? String.format(Locale.ROOT, "%,.0f", figure)
        : String.format(Locale.ROOT, "%.3g", figure).replaceAll("\\.?0+$", "");
  }
}
