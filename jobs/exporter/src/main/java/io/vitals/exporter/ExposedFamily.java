package io.vitals.exporter;

/** A metric that the exporter exposes. What it means stands in the dictionary. */
interface ExposedFamily {
  /** The name as it stands in a scrape. */
  String exposedName();
}
