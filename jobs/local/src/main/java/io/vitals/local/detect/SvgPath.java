package io.vitals.local.detect;

/** The data of an SVG path of straight lines; pixels are written to a tenth. */
final class SvgPath {
  private final StringBuilder data = new StringBuilder();

  /** Goes on to a point; begins with the first. */
  void to(double x, double y) {
    data.append(data.isEmpty() ? 'M' : 'L').append(pixel(x)).append(' ').append(pixel(y));
  }

  String open() {
    return data.toString();
  }

  String closed() {
    return data + "Z";
  }

  static String pixel(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }
}
