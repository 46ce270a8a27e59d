package io.vitals.local.detect;

import io.vitals.local.terminal.Text;

/**
 * An SVG picture element by element. Each has a class of its style sheet; coordinates are pixels.
 */
final class SvgText {
  private static final String STYLE =
      """
      text { font: 13px system-ui, sans-serif; }
      .title { font-size: 16px; font-weight: 600; fill: #1c2733; }
      .quiet { fill: #5b6875; }
      .ground { fill: #ffffff; }
      .grid { stroke: #e2e7ec; }
      .line { fill: none; stroke: #24507a; stroke-width: 1.2; stroke-linejoin: round; }
      .band { fill: #8fb8de; fill-opacity: 0.4; }
      .span { fill-opacity: 0.18; }
      .spike { fill: #d1495b; }
      .drop { fill: #2e86de; }
      .shift { fill: #c98a00; }
      .silence { fill: #808890; }
      .variance { fill: #8e5bd0; }
      .pattern { fill: #12908e; }
      @media (prefers-color-scheme: dark) {
        .title { fill: #e6edf3; }
        .quiet { fill: #9aa7b4; }
        .ground { fill: #12171d; }
        .grid { stroke: #2a323b; }
        .line { stroke: #9cc9f2; }
        .band { fill: #4a7ba8; }
        .span { fill-opacity: 0.3; }
      }
      """;

  private final StringBuilder svg = new StringBuilder(1 << 16);

  /** Begins a picture on an empty ground. */
  SvgText(int width, int height, String title) {
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"")
        .append(attribute("viewBox", "0 0 " + width + " " + height))
        .append(attribute("width", width))
        .append(attribute("height", height))
        .append(">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n");
    rectangle("ground", 0, 0, width, height);
  }

  /**
   * Writes a text on one line.
   *
   * @param anchor which end of it is at {@code x}: start, middle or end
   */
  void text(String style, double x, double y, String anchor, String text) {
    element(
        "text",
        style,
        attribute("x", x) + attribute("y", y) + attribute("text-anchor", anchor),
        escaped(text));
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    element(
        "line",
        style,
        attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2),
        "");
  }

  void rectangle(String style, double x, double y, double width, double height) {
    element(
        "rect",
        style,
        attribute("x", x)
            + attribute("y", y)
            + attribute("width", width)
            + attribute("height", height),
        "");
  }

  /** A dot. What it says when pointed at may have several lines. */
  void dot(String style, double x, double y, String says) {
    element(
        "circle",
        style,
        attribute("cx", x) + attribute("cy", y) + attribute("r", 5),
        says.isEmpty() ? "" : "<title>" + escaped(says) + "</title>");
  }

  void path(String style, String data) {
    element("path", style, attribute("d", data), "");
  }

  /** Of what follows, up to {@link #endFrame}, only that within the frame is seen. */
  void beginFrame(double left, double top, double right, double bottom) {
    svg.append("<clipPath id=\"frame\">");
    rectangle("frame", left, top, right - left, bottom - top);
    svg.append("</clipPath>\n<g clip-path=\"url(#frame)\">\n");
  }

  void endFrame() {
    svg.append("</g>\n");
  }

  /** The whole picture, which nothing can be added to then. */
  String complete() {
    return svg.append("</svg>\n").toString();
  }

  private void element(String name, String style, String attributes, String content) {
    svg.append('<').append(name).append(attribute("class", style)).append(attributes);
    if (content.isEmpty()) {
      svg.append("/>\n");
    } else {
      svg.append('>').append(content).append("</").append(name).append(">\n");
    }
  }

  private static String attribute(String name, double pixel) {
    return attribute(name, SvgPath.pixel(pixel));
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + value + "\"";
  }

  /** File names come from outside. Control characters, which XML forbids, are left out. */
  private static String escaped(String text) {
    return Text.shown(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
